package dev.sflmpc.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed. */
public final class TempFolder implements AutoCloseable {

    private final Path path;

    public TempFolder() throws IOException {
        path = Files.createTempDirectory("mpc-bench");
    }

    Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file; returns its path. */
    public Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }

    /** What is in a file, whatever its encoding. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
