package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;

/**
 * What both sides of an extension do alike: expand and fold the leaves' streams, hash the planes for the check, transpose
 * them to labels, and count chunks. Roy, "SoftSpokenOT", CRYPTO 2022, with k = 4.
 */
final class Extension {

    private final byte[] sessionId;
    private final long[][] planes = new long[PlaneKernel.PLANES][CorrelatedOt.CHUNK_ROWS / 64];
    private final long[] sum = new long[CorrelatedOt.CHUNK_ROWS / 64];
    private final LeafStreams streams;
    private ConsistencyCheck check;
    private long[] labels = new long[0];
    private int count;
    private int chunk;
    private long extensions;

    /** @param streams what the set-up gave */
    Extension(byte[] sessionId, LeafStreams streams) {
        this.sessionId = sessionId;
        this.streams = streams;
        this.check = new ConsistencyCheck(sessionId, extensions);
    }

    void begin(int count) {
        this.count = count;
        chunk = 0;
        labels = Labels.allocate(count);
        check = new ConsistencyCheck(sessionId, extensions++);
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
        return CorrelatedOt.chunkBytes(count, chunk);
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

    /** Expands and folds the leaves of {@code tree} into its four planes; returns the xor of all, until the next call. */
    long[] fold(int tree, int rows) {
        streams.expand(tree, rows);
        int p = Trees.DEPTH * tree;
        PlaneKernel.fold(streams.streams(), rows / 64, sum, planes[p], planes[p + 1], planes[p + 2], planes[p + 3]);
        return sum;
    }

    long[] plane(int tree, int bit) {
        return planes[Trees.DEPTH * tree + bit];
    }

    GhashFold check(byte[] corrections, int rows) {
        return check.add(corrections, planes, rows / 64);
    }

    void checkChoices(GhashFold fold, long[] choices, int words) {
        check.addChoices(fold, choices, words);
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
        return check.accepts(proof, delta.low(), delta.high());
    }

    /** Gives the labels away. */
    long[] takeLabels() {
        long[] taken = labels;
        labels = new long[0];
        return taken;
    }

    void wipe() {
        Arrays.fill(labels, 0);
        Arrays.fill(sum, 0);
        for (long[] plane : planes) {
            Arrays.fill(plane, 0);
        }
        streams.wipe();
    }
}
