package dev.sflmpc.compiler.syntax;

import dev.sflmpc.compiler.diagnostic.Span;
import java.util.List;

/** The left side of a {@code let}. */
public sealed interface Pattern {

    Span span();

    /** A name; {@code _} binds nothing. */
    record Binding(Name name) implements Pattern {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code (a, b)}. */
    record Tuple(List<Pattern> elements, Span span) implements Pattern {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }
}
