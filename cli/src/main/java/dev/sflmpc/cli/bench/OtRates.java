package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.OtSuite;
import java.io.IOException;

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

    static OtRates measure(BenchOptions options) throws IOException {
        OtSuite suite = options.suites().ot();
        int samples = options.samples();
        long nanos = options.perMeasurement().toNanos();
        double[] both = new double[samples];
        double[] sender = new double[samples];
        double[] receiver = new double[samples];
        double[] setUp = new double[samples];
        for (int i = 0; i < samples; i++) {
            try (OtWork work = new OtWork(suite)) {
                setUp[i] = work.setUpSeconds();
            }
        }
        try (OtWork work = new OtWork(suite)) {
            Slices.run(work::extend, nanos);
            for (int i = 0; i < samples; i++) {
                work.forget();
                Slices.run(work::extend, nanos / samples);
                sender[i] = work.senderPerSecond();
                receiver[i] = work.receiverPerSecond();
                both[i] = Math.min(sender[i], receiver[i]);
            }
        }
        return new OtRates(
                suite.toString(),
                Figure.of(both),
                Figure.of(sender),
                Figure.of(receiver),
                Figure.of(setUp),
                (double) CorrelatedOt.extensionBytes(suite, MANY) / MANY);
    }
}
