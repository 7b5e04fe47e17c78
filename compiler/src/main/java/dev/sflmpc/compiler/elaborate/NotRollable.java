package dev.sflmpc.compiler.elaborate;

/** The body of a loop needs more than an affine function of the loop's counter; the loop has to be unrolled. */
final class NotRollable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long period;

    NotRollable(String why) {
        this(why, 0);
    }

    /** @param period if so many passes made one, this place would be no hindrance; 0 if that does not help */
    NotRollable(String why, long period) {
        super(why, null, false, false);
        this.period = period;
    }

    NotRollable(String why, Throwable cause) {
        super(why, cause, false, false);
        this.period = 0;
    }

    long period() {
        return period;
    }
}
