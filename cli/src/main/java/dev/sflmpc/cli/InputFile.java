package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.value.InputException;
import dev.sflmpc.runtime.value.JsonInput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One party's input, from a file or from standard input. */
final class InputFile {

    static final String STANDARD_INPUT = "-";

    private InputFile() {}

    static ValueBits read(List<ValueType.Field> fields, String file, Environment environment)
            throws InputException, Failure, IOException {
        if (file.equals(STANDARD_INPUT)) {
            return JsonInput.read(fields, "standard input", environment.standardInput());
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw Failure.ofFile(file, "is a directory, expected a file with JSON");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return JsonInput.read(fields, file, in);
        }
    }
}
