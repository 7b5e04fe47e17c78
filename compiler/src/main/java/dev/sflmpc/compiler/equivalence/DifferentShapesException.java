package dev.sflmpc.compiler.equivalence;

/** Two circuits cannot be compared: their inputs or outputs do not have the same widths. */
public final class DifferentShapesException extends Exception {

    DifferentShapesException(String message) {
        super(message);
    }
}
