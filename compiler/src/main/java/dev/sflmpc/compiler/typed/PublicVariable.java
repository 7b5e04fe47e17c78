package dev.sflmpc.compiler.typed;

import dev.sflmpc.compiler.diagnostic.Span;

/**
 * A name whose value is public but differs from one execution of its declaration to the next: a loop variable, or a
 * {@code let} of an expression over loop variables. Two are the same only if they are the same object.
 */
public final class PublicVariable {

    private final String name;
    private final Span span;

    public PublicVariable(String name, Span span) {
        this.name = name;
        this.span = span;
    }

    public String name() {
        return name;
    }

    /** Where it is declared. */
    public Span span() {
        return span;
    }

    @Override
    public String toString() {
        return name;
    }
}
