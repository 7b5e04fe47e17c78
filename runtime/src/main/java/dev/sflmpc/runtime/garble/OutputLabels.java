package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;

/**
 * From output labels to bits, so that neither party's bit can be another than the one that was computed.
 *
 * <p><b>The garbler learns:</b> the evaluator returns the active labels ({@link #returned}); the garbler takes a label only
 * when it is one of the wire's two ({@link #accept}). An evaluator that never saw the other label can guess it with
 * probability 2^-127 at best.
 *
 * <p><b>The evaluator learns:</b> the garbler sends truncated hashes of both labels in the order false, true
 * ({@link #commitments}); the evaluator looks for its own ({@link #open}). Bits beyond what a correct garbler sent are
 * refused. SHA-256 stands for a random oracle here; a label that both parties' other messages contain, as that of a
 * constant, is no danger, because the hash takes the output's number and a purpose of its own.
 */
public final class OutputLabels {

    /** Bytes that a returned label takes. */
    public static final int RETURNED_BYTES = Labels.BYTES;

    /** Bytes that the two hashes of one output bit take. */
    public static final int COMMITMENT_BYTES = 32;

    private static final int HASH_BYTES = COMMITMENT_BYTES / 2;

    private OutputLabels() {}

    /** The evaluator's message for {@code count} outputs that the garbler may learn: their active labels. */
    public static byte[] returned(long[] activeLabels, int count) {
        byte[] message = new byte[RETURNED_BYTES * count];
        Labels.toBytes(activeLabels, 0, count, message, 0);
        return message;
    }

    /**
     * The garbler's bits from the evaluator's message.
     *
     * <p>All labels are looked at before any is judged, without a branch on one of them.
     *
     * @throws ProtocolException when a label is neither of its wire's two
     */
    public static long[] accept(long[] zeroLabels, int count, Delta delta, byte[] returned) throws ProtocolException {
        ProtocolException.requireLength("output labels", returned, (long) RETURNED_BYTES * count);
        long[] labels = new long[2 * count];
        Labels.fromBytes(returned, 0, labels, 0, count);
        long deltaLow = delta.low();
        long deltaHigh = delta.high();
        long[] bits = Bits.allocate(count);
        long wrong = 0;
        for (int i = 0; i < count; i++) {
            long low = labels[2 * i] ^ zeroLabels[2 * i];
            long high = labels[2 * i + 1] ^ zeroLabels[2 * i + 1];
            long bit = low & 1;
            wrong |= (low ^ (deltaLow & -bit)) | (high ^ (deltaHigh & -bit));
            Bits.flip(bits, i, bit);
        }
        if (wrong != 0) {
            throw new ProtocolException("output labels: the evaluator returned a label that is not of its wire");
        }
        return bits;
    }

    /**
     * The garbler's message for {@code count} outputs that the evaluator may learn.
     *
     * @param firstIndex number of the first of these outputs among all of the session
     */
    public static byte[] commitments(byte[] sessionId, long firstIndex, long[] zeroLabels, int count, Delta delta) {
        byte[] message = new byte[COMMITMENT_BYTES * count];
        long[] label = new long[2];
        for (int i = 0; i < count; i++) {
            for (int bit = 0; bit <= 1; bit++) {
                label[0] = zeroLabels[2 * i] ^ (delta.low() & -bit);
                label[1] = zeroLabels[2 * i + 1] ^ (delta.high() & -bit);
                byte[] hash = hash(sessionId, firstIndex + i, label, 0);
                System.arraycopy(hash, 0, message, COMMITMENT_BYTES * i + HASH_BYTES * bit, HASH_BYTES);
            }
        }
        return message;
    }

    /**
     * The evaluator's bits from the garbler's message.
     *
     * @throws ProtocolException when the hash of an active label is neither of the two
     */
    public static long[] open(byte[] sessionId, long firstIndex, long[] activeLabels, int count, byte[] commitments)
            throws ProtocolException {
        ProtocolException.requireLength("output commitments", commitments, (long) COMMITMENT_BYTES * count);
        long[] bits = Bits.allocate(count);
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            byte[] hash = hash(sessionId, firstIndex + i, activeLabels, i);
            int fromFalse = difference(hash, commitments, COMMITMENT_BYTES * i);
            int fromTrue = difference(hash, commitments, COMMITMENT_BYTES * i + HASH_BYTES);
            int isFalse = (fromFalse - 1) >>> 31;
            int isTrue = (fromTrue - 1) >>> 31;
            wrong |= isFalse ^ isTrue ^ 1;
            Bits.flip(bits, i, isTrue);
        }
        if (wrong != 0) {
            throw new ProtocolException("output commitments: an output label fits neither value");
        }
        return bits;
    }

    private static byte[] hash(byte[] sessionId, long index, long[] labels, int label) {
        byte[] bytes = new byte[Labels.BYTES];
        Labels.toBytes(labels, label, 1, bytes, 0);
        return SessionHash.of("garble/output", sessionId)
                .number(index)
                .bytes(bytes)
                .digest();
    }

    /** 0 when the hash, truncated, is at {@code commitments[at …]}; otherwise a positive number. */
    private static int difference(byte[] hash, byte[] commitments, int at) {
        int difference = 0;
        for (int i = 0; i < HASH_BYTES; i++) {
            difference |= (hash[i] ^ commitments[at + i]) & 0xff;
        }
        return difference;
    }
}
