package dev.sflmpc.compiler.elaborate;

/** The gates of the program are more than can be held; fewer of its loops and calls may be copied. */
final class TooManyGates extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyGates() {
        super("too many gates", null, false, false);
    }
}
