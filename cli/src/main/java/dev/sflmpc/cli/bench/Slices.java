package dev.sflmpc.cli.bench;

import java.io.IOException;

/**
 * Measures work in slices of time, each beside a slice of {@link BareAes}.
 *
 * <p>Time is that of {@link CoreClock}. A measurement warms up for its whole time first: before that Java has not compiled the work yet. Then come slices of
 * an equal part of the time.
 */
final class Slices {

    /** The part of a slice that AES takes on top. */
    private static final int AES_PART = 4;

    /** How much longer a slice may take on a machine that is busy otherwise. */
    private static final int PATIENCE = 5;

    private final BareAes aes = new BareAes();
    private final int samples;
    private final long nanos;

    /** @param options say how many slices a measurement has, and how long it takes after as much for warming up */
    Slices(BenchOptions options) {
        this.samples = options.samples();
        this.nanos = options.perMeasurement().toNanos();
    }

    /**
     * What came of a measurement.
     *
     * @param perSecond units of work per second
     * @param aesNanos nanoseconds of bare AES per block, measured in between
     */
    record Rate(Figure perSecond, Figure aesNanos) {}

    Rate measure(Work work) throws IOException {
        run(work, nanos);
        aes.warmUp(nanos / samples);
        double[] rates = new double[samples];
        double[] aesNanos = new double[samples];
        for (int i = 0; i < samples; i++) {
            rates[i] = perSecond(work, nanos / samples);
            aesNanos[i] = aes.nanosPerBlock(nanos / samples / AES_PART);
        }
        return new Rate(Figure.of(rates), Figure.of(aesNanos));
    }

    /** Does work for so long, whatever the rate. */
    static void run(Work work, long nanos) throws IOException {
        double rate = perSecond(work, nanos);
        assert rate > 0;
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
