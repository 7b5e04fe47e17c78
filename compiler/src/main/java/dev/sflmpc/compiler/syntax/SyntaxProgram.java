package dev.sflmpc.compiler.syntax;

import java.util.List;

/**
 * A program as the user wrote it: the file that was named and all files it imports, each once.
 *
 * @param imported in the order in which the imports were met
 */
public record SyntaxProgram(SourceUnit main, List<SourceUnit> imported) {
    public SyntaxProgram {
        imported = List.copyOf(imported);
    }
}
