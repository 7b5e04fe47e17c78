package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Optional;

/** What a name stands for where a value is expected. */
sealed interface Symbol {

    /** A variable or parameter. */
    record Secret(Variable variable, boolean mutable) implements Symbol {}

    /**
     * A name known when the program is compiled.
     *
     * @param value a constant, or a read of a public variable
     * @param type as declared, if it was
     */
    record Public(Expr.Public value, Optional<ValueType> type, Span declaration) implements Symbol {}

    /** A name whose declaration is wrong: nothing more is said about its uses. */
    record Poisoned() implements Symbol {}
}
