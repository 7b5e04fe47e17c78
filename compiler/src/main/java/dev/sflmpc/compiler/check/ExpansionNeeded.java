package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.typed.PublicVariable;

/** The value of a loop variable decides a type: the loop has to be checked once for each value. */
final class ExpansionNeeded extends RuntimeException {

    private final transient PublicVariable variable;

    ExpansionNeeded(PublicVariable variable) {
        super("expansion needed", null, false, false);
        this.variable = variable;
    }

    PublicVariable variable() {
        return variable;
    }
}
