package dev.sflmpc.compiler.equivalence;

/** A time after which nothing more is begun. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline after(double seconds) {
        return new Deadline(System.nanoTime() + (long) (Math.min(seconds, 1e8) * 1e9));
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
