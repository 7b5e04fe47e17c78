package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtReceiver;
import dev.sflmpc.runtime.ot.CorrelatedOtSender;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Delta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Correlated OTs with the malicious check, both parties on this thread, the time of each taken by itself. */
final class OtWork implements AutoCloseable {

    private static final byte[] SESSION = "mpc bench".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT = 1 << 18;

    private final Delta delta = Delta.random();
    private final CorrelatedOtSender sender;
    private final CorrelatedOtReceiver receiver;
    private final long setUpNanos;
    private long senderNanos;
    private long receiverNanos;
    private long done;

    OtWork(OtSuite suite) throws IOException {
        sender = new CorrelatedOtSender(SESSION, suite, delta);
        receiver = new CorrelatedOtReceiver(SESSION, suite);
        long begin = System.nanoTime();
        try {
            sender.finishSetup(receiver.finishSetup(sender.respond(receiver.respond(sender.start()))));
        } catch (ProtocolException e) {
            throw new IOException(e);
        }
        setUpNanos = System.nanoTime() - begin;
    }

    /** One extension; returns its OTs. */
    long extend() throws IOException {
        try {
            long mark = CoreClock.nanos();
            sender.begin(COUNT);
            mark = sent(mark);
            receiver.begin(COUNT);
            for (int chunk = 0; chunk < CorrelatedOt.chunks(COUNT); chunk++) {
                byte[] message = receiver.extend();
                mark = received(mark);
                sender.extend(message);
                mark = sent(mark);
            }
            byte[] proof = receiver.prove();
            mark = received(mark);
            long[] labels = sender.verify(proof);
            senderNanos += CoreClock.nanos() - mark;
            assert labels.length == 2 * COUNT;
            done += COUNT;
            return COUNT;
        } catch (ProtocolException e) {
            throw new IOException(e);
        }
    }

    private long sent(long since) {
        long now = CoreClock.nanos();
        senderNanos += now - since;
        return now;
    }

    private long received(long since) {
        long now = CoreClock.nanos();
        receiverNanos += now - since;
        return now;
    }

    void forget() {
        senderNanos = 0;
        receiverNanos = 0;
        done = 0;
    }

    double senderPerSecond() {
        return 1e9 * done / senderNanos;
    }

    double receiverPerSecond() {
        return 1e9 * done / receiverNanos;
    }

    /** Both parties' work until the first extension: 128 base OTs and the trees. */
    double setUpSeconds() {
        return setUpNanos / 1e9;
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
        delta.close();
    }
}
