package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.OtSuite;
import java.io.IOException;
import java.time.Duration;

/**
 * How fast correlated OTs with the malicious check are made, a core for each party.
 *
 * @param suite the OT extension
 * @param perSecond of a pair of parties with a core each, which is as fast as the slower of the two
 * @param sender OTs per second of the garbler's core
 * @param receiver OTs per second of the evaluator's core
 * @param setUpSeconds of both parties' work before the first OT
 * @param bytesPerOt on the wire, in an extension of a million
 */
public record OtRates(
        String suite, Figure perSecond, Figure sender, Figure receiver, Figure setUpSeconds, double bytesPerOt) {

    private static final int MANY = 1_000_000;

    static OtRates measure(Duration perMeasurement) throws IOException {
        long nanos = perMeasurement.toNanos();
        double[] both = new double[Slices.SAMPLES];
        double[] sender = new double[Slices.SAMPLES];
        double[] receiver = new double[Slices.SAMPLES];
        double[] setUp = new double[Slices.SAMPLES];
        for (int i = 0; i < Slices.SAMPLES; i++) {
            try (OtWork work = new OtWork()) {
                setUp[i] = work.setUpSeconds();
            }
        }
        try (OtWork work = new OtWork()) {
            double _ = Slices.perSecond(work::extend, nanos);
            for (int i = 0; i < Slices.SAMPLES; i++) {
                work.forget();
                double _ = Slices.perSecond(work::extend, nanos / Slices.SAMPLES);
                sender[i] = work.senderPerSecond();
                receiver[i] = work.receiverPerSecond();
                both[i] = Math.min(sender[i], receiver[i]);
            }
        }
        return new OtRates(
                OtSuite.SOFTSPOKEN_4.toString(),
                Figure.of(both),
                Figure.of(sender),
                Figure.of(receiver),
                Figure.of(setUp),
                (double) CorrelatedOt.extensionBytes(MANY) / MANY);
    }
}
