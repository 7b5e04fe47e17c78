package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program that a command works on. */
final class ProgramArgument {

    @Parameters(index = "0", paramLabel = "PROGRAM", description = "Source (.sfl), compiled program (.sfc) or circuit.")
    Path path = Path.of("");

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            order = 1,
            description = "Replace the value of a `param` of the source. May be repeated.")
    Map<String, String> params = new LinkedHashMap<>();

    /** Reads or compiles the program. Diagnostics go to standard error. */
    Program load(EffortOptions effort, MpcCommand command) throws Failure {
        return load(path, params, effort, command);
    }

    /** Reads or compiles a program with the standard effort. */
    static Program load(Path file, Map<String, String> params, MpcCommand command) throws Failure {
        return load(file, params, new EffortOptions(), command);
    }

    private static Program load(Path file, Map<String, String> params, EffortOptions effort, MpcCommand command)
            throws Failure {
        try {
            return read(file, params, effort, command);
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    private static Program read(Path file, Map<String, String> params, EffortOptions effort, MpcCommand command)
            throws Failure, IOException {
        ProgramKind kind = ProgramKind.of(file);
        if (kind != ProgramKind.SOURCE && !params.isEmpty()) {
            throw command.usage("-D has no effect on the compiled program " + file + "; compile its source with it");
        }
        if (kind != ProgramKind.SOURCE && effort.isGiven()) {
            throw command.usage(
                    "--optimize has no effect on " + file + ", which is compiled already; `mpc optimize` works on it");
        }
        return switch (kind) {
            case SOURCE -> SourcePrograms.compile(file, effort.compileOptions(params), command);
            case COMPILED -> CompiledPrograms.read(file);
            case CIRCUIT -> CircuitFiles.program(file, CircuitFiles.read(file).circuit());
        };
    }
}
