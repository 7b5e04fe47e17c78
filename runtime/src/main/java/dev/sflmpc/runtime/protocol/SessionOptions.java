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
 */
public record SessionOptions(
        Duration setupLimit, Duration totalLimit, OutputOrder outputOrder, GarblingScheme garbling, OtSuite ot) {

    private static final SessionOptions DEFAULTS = new SessionOptions(
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            OutputOrder.GARBLER_FIRST,
            GarblingScheme.HALF_GATES,
            OtSuite.SOFTSPOKEN_4);

    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    public SessionOptions withSetupLimit(Duration limit) {
        return new SessionOptions(limit, totalLimit, outputOrder, garbling, ot);
    }

    public SessionOptions withTotalLimit(Duration limit) {
        return new SessionOptions(setupLimit, limit, outputOrder, garbling, ot);
    }

    public SessionOptions withOutputOrder(OutputOrder order) {
        return new SessionOptions(setupLimit, totalLimit, order, garbling, ot);
    }

    public SessionOptions withGarbling(GarblingScheme scheme) {
        return new SessionOptions(setupLimit, totalLimit, outputOrder, scheme, ot);
    }

    public SessionOptions withOt(OtSuite suite) {
        return new SessionOptions(setupLimit, totalLimit, outputOrder, garbling, suite);
    }
}
