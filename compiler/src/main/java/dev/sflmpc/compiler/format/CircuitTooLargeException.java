package dev.sflmpc.compiler.format;

/** A circuit has more gates than what was asked for can take. */
public final class CircuitTooLargeException extends Exception {

    CircuitTooLargeException(String message) {
        super(message);
    }
}
