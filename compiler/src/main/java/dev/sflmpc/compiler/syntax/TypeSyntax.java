package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import java.util.List;

/** A type as it is written. */
public sealed interface TypeSyntax {

    Span span();

    /** {@code bool}. */
    record Bool(Span span) implements TypeSyntax {}

    /** {@code int<width>} or {@code uint<width>}. */
    record Integer(boolean signed, Expression width, Span span) implements TypeSyntax {}

    /** {@code fixed<width, fraction>}. */
    record Fixed(Expression width, Expression fraction, Span span) implements TypeSyntax {}

    /** A name: of an alias, a struct, a type parameter, or a short name such as {@code i8}. */
    record Named(Name name) implements TypeSyntax {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code element[length]}; {@code T[R][C]} is an array of R arrays of C. */
    record Array(TypeSyntax element, Expression length, Span span) implements TypeSyntax {}

    /** {@code (A, B)}. */
    record Tuple(List<TypeSyntax> elements, Span span) implements TypeSyntax {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }
}
