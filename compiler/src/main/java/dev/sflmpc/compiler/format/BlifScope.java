package dev.sflmpc.compiler.format;

import org.jspecify.annotations.Nullable;

/**
 * An instance that was written out, and the names that it brought along.
 *
 * @param outer the instance that it is in; null in the top model
 * @param line of the instance
 * @param first the number in the top model of its first own name
 * @param names its own names, as numbers of {@code model}
 */
record BlifScope(@Nullable BlifScope outer, BlifModel model, int line, int first, int[] names) {

    /** For example {@code adder@12.full@4.carry}. */
    String nameOf(int number) {
        StringBuilder text = new StringBuilder(model.nameOf(names[number - first]));
        for (BlifScope scope = this; scope != null; scope = scope.outer) {
            text.insert(0, scope.model.name() + "@" + scope.line + ".");
        }
        return text.toString();
    }
}
