package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtReceiver;
import dev.sflmpc.runtime.ot.OtSuite;
import java.io.IOException;

/** The evaluator's half of correlated OTs over messages. */
final class EvaluatorOts implements AutoCloseable {

    private final Messages messages;
    private final CorrelatedOtReceiver ot;

    /** @param sessionId names the OTs in every hash, the same on both sides */
    EvaluatorOts(Messages messages, byte[] sessionId, OtSuite suite) {
        this.messages = messages;
        this.ot = new CorrelatedOtReceiver(sessionId, suite);
    }

    void setUp() throws IOException, ProtocolException {
        byte[] first = messages.receive(MessageType.OT_SETUP, CorrelatedOt.FIRST_BYTES);
        messages.send(MessageType.OT_SETUP, ot.respond(first));
        messages.flush();
        byte[] third = messages.receive(MessageType.OT_SETUP, CorrelatedOt.THIRD_BYTES);
        messages.send(MessageType.OT_SETUP, ot.finishSetup(third));
    }

    /** Makes {@code count} new OTs; {@link #choices} and {@link #labels} are theirs. */
    void extend(int count) throws IOException {
        ot.begin(count);
        for (int part = 0; part < CorrelatedOt.chunks(count); part++) {
            messages.send(MessageType.OT_CHUNK, ot.extend());
        }
        messages.send(MessageType.OT_PROOF, ot.prove());
    }

    /** The bits c of the last OTs, packed. The caller's own; secret. */
    long[] choices() {
        return ot.choices();
    }

    /** The labels M of the last OTs, two longs each. The caller's own; secret. */
    long[] labels() {
        return ot.labels();
    }

    /** Takes what fixes the tweaks of the gate hash. */
    void receiveNonce() throws IOException, ProtocolException {
        byte[] nonce = messages.receive(MessageType.NONCE, GarblerOts.NONCE_BYTES);
        assert nonce.length == GarblerOts.NONCE_BYTES : "it is in the transcript";
    }

    @Override
    public void close() {
        ot.close();
    }
}
