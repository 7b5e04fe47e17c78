package dev.sflmpc.compiler;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import java.util.List;
import java.util.Optional;

/**
 * What came of a compilation.
 *
 * @param program empty if and only if a diagnostic is an error
 * @param cost which places of the source the program's AND gates come from; empty when that is not known
 * @param diagnostics errors and warnings in the order in which they were found
 */
public record CompileResult(Optional<Program> program, Optional<CostMap> cost, List<Diagnostic> diagnostics) {

    /** A program of which nothing more is known, or none. */
    public CompileResult(Optional<Program> program, List<Diagnostic> diagnostics) {
        this(program, Optional.empty(), diagnostics);
    }

    public CompileResult {
        diagnostics = List.copyOf(diagnostics);
        boolean failed = diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
        if (failed == program.isPresent()) {
            throw new IllegalArgumentException("a compilation gives a program if and only if it has no error");
        }
    }
}
