package dev.sflmpc.runtime.protocol;

import java.time.Duration;

/**
 * What one side decides about a session; waiting for single messages is bounded by the channel besides.
 *
 * @param setupLimit longest time from the beginning to the end of the OTs
 * @param totalLimit longest time for all of the session
 * @param outputOrder must be the same on both sides
 */
public record SessionOptions(Duration setupLimit, Duration totalLimit, OutputOrder outputOrder) {

    private static final SessionOptions DEFAULTS =
            new SessionOptions(Duration.ofMinutes(5), Duration.ofDays(7), OutputOrder.GARBLER_FIRST);

    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    public SessionOptions withSetupLimit(Duration limit) {
        return new SessionOptions(limit, totalLimit, outputOrder);
    }

    public SessionOptions withTotalLimit(Duration limit) {
        return new SessionOptions(setupLimit, limit, outputOrder);
    }

    public SessionOptions withOutputOrder(OutputOrder order) {
        return new SessionOptions(setupLimit, totalLimit, order);
    }
}
