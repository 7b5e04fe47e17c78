package dev.sflmpc.cli;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Programs from their source. */
final class SourcePrograms {

    private SourcePrograms() {}

    /** Compiles {@code source}; shows diagnostics on standard error. */
    static LoadedProgram compile(Path source, CompileOptions options, MpcCommand command) throws Failure, IOException {
        CompileResult result = command.environment().compiler().compile(source, options);
        Console console = command.console();
        DiagnosticRenderer renderer = new DiagnosticRenderer(console.colour());
        for (Diagnostic diagnostic : result.diagnostics()) {
            if (diagnostic.severity() == Diagnostic.Severity.ERROR || !console.quiet()) {
                console.err().print(renderer.render(diagnostic));
            }
        }
        console.err().flush();
        Program program = result.program()
                .orElseThrow(() -> new Failure(
                        ExitCode.PROGRAM_DOES_NOT_COMPILE,
                        source + " does not compile: " + Counts.of(errorCount(result.diagnostics()), "error")));
        requireRunnable(source, program);
        return new LoadedProgram(program, result.cost());
    }

    /** Loops in loops make more gates than can be counted without a single one of them being wrong. */
    private static void requireRunnable(Path source, Program program) throws Failure {
        try {
            ProgramCheck.check(program);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.PROGRAM_DOES_NOT_COMPILE, source + " is too large to run: " + e.getMessage());
        }
    }

    private static long errorCount(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .count();
    }
}
