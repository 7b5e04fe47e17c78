package dev.sflmpc.runtime.net;

import java.time.Duration;

/** Durations as people read them. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
