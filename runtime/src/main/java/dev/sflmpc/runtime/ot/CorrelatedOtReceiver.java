package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The receiver of correlated OTs, which the evaluator is: gets a random bit c_j and the label M_j = K_j ^ c_j·delta.
 *
 * <p>Set-up, once: {@link #respond}, {@link #finishSetup}. Then for every extension {@link #begin}, {@link #extend} as many
 * times as there are {@link CorrelatedOt#chunks}, {@link #prove()}, {@link #choices()}, {@link #labels()}. The sender learns
 * nothing about the bits.
 */
public final class CorrelatedOtReceiver implements AutoCloseable {

    private enum Phase {
        NEW,
        RESPONDED,
        READY,
        EXTENDING,
        OVER
    }

    private final byte[] sessionId;
    private final OtSuite suite;
    private final BaseOtSender baseOt;
    private final SecureRandom random;
    private final long[] chunkChoices = new long[CorrelatedOt.CHUNK_ROWS / 64];
    private byte[] corrections = new byte[0];
    private long[] choices = new long[0];
    private long[] labels = new long[0];
    private @Nullable FullTrees trees;
    private @Nullable Extension extension;
    private Phase phase = Phase.NEW;

    /** @param sessionId names this session in every hash; not empty, and the same on both sides */
    public CorrelatedOtReceiver(byte[] sessionId, OtSuite suite) {
        this(sessionId, suite, new SecureRandom());
    }

    CorrelatedOtReceiver(byte[] sessionId, OtSuite suite, SecureRandom random) {
        this.suite = suite;
        this.sessionId = sessionId.clone();
        this.baseOt = new BaseOtSender(this.sessionId, TreeShape.BASE_OTS, random);
        this.random = random;
    }

    /** The second message, {@link CorrelatedOt#SECOND_BYTES} bytes, from the sender's first. */
    public byte[] respond(byte[] first) throws ProtocolException {
        enter(Phase.NEW);
        byte[] second = baseOt.respond(first);
        phase = Phase.RESPONDED;
        return second;
    }

    /** The fourth message, {@link CorrelatedOt#fourthBytes} bytes, from the sender's third: the set-up is done. */
    public byte[] finishSetup(byte[] third) throws ProtocolException {
        enter(Phase.RESPONDED);
        baseOt.finish(third);
        FullTrees grown = new FullTrees(sessionId, suite.shape(), baseOt.keys(0), baseOt.keys(1), random);
        baseOt.close();
        trees = grown;
        phase = Phase.READY;
        return grown.message().clone();
    }

    /** Begins an extension of {@code count} OTs, at most {@link CorrelatedOt#MAX_COUNT}. */
    public void begin(int count) {
        enter(Phase.READY);
        if (extension == null) {
            extension = firstExtension();
        }
        extension.begin(count);
        choices = Bits.allocate(count);
        phase = Phase.EXTENDING;
    }

    /** Keys the streams of the leaves, which takes as long as to grow the trees: the sender has their message by now. */
    private Extension firstExtension() {
        FullTrees grown = Objects.requireNonNull(trees);
        LeafStreams streams = new LeafStreams(sessionId, suite.shape(), grown.seeds(), false);
        return new Extension(sessionId, suite, grown.message(), streams);
    }

    /** The message of the next chunk, {@link CorrelatedOt#chunkBytes} bytes, until the next call. */
    public byte[] extend() {
        enter(Phase.EXTENDING);
        Extension extension = extension();
        extension.requireChunk();
        if (corrections.length != extension.chunkBytes()) {
            corrections = new byte[extension.chunkBytes()];
        }
        int firstRow = extension.firstRow();
        int rows = extension.nextRows();
        int words = rows / 64;
        for (int tree = 0; tree < suite.shape().trees(); tree++) {
            long[] sum = extension.fold(tree, rows);
            if (tree == 0) {
                System.arraycopy(sum, 0, chunkChoices, 0, words);
            } else {
                PlaneKernel.putSum(sum, chunkChoices, words, corrections, (tree - 1) * rows / 8);
            }
        }
        extension.check(corrections, rows);
        extension.checkChoices(chunkChoices, words);
        extension.transpose(rows);
        int kept = Math.max(0, Math.min(words, choices.length - firstRow / 64));
        System.arraycopy(chunkChoices, 0, choices, Math.min(choices.length, firstRow / 64), kept);
        phase = Phase.EXTENDING;
        return corrections;
    }

    /** The proof of consistency, {@link CorrelatedOt#PROOF_BYTES} bytes, after the last chunk. */
    public byte[] prove() {
        enter(Phase.EXTENDING);
        Extension extension = extension();
        extension.requireDone();
        labels = extension.takeLabels();
        phase = Phase.READY;
        return extension.proof();
    }

    /** The bits c_j of the extension proved last, packed; bits past its count mean nothing. The caller's own; secret. */
    public long[] choices() {
        requireProved();
        return choices;
    }

    /** The labels M_j of the extension proved last, two longs each. The caller's own; secret. */
    public long[] labels() {
        requireProved();
        return labels;
    }

    /** Overwrites what is secret and still here, but for arrays that were given out. */
    @Override
    public void close() {
        phase = Phase.OVER;
        baseOt.close();
        Arrays.fill(chunkChoices, 0);
        if (trees != null) {
            Arrays.fill(trees.seeds(), 0);
        }
        if (extension != null) {
            extension.wipe();
        }
    }

    @Override
    public String toString() {
        return "CorrelatedOtReceiver[" + phase + "]";
    }

    private void requireProved() {
        if (phase != Phase.READY) {
            throw new IllegalStateException("OT out of order: " + phase);
        }
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
