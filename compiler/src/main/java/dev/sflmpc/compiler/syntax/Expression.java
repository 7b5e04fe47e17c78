package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.BinaryOperator;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.UnaryOperator;
import java.util.List;
import java.util.Optional;

/** An expression as it is written. */
public sealed interface Expression {

    Span span();

    /**
     * A number or truth value.
     *
     * @param fraction whether it is written with a point, so that divisions by it are exact even if it is whole
     */
    record Literal(PublicValue value, boolean fraction, Span span) implements Expression {}

    /** A name used as a value. */
    record NameUse(Name name) implements Expression {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code -x}, {@code !x}, {@code ~x}. */
    record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

    /** An operator between two operands, the shifts included. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {}

    /** {@code left && right}, {@code left || right}: {@code AND} or {@code OR} on truth values. */
    record Logical(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {}

    /** {@code value as type}. */
    record Cast(Expression value, TypeSyntax type, Span span) implements Expression {}

    /** {@code array[index]}. */
    record Index(Expression array, Expression index, Span span) implements Expression {}

    /** {@code array[from..to]}; either end may be missing. */
    record Slice(Expression array, Optional<Expression> from, Optional<Expression> to, boolean inclusive, Span span)
            implements Expression {}

    /** {@code value.name}. */
    record Member(Expression value, Name name, Span span) implements Expression {}

    /** {@code value.0}. */
    record Position(Expression value, int index, Span indexSpan, Span span) implements Expression {}

    /** {@code name<compileArguments>(arguments)}. */
    record Call(Name function, List<CompileArgument> compileArguments, List<Expression> arguments, Span span)
            implements Expression {
        public Call {
            compileArguments = List.copyOf(compileArguments);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A compile-time argument. Many can be read as a type and as a value; what the parameter is decides.
     */
    record CompileArgument(Optional<TypeSyntax> type, Optional<Expression> value, Span span) {}

    /** {@code Name { field: value, … }}. */
    record StructLiteral(Name type, List<FieldValue> fields, Span span) implements Expression {
        public StructLiteral {
            fields = List.copyOf(fields);
        }
    }

    /** {@code name: value} in a struct literal. */
    record FieldValue(Name name, Expression value) {}

    /** {@code [a, b, c]}. */
    record ArrayLiteral(List<Expression> elements, Span span) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code [value; length]}. */
    record Fill(Expression value, Expression length, Span span) implements Expression {}

    /** {@code (a, b)}. */
    record TupleLiteral(List<Expression> elements, Span span) implements Expression {
        public TupleLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code if} as an expression; {@code else if} is an {@link If} as the value of the second block. */
    record If(Expression condition, Block whenTrue, Block whenFalse, Span span) implements Expression {}

    /** A block as an expression. */
    record BlockExpression(Block block) implements Expression {
        @Override
        public Span span() {
            return block.span();
        }
    }
}
