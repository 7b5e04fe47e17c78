package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * Statements in braces.
 *
 * @param value the expression without {@code ;} at the end
 */
public record Block(List<Statement> statements, Optional<Expression> value, Span span) {
    public Block {
        statements = List.copyOf(statements);
    }
}
