package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * GGM trees (Goldreich, Goldwasser, Micali): what both sides of the punctured trees do alike.
 *
 * <p>There are 32 trees of depth 4; tree {@code i} belongs to bits {@code 4i … 4i+3} of delta. A node is 16 bytes or two
 * longs, low word first. The children of a node s are AES_s(0) and AES_s(1). A leaf s gives the seed AES_s(0) of a stream
 * and the check value AES_s(1), AES_s(2). Base OT {@code 4i + h} is for level {@code h} of tree {@code i}, from the root.
 */
final class Trees {

    static final int TREES = 32;
    static final int DEPTH = 4;
    static final int LEAVES = 1 << DEPTH;
    static final int BASE_OTS = TREES * DEPTH;

    /** A leaf's check value, in longs. */
    static final int CHECK_WORDS = 4;

    static final int CHECK_BYTES = 8 * CHECK_WORDS;

    /** Two masked sums for each level of each tree, a sum of check values for each tree, a hash of all check values. */
    static final int MESSAGE_BYTES = BASE_OTS * 2 * Aes.BLOCK_BYTES + TREES * CHECK_BYTES + SessionHash.BYTES;

    static final int CHECK_SUMS_AT = BASE_OTS * 2 * Aes.BLOCK_BYTES;
    static final int CHECK_HASH_AT = CHECK_SUMS_AT + TREES * CHECK_BYTES;

    private static final int LEAF_BLOCKS = 3;

    private final Cipher cipher = Aes.cipher();
    private final byte[] key = new byte[Aes.KEY_BYTES];
    private final byte[] numbers = new byte[LEAF_BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[LEAF_BLOCKS * Aes.BLOCK_BYTES];

    Trees() {
        for (int i = 0; i < LEAF_BLOCKS; i++) {
            numbers[i * Aes.BLOCK_BYTES] = (byte) i;
        }
    }

    /** Where the masked sum of the nodes on {@code side} 0 or 1 of level {@code level} of a tree stands. */
    static int sumAt(int tree, int level, int side) {
        return (2 * (tree * DEPTH + level) + side) * Aes.BLOCK_BYTES;
    }

    /** The two children of each of {@code count} nodes, in order. The nodes are overwritten with 0. */
    long[] children(long[] nodes, int count) {
        long[] children = new long[4 * count];
        for (int node = 0; node < count; node++) {
            encrypt(nodes, node, 2);
            Labels.fromBytes(out, 0, children, 2 * node, 2);
        }
        Arrays.fill(nodes, 0);
        return children;
    }

    /** Of {@code leaf}: writes the seed to {@code seeds} and the check value to {@code checks}, at the leaf's number. */
    void leaf(long[] leaves, int leaf, long[] seeds, long[] checks) {
        encrypt(leaves, leaf, LEAF_BLOCKS);
        Labels.fromBytes(out, 0, seeds, leaf, 1);
        Labels.fromBytes(out, Aes.BLOCK_BYTES, checks, 2 * leaf, 2);
    }

    /** Overwrites the last node. */
    void wipe() {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(out, (byte) 0);
    }

    private void encrypt(long[] nodes, int node, int blocks) {
        Labels.toBytes(nodes, node, 1, key, 0);
        Aes.rekey(cipher, key, 0);
        Aes.encrypt(cipher, numbers, blocks, out, 0);
    }
}
