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
            throws InputException, Failure {
        if (file.equals(STANDARD_INPUT)) {
            return readStandardInput(fields, environment);
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw Failure.ofFile(file, "is a directory, expected a file with JSON");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return JsonInput.read(fields, file, in);
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    private static ValueBits readStandardInput(List<ValueType.Field> fields, Environment environment)
            throws InputException, Failure {
        try {
            return JsonInput.read(fields, "standard input", environment.standardInput());
        } catch (IOException e) {
            throw Failure.ofFile("standard input", e);
        }
    }
}
