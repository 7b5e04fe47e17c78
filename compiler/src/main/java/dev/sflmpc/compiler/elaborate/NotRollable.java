package dev.sflmpc.compiler.elaborate;

/** The body of a loop needs more than an affine function of the loop's counter; the loop has to be unrolled. */
final class NotRollable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRollable(String why) {
        super(why, null, false, false);
    }

    NotRollable(String why, Throwable cause) {
        super(why, cause, false, false);
    }
}
