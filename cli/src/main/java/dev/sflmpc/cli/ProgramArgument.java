package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
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

    /** The compiled file, or what would be in one. */
    ProgramFile loadFile(EffortOptions effort, MpcCommand command) throws Failure {
        try {
            if (isPlainFile(effort)) {
                return CompiledPrograms.readFile(path);
            }
            LoadedProgram loaded = read(path, params, effort, command);
            return ProgramFile.of(loaded.program(), loaded.cost().map(CostMap::withoutTexts));
        } catch (IOException e) {
            throw Failure.ofFile(path, e);
        }
    }

    /** The same with where the program's gates come from, if that is known. */
    LoadedProgram loadWithCost(EffortOptions effort, MpcCommand command) throws Failure {
        try {
            return isPlainFile(effort) ? CompiledPrograms.readWithCost(path) : read(path, params, effort, command);
        } catch (IOException e) {
            throw Failure.ofFile(path, e);
        }
    }

    private boolean isPlainFile(EffortOptions effort) throws Failure, IOException {
        return ProgramKind.of(path) == ProgramKind.COMPILED && params.isEmpty() && !effort.isGiven();
    }

    /** Reads or compiles a program with the standard effort. */
    static Program load(Path file, Map<String, String> params, MpcCommand command) throws Failure {
        return load(file, params, new EffortOptions(), command);
    }

    private static Program load(Path file, Map<String, String> params, EffortOptions effort, MpcCommand command)
            throws Failure {
        try {
            return read(file, params, effort, command).program();
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }

    private static LoadedProgram read(Path file, Map<String, String> params, EffortOptions effort, MpcCommand command)
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
            case COMPILED -> new LoadedProgram(CompiledPrograms.read(file));
            case CIRCUIT ->
                new LoadedProgram(
                        CircuitFiles.program(file, CircuitFiles.read(file).circuit()));
        };
    }
}
