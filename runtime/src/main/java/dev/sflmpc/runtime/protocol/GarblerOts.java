package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtSender;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;

/** The garbler's half of correlated OTs over messages. */
final class GarblerOts implements AutoCloseable {
    static final int NONCE_BYTES = 32;

    private final Messages messages;
    private final Delta delta;
    private final SecureRandom random = new SecureRandom();
    private final OtSuite suite;
    private final CorrelatedOtSender ot;

    /**
     * @param sessionId names the OTs in every hash, the same on both sides
     * @param delta stays the caller's
     */
    GarblerOts(Messages messages, byte[] sessionId, OtSuite suite, Delta delta) {
        this.messages = messages;
        this.delta = delta;
        this.suite = suite;
        this.ot = new CorrelatedOtSender(sessionId, suite, delta);
    }

    void setUp() throws IOException, ProtocolException {
        messages.send(MessageType.OT_SETUP, ot.start());
        messages.flush();
        messages.send(
                MessageType.OT_SETUP, ot.respond(messages.receive(MessageType.OT_SETUP, CorrelatedOt.SECOND_BYTES)));
        messages.flush();
        ot.finishSetup(messages.receive(MessageType.OT_SETUP, CorrelatedOt.fourthBytes(suite)));
    }

    /** The labels K of {@code count} new OTs, two longs each, with their consistency proved. Secret. */
    long[] extend(int count) throws IOException, ProtocolException {
        ot.begin(count);
        for (int part = 0; part < CorrelatedOt.chunks(count); part++) {
            ot.extend(messages.receive(MessageType.OT_CHUNK, CorrelatedOt.chunkBytes(suite, count, part)));
        }
        return ot.verify(messages.receive(MessageType.OT_PROOF, CorrelatedOt.PROOF_BYTES));
    }

    /** Makes zero-labels of joint random bits from {@code count} labels K, adding a share that nobody ever sees. */
    void randomise(long[] labels, int first, int count) {
        long[] share = random.longs(Bits.words(count)).toArray();
        Labels.offset(labels, first, count, share, 0, delta);
        Arrays.fill(share, 0);
    }

    /** Fixes the tweaks of the gate hash, now that the evaluator has nothing left to choose. */
    void sendNonce() throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        messages.send(MessageType.NONCE, nonce);
    }

    @Override
    public void close() {
        ot.close();
    }
}
