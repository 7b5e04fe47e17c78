package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.typed.FunctionInstance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function with its compile-time arguments, on its way to being checked. */
final class Instance {

    private final Declaration.Function declaration;
    private final FunctionInstance function;
    private final Scope scope;
    private final @Nullable Instance requester;
    private final int depth;
    private final List<Instance> calls = new ArrayList<>();

    Instance(Declaration.Function declaration, FunctionInstance function, Scope scope, @Nullable Instance requester) {
        this.declaration = declaration;
        this.function = function;
        this.scope = scope;
        this.requester = requester;
        this.depth = requester == null ? 0 : requester.depth + 1;
    }

    Declaration.Function declaration() {
        return declaration;
    }

    FunctionInstance function() {
        return function;
    }

    /** Compile-time arguments and parameters. */
    Scope scope() {
        return scope;
    }

    /** How many instances led to this one. */
    int depth() {
        return depth;
    }

    boolean isGeneric() {
        return !declaration.generics().isEmpty();
    }

    /** The instances that this one calls, one for each call found so far. */
    List<Instance> calls() {
        return calls;
    }

    /** Whether this is an instance of a function, or was asked for by one. */
    boolean isWithin(Declaration.Function other) {
        for (Instance at = this; at != null; at = at.requester) {
            if (at.declaration.name().text().equals(other.name().text())) {
                return true;
            }
        }
        return false;
    }
}
