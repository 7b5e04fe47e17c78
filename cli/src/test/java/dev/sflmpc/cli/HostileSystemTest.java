package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Disks that are full, devices in the place of files, readers that have gone. */
class HostileSystemTest extends CompareTestCase {

    private static final Path FULL = Path.of("/dev/full");

    @Test
    void info_standardOutputTakesNothing_fails() {
        Cli.Outcome outcome = cli.run(new BrokenWriter(), "info", program);
        assertEquals(
                "error: standard output takes no more: the result is not written, or not all of it\n", outcome.err());
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
    }

    @Test
    void run_reportOnAFullDisk_printsTheResultAndNamesTheFile() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full on this system");
        String a = cli.write("a.json", "{\"a\": 1}");
        String b = cli.write("b.json", "{\"b\": 2}");
        Cli.Outcome outcome =
                cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--report", FULL.toString());
        assertTrue(outcome.err().startsWith("error: /dev/full: "), outcome.err());
        assertTrue(outcome.out().startsWith("{\"alice\": "), outcome.out());
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
    }

    @Test
    void compile_toAFullDisk_namesTheFile() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full on this system");
        Cli.Outcome outcome = cli.run("compile", cli.write("p.sfl", "program p;"), "-o", FULL.toString());
        assertTrue(outcome.err().startsWith("error: /dev/full: "), outcome.err());
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
    }

    @Test
    void info_endlessDevice_isNoProgram() {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no /dev/zero on this system");
        cli.run("info", "/dev/zero")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: /dev/zero: not an SFL program: it is too large for a source, and not a compiled program");
    }

    @Test
    void info_nameThatNoFileCanHave_saysWhatToDo() {
        cli.run("info", "a\0b")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for positional parameter at index 0 (PROGRAM): 'a\0b' cannot be a file's"
                                + " name here; if it has letters beyond ASCII, set LC_ALL=C.UTF-8\n"
                                + "See `mpc info --help`.");
    }

    @Test
    void simulate_inputNameThatNoFileCanHave_saysWhatToDo() {
        cli.run("simulate", program, "-i", "alice=a\0b", "-i", "bob=b")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: 'a\0b' cannot be a file's name here; if it has letters beyond ASCII, set LC_ALL=C.UTF-8");
    }

    @Test
    void peers_directoryInThePlaceOfTheFile_isNamed() throws IOException {
        Files.createDirectories(folder.resolve("home/peers.json"));
        cli.run("peer", "list")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG, "error: home/peers.json: it is a directory, expected a file");
    }

    private static final class BrokenWriter extends Writer {

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
