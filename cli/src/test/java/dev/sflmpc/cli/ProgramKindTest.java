package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramKindTest {

    @TempDir
    Path folder;

    @Test
    void of_compiledUnderAnotherName_isCompiled() throws IOException, Failure {
        Path compiled = Path.of(new Cli(folder).writeCompare());
        Path renamed = Files.move(compiled, folder.resolve("renamed.sfl"));
        assertEquals(ProgramKind.COMPILED, ProgramKind.of(renamed));
    }

    @Test
    void of_sourceUnderAnotherName_isSource() throws IOException, Failure {
        assertEquals(ProgramKind.SOURCE, ProgramKind.of(write("renamed.sfc", "program p;")));
    }

    @Test
    void of_missing_suggestsTheEnding() throws IOException {
        Path there = write("risk.sfl", "program p;");
        assertFails(folder.resolve("risk"), "there is no such file; did you mean " + there + "?");
        assertFails(folder.resolve("none"), "there is no such file");
    }

    @Test
    void of_misspelt_suggestsTheFileLikeIt() throws IOException {
        Path there = write("millionaires.sfl", "program p;");
        String found = "there is no such file; did you mean " + there + "?";
        assertFails(folder.resolve("millionares.sfl"), found);
        assertFails(folder.resolve("milionaires.sfl"), found);
        assertFails(folder.resolve("Millionaires.SFL"), found);
        assertFails(folder.resolve("millionaires.sfc"), found);
        assertFails(folder.resolve("millionares.json"), "there is no such file");
        assertFails(folder.resolve("auction.sfl"), "there is no such file");
        assertFails(folder.resolve("no-folder").resolve("millionares.sfl"), "there is no such file");
    }

    @Test
    void of_folder_saysSo() {
        assertFails(folder, "is a directory, expected an SFL program");
    }

    @Test
    void of_empty_saysSo() throws IOException {
        assertFails(write("p.sfl", ""), "not an SFL program: the file is empty");
    }

    @Test
    void of_json_saysWhatItLooksLike() throws IOException {
        assertFails(
                write("in.json", " {\"a\": 1}"),
                "not an SFL program: it looks like JSON; inputs are given with --input");
    }

    @Test
    void of_binary_saysSo() throws IOException {
        Path file = Files.write(folder.resolve("b"), new byte[] {0x7f, 'E', 'L', 'F', 0, 1});
        assertFails(file, "not an SFL program: it is neither text nor a compiled program");
        Path notUtf8 = Files.write(folder.resolve("c"), new byte[] {(byte) 0xff, 'E'});
        assertFails(notUtf8, "not an SFL program: it is neither text in UTF-8 nor a compiled program");
    }

    @Test
    void read_damagedProgram_saysSo() throws IOException {
        Path file = Path.of(new Cli(folder).writeCompare());
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        Failure failure = assertThrows(Failure.class, () -> CompiledPrograms.read(cut));
        assertEquals(
                file + ": not a usable compiled program: the file is cut off (at byte " + (whole.length - 3) + ")",
                failure.getMessage());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertFails(Path file, String problem) {
        Failure failure = assertThrows(Failure.class, () -> ProgramKind.of(file));
        assertEquals(file + ": " + problem, failure.getMessage());
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG, failure.exitCode());
    }
}
