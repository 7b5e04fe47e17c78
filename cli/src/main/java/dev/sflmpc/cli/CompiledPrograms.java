package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.ProgramFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs from their compiled files. */
final class CompiledPrograms {

    private CompiledPrograms() {}

    static Program read(Path file) throws Failure, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ProgramFile.read(in);
        } catch (ProgramFormatException e) {
            throw Failure.ofFile(file, "not a usable compiled program: " + e.getMessage());
        }
    }
}
