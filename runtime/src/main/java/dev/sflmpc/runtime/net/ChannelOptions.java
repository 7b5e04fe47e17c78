package dev.sflmpc.runtime.net;

import java.time.Duration;

/**
 * Limits on waiting.
 *
 * @param connect to find the peer at all, from the first attempt or from the start of listening to an authenticated channel
 * @param handshake for one connection, from TCP to the authenticated greeting
 * @param idle longest wait for the next byte from the peer, or for the peer to take one
 * @param minBytesPerSecond slowest peer that is put up with, averaged over {@code idle} of waiting; 0 for no such limit
 */
public record ChannelOptions(Duration connect, Duration handshake, Duration idle, long minBytesPerSecond) {

    private static final ChannelOptions DEFAULTS =
            new ChannelOptions(Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ofMinutes(1), 64);

    public ChannelOptions {
        requirePositive("connect", connect);
        requirePositive("handshake", handshake);
        requirePositive("idle", idle);
        if (minBytesPerSecond < 0) {
            throw new IllegalArgumentException("minBytesPerSecond is negative: " + minBytesPerSecond);
        }
    }

    public static ChannelOptions defaults() {
        return DEFAULTS;
    }

    public ChannelOptions withConnect(Duration limit) {
        return new ChannelOptions(limit, handshake, idle, minBytesPerSecond);
    }

    public ChannelOptions withHandshake(Duration limit) {
        return new ChannelOptions(connect, limit, idle, minBytesPerSecond);
    }

    public ChannelOptions withIdle(Duration limit) {
        return new ChannelOptions(connect, handshake, limit, minBytesPerSecond);
    }

    public ChannelOptions withMinBytesPerSecond(long rate) {
        return new ChannelOptions(connect, handshake, idle, rate);
    }

    private static void requirePositive(String name, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, is " + limit);
        }
    }
}
