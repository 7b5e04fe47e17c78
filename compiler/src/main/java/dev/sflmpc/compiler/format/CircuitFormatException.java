package dev.sflmpc.compiler.format;

/** A circuit's file is not what its format asks for. The message says where, what is wrong and what was expected. */
public final class CircuitFormatException extends Exception {

    /** @param where file, with the line or byte where there is one */
    CircuitFormatException(String where, String what) {
        super(where + ": " + what);
    }
}
