package dev.sflmpc.compiler.interpret;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/**
 * A way to call a function of a generated program.
 *
 * @param call its name, with compile-time arguments
 * @param cost of a call, roughly
 */
record GeneratedFunction(String call, List<ValueType> parameters, ValueType resultType, long cost) {

    GeneratedFunction {
        parameters = List.copyOf(parameters);
    }
}
