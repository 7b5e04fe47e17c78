package dev.sflmpc.compiler.interpret;

/** How many AND gates a generated program may have, roughly. */
final class Budget {

    private long left;

    Budget(long gates) {
        this.left = gates;
    }

    long left() {
        return left;
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** Takes a part for each execution, if so much is left. */
    boolean spend(Scope scope, long gates) {
        long cost = gates * scope.multiplicity();
        if (cost > left) {
            return false;
        }
        left -= cost;
        return true;
    }
}
