package dev.sflmpc.compiler.typed;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/**
 * A function with all its compile-time parameters fixed. Two are the same only if they are the same object; the checker
 * makes one per function and arguments.
 *
 * <p>Every path through the body ends in a {@link Stmt.Return}; a function without a result returns the empty tuple.
 */
public final class FunctionInstance {

    private final String name;
    private final List<Variable> parameters;
    private final ValueType resultType;
    private final Span span;
    private List<Stmt> body = List.of();

    /** @param name as messages show it, with compile-time arguments: {@code dot<5>} */
    public FunctionInstance(String name, List<Variable> parameters, ValueType resultType, Span span) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.resultType = resultType;
        this.span = span;
    }

    /** Called once, when the body has been checked. */
    public void setBody(List<Stmt> body) {
        this.body = List.copyOf(body);
    }

    public String name() {
        return name;
    }

    public List<Variable> parameters() {
        return parameters;
    }

    public ValueType resultType() {
        return resultType;
    }

    public Span span() {
        return span;
    }

    public List<Stmt> body() {
        return body;
    }

    @Override
    public String toString() {
        return name;
    }
}
