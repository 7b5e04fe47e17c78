package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.ProgramFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs from their compiled files. */
final class CompiledPrograms {

    /** The first bytes of every compiled program; the first is no character of any text in UTF-8. */
    private static final byte[] MAGIC = {(byte) 0x89, 'S', 'F', 'C'};

    private CompiledPrograms() {}

    /** Whether the file's content begins as a compiled program's. */
    static boolean isCompiled(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    static Program read(Path file) throws Failure, IOException {
        return readFile(file).program();
    }

    /** A program and what its file says of its cost. */
    static LoadedProgram readWithCost(Path file) throws Failure, IOException {
        ProgramFile content = readFile(file);
        try {
            return new LoadedProgram(content.program(), content.cost());
        } catch (ProgramFormatException e) {
            throw Failure.ofFile(file, "what it says of its cost is not usable: " + e.getMessage());
        }
    }

    /** All that a file holds. */
    static ProgramFile readFile(Path file) throws Failure, IOException {
        try {
            return ProgramFile.read(file);
        } catch (ProgramFormatException e) {
            throw Failure.ofFile(file, "not a usable compiled program: " + e.getMessage());
        }
    }
}
