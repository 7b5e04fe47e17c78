package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.BinaryOperator;
import java.util.Optional;

/** A statement as it is written. */
public sealed interface Statement {

    Span span();

    /** {@code let pattern: type = value;}. */
    record Let(boolean mutable, Pattern pattern, Optional<TypeSyntax> type, Expression value, Span span)
            implements Statement {}

    /**
     * {@code target = value;}, or {@code target += value;} and its kin.
     *
     * @param operator of a compound assignment
     */
    record Assign(Expression target, Optional<BinaryOperator> operator, Expression value, Span span)
            implements Statement {}

    /** {@code if}; {@code else if} is an {@link If} alone in the second block. */
    record If(Expression condition, Block whenTrue, Optional<Block> whenFalse, Span span) implements Statement {}

    /** {@code for pattern in from..to step s}. */
    record ForRange(
            Pattern pattern,
            Expression from,
            Expression to,
            boolean inclusive,
            Optional<Expression> step,
            Block body,
            Span span)
            implements Statement {}

    /** {@code for pattern in array}. */
    record ForEach(Pattern pattern, Expression array, Block body, Span span) implements Statement {}

    /** {@code while condition max bound}. */
    record While(Expression condition, Expression max, Block body, Span span) implements Statement {}

    /** {@code return value;}. */
    record Return(Optional<Expression> value, Span span) implements Statement {}

    /** A block as a statement. */
    record Nested(Block block) implements Statement {
        @Override
        public Span span() {
            return block.span();
        }
    }

    /** An expression followed by {@code ;}. */
    record Evaluate(Expression expression, Span span) implements Statement {}
}
