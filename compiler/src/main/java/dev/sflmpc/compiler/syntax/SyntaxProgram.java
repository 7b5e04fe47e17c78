package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.format.Circuit;
import java.util.List;
import java.util.Map;

/**
 * A program as the user wrote it: the file that was named and all files it imports, each once.
 *
 * @param imported in the order in which the imports were met
 * @param circuits those of external functions by the span of their path; one that could not be read is missing
 */
public record SyntaxProgram(SourceUnit main, List<SourceUnit> imported, Map<Span, Circuit> circuits) {
    public SyntaxProgram {
        imported = List.copyOf(imported);
        circuits = Map.copyOf(circuits);
    }
}
