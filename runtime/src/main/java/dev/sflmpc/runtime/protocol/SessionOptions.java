package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.ot.OtSuite;
import java.time.Duration;

/**
 * What one side decides about a session; waiting for single messages is bounded by the channel besides.
 *
 * @param setupLimit longest time from the beginning to the end of the OTs
 * @param totalLimit longest time for all of the session
 * @param outputOrder must be the same on both sides
 * @param garbling must be the same on both sides
 * @param ot must be the same on both sides
 * @param threads for the gates of a session with many rows; the peer does not notice
 */
public record SessionOptions(
        Duration setupLimit,
        Duration totalLimit,
        OutputOrder outputOrder,
        GarblingScheme garbling,
        OtSuite ot,
        int threads) {

    private static final SessionOptions DEFAULTS = new SessionOptions(
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            OutputOrder.GARBLER_FIRST,
            GarblingScheme.HALF_GATES,
            OtSuite.SOFTSPOKEN_4,
            1);

    public SessionOptions {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    public SessionOptions withSetupLimit(Duration limit) {
        return new SessionOptions(limit, totalLimit, outputOrder, garbling, ot, threads);
    }

    public SessionOptions withTotalLimit(Duration limit) {
        return new SessionOptions(setupLimit, limit, outputOrder, garbling, ot, threads);
    }

    public SessionOptions withOutputOrder(OutputOrder order) {
        return new SessionOptions(setupLimit, totalLimit, order, garbling, ot, threads);
    }

    public SessionOptions withGarbling(GarblingScheme scheme) {
        return new SessionOptions(setupLimit, totalLimit, outputOrder, scheme, ot, threads);
    }

    public SessionOptions withOt(OtSuite suite) {
        return new SessionOptions(setupLimit, totalLimit, outputOrder, garbling, suite, threads);
    }

    public SessionOptions withThreads(int count) {
        return new SessionOptions(setupLimit, totalLimit, outputOrder, garbling, ot, count);
    }
}
