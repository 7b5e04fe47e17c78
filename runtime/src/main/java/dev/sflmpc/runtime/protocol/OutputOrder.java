package dev.sflmpc.runtime.protocol;

/**
 * Which side gets its outputs first, and could leave before the other has its own.
 *
 * <p>Someone has to be first: two parties cannot have fairness. At level L1 it is the evaluator whose conduct is not
 * trusted, so the garbler is first by default. Both sides must choose the same.
 */
public enum OutputOrder {
    GARBLER_FIRST(1, "garbler first"),
    EVALUATOR_FIRST(2, "evaluator first");

    private final int id;
    private final String text;

    OutputOrder(int id, String text) {
        this.id = id;
        this.text = text;
    }

    int id() {
        return id;
    }

    /** The side that gets its outputs first. */
    Role first() {
        return this == GARBLER_FIRST ? Role.GARBLER : Role.EVALUATOR;
    }

    @Override
    public String toString() {
        return text;
    }
}
