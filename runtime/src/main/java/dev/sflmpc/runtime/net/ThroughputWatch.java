package dev.sflmpc.runtime.net;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Ends a channel whose peer trickles: time spent waiting for the peer must bring bytes at a least rate.
 *
 * <p>Only waiting counts. After each {@code window} of it the bytes that came are compared with the rate, so that a peer
 * can hold a session for at most its size divided by the rate.
 */
final class ThroughputWatch {
    private final long windowNanos;
    private final long minBytesPerSecond;
    private long waitedNanos;
    private long bytes;

    ThroughputWatch(Duration window, long minBytesPerSecond) {
        this.windowNanos = window.toNanos();
        this.minBytesPerSecond = minBytesPerSecond;
    }

    void waited(long nanos, int received) throws SocketTimeoutException {
        waitedNanos += nanos;
        bytes += received;
        if (waitedNanos < windowNanos) {
            return;
        }
        double rate = bytes / (waitedNanos / 1e9);
        if (rate < minBytesPerSecond) {
            throw new SocketTimeoutException("the peer sends too slowly: " + (long) rate + " bytes per second over "
                    + Durations.text(Duration.ofNanos(waitedNanos)) + ", at least " + minBytesPerSecond
                    + " are expected");
        }
        waitedNanos = 0;
        bytes = 0;
    }
}
