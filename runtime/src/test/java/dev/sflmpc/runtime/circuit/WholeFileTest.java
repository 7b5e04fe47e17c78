package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    private static WholeFile.Content<RuntimeException> text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_overAFile_replacesItAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a");
        WholeFile.write(file, text("a longer text"));
        WholeFile.write(file, text("short"));
        assertEquals("short", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void write_contentFails_leavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "before");
        assertThrows(
                IllegalStateException.class,
                () -> WholeFile.write(file, out -> {
                    out.write(7);
                    throw new IllegalStateException("half way");
                }));
        assertEquals("before", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void write_toALink_writesWhatItNames() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("b"), file.getFileName());
        WholeFile.write(link, text("after"));
        assertEquals("after", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void isOrdinary_aFolder_isNot() {
        assertTrue(WholeFile.isOrdinary(folder.resolve("new")));
        assertFalse(WholeFile.isOrdinary(folder));
    }
}
