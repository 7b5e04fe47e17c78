package dev.sflmpc.compiler.elaborate;

/** A loop of the schedule; its counter runs from 0 to {@code count - 1}. Two are the same only if they are the same object. */
final class Loop {

    private final int id;
    private final long count;

    /** @param id larger than that of any loop around this one */
    Loop(int id, long count) {
        this.id = id;
        this.count = count;
    }

    int id() {
        return id;
    }

    long count() {
        return count;
    }
}
