package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.runtime.circuit.ValueType;

/** What a compile-time parameter of a function stands for in one instance. */
sealed interface CompileTimeArgument {

    /** A type. */
    record OfType(ValueType type) implements CompileTimeArgument {
        @Override
        public String toString() {
            return Words.type(type);
        }
    }

    /** A public value. */
    record OfValue(PublicValue value) implements CompileTimeArgument {
        @Override
        public String toString() {
            return Words.shortly(value);
        }
    }
}
