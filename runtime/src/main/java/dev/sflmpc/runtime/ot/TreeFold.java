package dev.sflmpc.runtime.ot;

import java.util.Arrays;

/**
 * Folds the streams of a tree's leaves into planes: plane b is the xor of the streams whose leaf's number has bit b.
 *
 * <p>Four by four, two bits at a time: the first step reads the streams, every further one the sums that the step before left.
 */
final class TreeFold {

    private static final int RADIX = 4;

    private final TreeShape shape;
    private final long[][] sums;

    TreeFold(TreeShape shape) {
        this.shape = shape;
        this.sums = new long[shape.leaves() / RADIX][CorrelatedOt.CHUNK_ROWS / 64];
    }

    /**
     * Expands the streams of {@code tree} and writes the planes from {@code planes[tree · depth]} on.
     *
     * @return the xor of all streams, until the next call
     */
    long[] fold(LeafStreams streams, int tree, int rows, long[][] planes) {
        int words = rows / 64;
        int first = tree * shape.depth();
        for (int bit = 0; bit < shape.depth(); bit++) {
            Arrays.fill(planes[first + bit], 0, words, 0);
        }
        int quads = LeafStreams.GROUP / RADIX;
        for (int sum = 0; sum < sums.length; sum++) {
            if (sum % quads == 0) {
                streams.expand(tree, sum / quads, rows);
            }
            int at = sum % quads * RADIX * LeafStreams.STRIDE;
            PlaneKernel.foldStreams(streams.streams(), at, words, planes[first], planes[first + 1], sums[sum]);
        }
        foldSums(words, planes, first + 2);
        return sums[0];
    }

    /** The sums that were made of the streams; at distance 1, 4, 16 the places of those that count. */
    private void foldSums(int words, long[][] planes, int first) {
        int plane = first;
        for (int distance = 1; distance < sums.length; distance *= RADIX) {
            for (int at = 0; at < sums.length; at += RADIX * distance) {
                PlaneKernel.foldSums(
                        sums[at],
                        sums[at + distance],
                        sums[at + 2 * distance],
                        sums[at + 3 * distance],
                        words,
                        planes[plane],
                        planes[plane + 1]);
            }
            plane += 2;
        }
    }

    void wipe() {
        for (long[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }
}
