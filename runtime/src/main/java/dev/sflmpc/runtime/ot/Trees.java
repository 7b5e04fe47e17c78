package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * GGM trees (Goldreich, Goldwasser, Micali): what both sides of the punctured trees do alike.
 *
 * <p>A node is 16 bytes or two longs, low word first. The children of a node s are AES_s(n_0) and AES_s(n_1). A leaf s gives the
 * seed AES_s(n_0) of a stream and the check value AES_s(n_1), AES_s(n_2). The block n_i is the number i and 64 bits that are the
 * session's own. The sender learns the check value of the leaf that it must not know; if all sessions encrypted the same blocks,
 * one search through keys would go for the leaves of all sessions at once.
 */
final class Trees {

    private static final int LEAF_BLOCKS = 3;

    private final Cipher cipher = Aes.cipher();
    private final byte[] key = new byte[Aes.KEY_BYTES];
    private final byte[] numbers = new byte[LEAF_BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[LEAF_BLOCKS * Aes.BLOCK_BYTES];

    Trees(byte[] sessionId) {
        byte[] own = SessionHash.of("ot/trees/blocks", sessionId).digest();
        for (int i = 0; i < LEAF_BLOCKS; i++) {
            numbers[i * Aes.BLOCK_BYTES] = (byte) i;
            System.arraycopy(own, 0, numbers, i * Aes.BLOCK_BYTES + Long.BYTES, Long.BYTES);
        }
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
