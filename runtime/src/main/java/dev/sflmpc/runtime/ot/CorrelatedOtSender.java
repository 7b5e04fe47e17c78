package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Delta;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sender of correlated OTs, which the garbler is: owns delta and gets a label K_j for every OT.
 *
 * <p>Set-up, once: {@link #start()} → receiver → {@link #respond} → receiver → {@link #finishSetup}. Then for every
 * extension {@link #begin}, {@link #extend} for each of {@link CorrelatedOt#chunks} messages, {@link #verify}, which alone
 * gives the labels out. Secure against a malicious receiver; see the package.
 */
public final class CorrelatedOtSender implements AutoCloseable {

    private enum Phase {
        NEW,
        STARTED,
        RESPONDED,
        READY,
        EXTENDING,
        OVER
    }

    private final byte[] sessionId;
    private final OtSuite suite;
    private final Delta delta;
    private final BaseOtReceiver baseOt;
    private final long[] correction = new long[CorrelatedOt.CHUNK_ROWS / 64];
    private @Nullable Extension extension;
    private Phase phase = Phase.NEW;

    /**
     * @param sessionId names this session in every hash; not empty, and the same on both sides
     * @param delta stays the caller's, who closes it when the session ends
     */
    public CorrelatedOtSender(byte[] sessionId, OtSuite suite, Delta delta) {
        this(sessionId, suite, delta, new SecureRandom());
    }

    CorrelatedOtSender(byte[] sessionId, OtSuite suite, Delta delta, SecureRandom random) {
        this.suite = suite;
        this.sessionId = sessionId.clone();
        this.delta = delta;
        this.baseOt = new BaseOtReceiver(
                this.sessionId, PuncturedTrees.choices(suite.shape(), delta), TreeShape.BASE_OTS, random);
    }

    /** The first message, {@link CorrelatedOt#FIRST_BYTES} bytes. */
    public byte[] start() {
        enter(Phase.NEW);
        byte[] first = baseOt.start();
        phase = Phase.STARTED;
        return first;
    }

    /** The third message, {@link CorrelatedOt#THIRD_BYTES} bytes, from the receiver's second. */
    public byte[] respond(byte[] second) throws ProtocolException {
        enter(Phase.STARTED);
        byte[] third = baseOt.respond(second);
        phase = Phase.RESPONDED;
        return third;
    }

    /** Takes the receiver's fourth message: the set-up is done. */
    public void finishSetup(byte[] fourth) throws ProtocolException {
        enter(Phase.RESPONDED);
        PuncturedTrees trees = new PuncturedTrees(sessionId, suite.shape(), delta, baseOt.keys(), fourth);
        baseOt.close();
        LeafStreams streams = new LeafStreams(sessionId, suite.shape(), trees.seeds(), true);
        extension = new Extension(sessionId, suite, fourth, streams);
        phase = Phase.READY;
    }

    /** Begins an extension of {@code count} OTs, at most {@link CorrelatedOt#MAX_COUNT}. */
    public void begin(int count) {
        enter(Phase.READY);
        extension().begin(count);
        phase = Phase.EXTENDING;
    }

    /** Takes the message of the next chunk, {@link CorrelatedOt#chunkBytes} bytes. */
    public void extend(byte[] corrections) throws ProtocolException {
        enter(Phase.EXTENDING);
        Extension extension = extension();
        extension.requireChunk();
        ProtocolException.requireLength("OT extension", corrections, extension.chunkBytes());
        int rows = extension.nextRows();
        int words = rows / 64;
        for (int tree = 0; tree < suite.shape().trees(); tree++) {
            long[] _ = extension.fold(tree, rows);
            if (tree > 0) {
                PlaneKernel.get(corrections, (tree - 1) * rows / 8, words, correction);
                extension.correct(tree, suite.shape().alpha(delta, tree), correction, words);
            }
        }
        extension.check(corrections, rows);
        extension.transpose(rows);
        phase = Phase.EXTENDING;
    }

    /**
     * Takes the receiver's proof, {@link CorrelatedOt#PROOF_BYTES} bytes, after the last chunk.
     *
     * @return the labels K_j, two longs each, the caller's own from now on; secret
     * @throws ProtocolException when the receiver was not consistent; nothing that depends on the labels has left then
     */
    public long[] verify(byte[] proof) throws ProtocolException {
        enter(Phase.EXTENDING);
        Extension extension = extension();
        extension.requireDone();
        ProtocolException.requireLength("OT check", proof, CorrelatedOt.PROOF_BYTES);
        long[] labels = extension.takeLabels();
        if (!extension.accepts(proof, delta)) {
            Arrays.fill(labels, 0);
            throw new ProtocolException("OT check: the receiver's corrections are not consistent");
        }
        phase = Phase.READY;
        return labels;
    }

    /** Overwrites what is secret and still here. Delta is the caller's. */
    @Override
    public void close() {
        phase = Phase.OVER;
        baseOt.close();
        if (extension != null) {
            extension.wipe();
        }
    }

    @Override
    public String toString() {
        return "CorrelatedOtSender[" + phase + "]";
    }

    private Extension extension() {
        return Objects.requireNonNull(extension);
    }

    private void enter(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException("OT out of order: " + phase + ", expected " + expected);
        }
        phase = Phase.OVER;
    }
}
