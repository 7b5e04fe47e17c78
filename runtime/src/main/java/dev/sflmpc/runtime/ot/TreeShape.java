package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.SessionHash;

/**
 * The trees of an OT extension: 128 / k of them, each of depth k. Tree {@code i} belongs to bits {@code ki … ki+k-1} of delta.
 *
 * @param depth k: 4 or 8
 */
record TreeShape(int depth) {

    /** Levels of all trees together, each with a base OT of its own. */
    static final int BASE_OTS = 128;

    /** A leaf's check value, in longs. */
    static final int CHECK_WORDS = 4;

    static final int CHECK_BYTES = 8 * CHECK_WORDS;

    /** Where the sums of check values stand in a message, after two masked sums for each base OT. */
    static final int CHECK_SUMS_AT = BASE_OTS * 2 * Aes.BLOCK_BYTES;

    TreeShape {
        if (depth != 4 && depth != 8) {
            throw new IllegalArgumentException("trees of depth " + depth);
        }
    }

    int trees() {
        return BASE_OTS / depth;
    }

    /** Leaves of one tree. */
    int leaves() {
        return 1 << depth;
    }

    /** The base OT of {@code level} of a tree, from the root. */
    int baseOt(int tree, int level) {
        return tree * depth + level;
    }

    /** Where the masked sum of the nodes on {@code side} 0 or 1 of a level stands in a message. */
    int sumAt(int tree, int level, int side) {
        return (2 * baseOt(tree, level) + side) * Aes.BLOCK_BYTES;
    }

    /** Where the sum of a tree's check values stands. */
    int checkSumAt(int tree) {
        return CHECK_SUMS_AT + tree * CHECK_BYTES;
    }

    /** Where the hash of all check values stands. */
    int checkHashAt() {
        return checkSumAt(trees());
    }

    /** Bytes of the message that makes trees of base OTs. */
    int messageBytes() {
        return checkHashAt() + SessionHash.BYTES;
    }

    /** The bits of delta that belong to {@code tree}. Secret. */
    int alpha(Delta delta, int tree) {
        int shift = depth * tree;
        long word = shift < 64 ? delta.low() : delta.high();
        return (int) (word >>> shift) & (leaves() - 1);
    }
}
