package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.SourceFile;
import java.util.List;

/** One parsed file. */
public record SourceUnit(SourceFile file, List<Declaration> declarations) {
    public SourceUnit {
        declarations = List.copyOf(declarations);
    }
}
