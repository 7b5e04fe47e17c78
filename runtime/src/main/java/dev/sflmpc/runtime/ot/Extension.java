package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;

/**
 * What both sides of an extension do alike: expand and fold the leaves' streams, hash the planes for the check, transpose
 * them to labels, and count chunks. Roy, "SoftSpokenOT", CRYPTO 2022.
 */
final class Extension {

    private final OtSuite suite;
    private final long[][] planes = new long[PlaneKernel.PLANES][CorrelatedOt.CHUNK_ROWS / 64];
    private final TreeFold fold;
    private final LeafStreams streams;
    private final ConsistencyCheck check;
    private long[] labels = new long[0];
    private int count;
    private int chunk;

    /**
     * @param trees the message that made the trees
     * @param streams of their leaves
     */
    Extension(byte[] sessionId, OtSuite suite, byte[] trees, LeafStreams streams) {
        this.suite = suite;
        this.fold = new TreeFold(suite.shape());
        this.streams = streams;
        this.check = new ConsistencyCheck(sessionId, suite.shape(), trees);
    }

    void begin(int count) {
        this.count = count;
        chunk = 0;
        labels = Labels.allocate(count);
        check.begin();
    }

    void requireChunk() {
        if (chunk == CorrelatedOt.chunks(count)) {
            throw new IllegalStateException("OT out of order: no chunk is left");
        }
    }

    void requireDone() {
        if (chunk != CorrelatedOt.chunks(count)) {
            throw new IllegalStateException("OT out of order: chunks are left");
        }
    }

    /** Bytes of the next chunk's message. */
    int chunkBytes() {
        return CorrelatedOt.chunkBytes(suite, count, chunk);
    }

    /** The row at which the next chunk begins. */
    int firstRow() {
        return chunk * CorrelatedOt.CHUNK_ROWS;
    }

    /** Advances the streams to the next chunk; returns its rows. */
    int nextRows() {
        int rows = CorrelatedOt.chunkRows(count, chunk);
        streams.advance(rows);
        return rows;
    }

    /** Expands and folds the leaves of {@code tree} into its planes; returns the xor of all, until the next call. */
    long[] fold(int tree, int rows) {
        return fold.fold(streams, tree, rows, planes);
    }

    /** Adds {@code correction} to those planes of {@code tree} for which {@code alpha} has a one. */
    void correct(int tree, int alpha, long[] correction, int words) {
        int depth = suite.shape().depth();
        for (int bit = 0; bit < depth; bit++) {
            PlaneKernel.addMasked(planes[depth * tree + bit], correction, words, -(long) ((alpha >> bit) & 1));
        }
    }

    /** Takes the chunk's corrections and planes for the check. */
    void check(byte[] corrections, int rows) {
        check.add(corrections, planes, rows / 64);
    }

    /** Takes the receiver's choices for the check, after its planes. */
    void checkChoices(long[] choices, int words) {
        check.addChoices(choices, words);
    }

    /** Writes the chunk's labels, as far as they count, and ends the chunk. */
    void transpose(int rows) {
        int first = firstRow();
        int kept = Math.max(0, Math.min(rows, count - first));
        PlaneKernel.transpose(planes, rows / 64, labels, first, kept);
        chunk++;
    }

    byte[] proof() {
        return check.proof();
    }

    boolean accepts(byte[] proof, Delta delta) {
        return check.accepts(proof, delta);
    }

    /** Gives the labels away. */
    long[] takeLabels() {
        long[] taken = labels;
        labels = new long[0];
        return taken;
    }

    void wipe() {
        Arrays.fill(labels, 0);
        fold.wipe();
        check.wipe();
        for (long[] plane : planes) {
            Arrays.fill(plane, 0);
        }
        streams.wipe();
    }
}
