package dev.sflmpc.compiler.optimise;

import java.time.Duration;

/** A point in time after which work is left as it is. */
final class Deadline {

    private final long start = System.nanoTime();
    private final long limitNanos;

    Deadline(Duration limit) {
        limitNanos = limit.toNanos();
    }

    boolean passed() {
        return System.nanoTime() - start >= limitNanos;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
