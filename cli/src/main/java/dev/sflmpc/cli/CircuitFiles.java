package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFile;
import dev.sflmpc.compiler.format.CircuitFormatException;
import dev.sflmpc.compiler.format.CircuitPrograms;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.format.CircuitTooLargeException;
import dev.sflmpc.compiler.format.GateCounts;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Circuits and programs from circuits' files. */
final class CircuitFiles {

    private CircuitFiles() {}

    /**
     * A circuit.
     *
     * @param gates that its file or program has
     * @param namesParties whether that says who gives the inputs and learns the outputs
     */
    record Loaded(Circuit circuit, GateCounts gates, boolean namesParties) {}

    static CircuitFile read(Path file) throws Failure, IOException {
        try {
            return CircuitReader.read(file);
        } catch (CircuitFormatException e) {
            throw new Failure(ExitCode.INPUT_OR_FILE_WRONG, String.valueOf(e.getMessage()));
        }
    }

    /** A circuit as a program. */
    static Program program(Path file, Circuit circuit) throws Failure {
        try {
            Program program = CircuitPrograms.program(circuit);
            ProgramCheck.check(program);
            return program;
        } catch (CircuitTooLargeException e) {
            throw Failure.ofFile(file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Failure.ofFile(file, "cannot be run as a program: " + e.getMessage());
        }
    }

    /** The gates of any program or circuit. */
    static Loaded load(Path file, Map<String, String> params, MpcCommand command) throws Failure, IOException {
        if (ProgramKind.of(file) == ProgramKind.CIRCUIT) {
            CircuitFile read = read(file);
            return new Loaded(
                    read.circuit(), read.gates(), !read.circuit().signature().hasAssumedParties());
        }
        try {
            Circuit circuit = CircuitPrograms.circuit(ProgramArgument.load(file, params, command));
            return new Loaded(circuit, circuit.gates(), true);
        } catch (CircuitTooLargeException e) {
            throw Failure.ofFile(file, String.valueOf(e.getMessage()));
        }
    }
}
