package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.SourceFile;
import java.util.List;
import java.util.Set;

/**
 * One parsed file.
 *
 * @param complete whether all of the file could be parsed
 * @param skippedNames names that occur in parts which could not be parsed, so that nothing is said of their missing
 */
public record SourceUnit(SourceFile file, List<Declaration> declarations, boolean complete, Set<String> skippedNames) {
    public SourceUnit {
        declarations = List.copyOf(declarations);
        skippedNames = Set.copyOf(skippedNames);
    }
}
