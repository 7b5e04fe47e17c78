package dev.sflmpc.benchmarks.network;

import java.time.Duration;

/**
 * A network between two hosts, the same in both directions.
 *
 * @param name for people
 * @param bitsPerSecond of a direction
 * @param roundTrip of a byte there and one back, on an empty line
 */
record Link(String name, double bitsPerSecond, Duration roundTrip) {

    Link {
        if (!(bitsPerSecond > 0) || roundTrip.isNegative()) {
            throw new IllegalArgumentException(bitsPerSecond + " bit/s, " + roundTrip);
        }
    }

    long delayNanos() {
        return roundTrip.toNanos() / 2;
    }

    /** How long the line is busy with so many bytes. */
    double nanos(long bytes) {
        return 8e9 * bytes / bitsPerSecond;
    }
}
