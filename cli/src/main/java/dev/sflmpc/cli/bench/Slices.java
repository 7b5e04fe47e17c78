package dev.sflmpc.cli.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Measures work in slices of time, each beside a slice of bare AES.
 *
 * <p>Time is that of {@link CoreClock}. A measurement warms up for its whole time first: before that Java has not compiled the work yet. Then come {@value
 * #SAMPLES} slices of an equal part of the time.
 */
final class Slices {

    static final int SAMPLES = 5;

    /** The part of a slice that AES takes on top. */
    private static final int AES_PART = 4;

    /** How much longer a slice may take on a machine that is busy otherwise. */
    private static final int PATIENCE = 5;

    private final BareAes aes = new BareAes();
    private final long nanos;

    /** @param perMeasurement time of a measurement, after as much for warming up */
    Slices(Duration perMeasurement) {
        this.nanos = perMeasurement.toNanos();
    }

    /**
     * What came of a measurement.
     *
     * @param perSecond units of work per second
     * @param aesNanos nanoseconds of bare AES per block, measured in between
     */
    record Rate(Figure perSecond, Figure aesNanos) {}

    Rate measure(Work work) throws IOException {
        double _ = perSecond(work, nanos);
        double _ = aes.nanosPerBlock(nanos / SAMPLES);
        double[] rates = new double[SAMPLES];
        double[] aesNanos = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            rates[i] = perSecond(work, nanos / SAMPLES);
            aesNanos[i] = aes.nanosPerBlock(nanos / SAMPLES / AES_PART);
        }
        return new Rate(Figure.of(rates), Figure.of(aesNanos));
    }

    /** Does work until this thread had a core for {@code nanos}, at least one portion; returns units per second of that. */
    static double perSecond(Work work, long nanos) throws IOException {
        long limit = System.nanoTime() + PATIENCE * nanos;
        long begin = CoreClock.nanos();
        long units = 0;
        long passed = 0;
        while (units == 0 || passed < nanos && System.nanoTime() - limit < 0) {
            units += work.run();
            passed = CoreClock.nanos() - begin;
        }
        return 1e9 * units / Math.max(1, passed);
    }
}
