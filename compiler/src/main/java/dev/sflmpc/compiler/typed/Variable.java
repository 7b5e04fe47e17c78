package dev.sflmpc.compiler.typed;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.runtime.circuit.ValueType;

/** A secret variable or parameter. Two variables are the same only if they are the same object. */
public final class Variable {

    private final String name;
    private final ValueType type;
    private final Span span;

    public Variable(String name, ValueType type, Span span) {
        this.name = name;
        this.type = type;
        this.span = span;
    }

    public String name() {
        return name;
    }

    public ValueType type() {
        return type;
    }

    /** Where it is declared. */
    public Span span() {
        return span;
    }

    @Override
    public String toString() {
        return name + ": " + type;
    }
}
