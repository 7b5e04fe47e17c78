package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Public circuits that are not part of this repository: in {@code shared/data} beside or above the working directory, or
 * where the system property {@code sfl.shared} says.
 */
public final class SharedCircuits {

    private SharedCircuits() {}

    /** The file {@code name}, such as {@code bristol-fashion/adder64.txt}; without it the test is skipped. */
    public static Path require(String name) {
        Optional<Path> file = find(name);
        assumeTrue(file.isPresent(), "no shared/data/circuits/" + name + " beside this checkout, see SharedCircuits");
        return file.orElseThrow();
    }

    static Circuit read(String name) throws IOException, CircuitFormatException {
        return CircuitReader.read(require(name)).circuit();
    }

    private static Optional<Path> find(String name) {
        Path named = Path.of(System.getProperty("sfl.shared", "shared"));
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(named).resolve("data/circuits").resolve(name);
            if (Files.exists(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
