package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The OT sender's side of the trees: it learns every leaf but number alpha, where alpha are the tree's bits of delta.
 *
 * <p>Alpha is secret, so it is never an index nor a condition: every node is touched alike and masks choose. In the end
 * seed {@code y} of a tree is that of leaf {@code y ^ alpha}, so that the leaf that is not known stands at the public place 0.
 */
final class PuncturedTrees {

    private final TreeShape shape;
    private final long[] seeds;

    /**
     * @param keys chosen keys of the base OTs, 16 bytes each, for the choices {@link #choices}
     * @throws ProtocolException when the message is not what one set of trees gives
     */
    PuncturedTrees(byte[] sessionId, TreeShape shape, Delta delta, byte[] keys, byte[] message)
            throws ProtocolException {
        this.shape = shape;
        seeds = new long[2 * shape.trees() * shape.leaves()];
        ProtocolException.requireLength("OT trees", message, shape.messageBytes());
        Trees trees = new Trees(sessionId);
        SessionHash hash = SessionHash.of("ot/trees/check", sessionId);
        for (int tree = 0; tree < shape.trees(); tree++) {
            int alpha = shape.alpha(delta, tree);
            long[] leaves = grow(trees, tree, alpha, keys, message);
            hash = check(trees, tree, alpha, leaves, message, hash);
            Arrays.fill(leaves, 0);
        }
        trees.wipe();
        byte[] expected = Arrays.copyOfRange(message, shape.checkHashAt(), message.length);
        if (!MessageDigest.isEqual(hash.digest(), expected)) {
            Arrays.fill(seeds, 0);
            throw new ProtocolException("OT trees: the check values do not fit");
        }
    }

    /** The choices of the base OTs: for each level the side that the path to alpha does not take. Secret. */
    static long[] choices(TreeShape shape, Delta delta) {
        long[] choices = Bits.allocate(TreeShape.BASE_OTS);
        for (int tree = 0; tree < shape.trees(); tree++) {
            int alpha = shape.alpha(delta, tree);
            for (int level = 0; level < shape.depth(); level++) {
                Bits.flip(choices, shape.baseOt(tree, level), 1 ^ turn(shape, alpha, level));
            }
        }
        return choices;
    }

    /** The seeds of the streams, two longs for each place of each tree; that of place 0 means nothing. Not a copy. */
    long[] seeds() {
        return seeds;
    }

    private static int turn(TreeShape shape, int alpha, int level) {
        return (alpha >> (shape.depth() - 1 - level)) & 1;
    }

    private long[] grow(Trees trees, int tree, int alpha, byte[] keys, byte[] message) {
        long[] nodes = new long[2];
        int path = 0;
        for (int level = 0; level < shape.depth(); level++) {
            nodes = trees.children(nodes, 1 << level);
            long[] sum = new long[2];
            Labels.fromBytes(keys, shape.baseOt(tree, level) * Labels.BYTES, sum, 0, 1);
            int side = 1 ^ turn(shape, alpha, level);
            addSelected(sum, message, tree, level, side);
            forget(nodes, 2, 2 * path);
            forget(nodes, 2, 2 * path + 1);
            recover(nodes, side, 2 * path + side, sum);
            path = 2 * path + (1 ^ side);
        }
        return nodes;
    }

    /** Adds the message's sum of {@code side} to {@code sum}. */
    private void addSelected(long[] sum, byte[] message, int tree, int level, int side) {
        long[] sums = new long[4];
        Labels.fromBytes(message, shape.sumAt(tree, level, 0), sums, 0, 2);
        long mask = -(long) side;
        sum[0] ^= sums[0] ^ ((sums[0] ^ sums[2]) & mask);
        sum[1] ^= sums[1] ^ ((sums[1] ^ sums[3]) & mask);
    }

    /** Sets element {@code place} of {@code values}, each {@code words} longs, to 0. */
    private static void forget(long[] values, int words, int place) {
        for (int i = 0; i < values.length; i++) {
            values[i] &= ~equalMask(i / words, place);
        }
    }

    /** Sets node {@code place} to {@code sum} minus all nodes of its side. */
    private static void recover(long[] nodes, int side, int place, long[] sum) {
        for (int i = 0; i < nodes.length; i++) {
            sum[i & 1] ^= nodes[i] & equalMask((i >> 1) & 1, side);
        }
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] |= sum[i & 1] & equalMask(i >> 1, place);
        }
    }

    private SessionHash check(Trees trees, int tree, int alpha, long[] leaves, byte[] message, SessionHash hash) {
        long[] treeSeeds = new long[2 * shape.leaves()];
        long[] checks = new long[TreeShape.CHECK_WORDS * shape.leaves()];
        for (int leaf = 0; leaf < shape.leaves(); leaf++) {
            trees.leaf(leaves, leaf, treeSeeds, checks);
        }
        forget(treeSeeds, 2, alpha);
        forget(checks, TreeShape.CHECK_WORDS, alpha);
        long[] sum = new long[TreeShape.CHECK_WORDS];
        Labels.fromBytes(message, shape.checkSumAt(tree), sum, 0, 2);
        for (int i = 0; i < checks.length; i++) {
            sum[i % TreeShape.CHECK_WORDS] ^= checks[i];
        }
        for (int i = 0; i < checks.length; i++) {
            checks[i] |= sum[i % TreeShape.CHECK_WORDS] & equalMask(i / TreeShape.CHECK_WORDS, alpha);
        }
        reorder(treeSeeds, alpha);
        System.arraycopy(treeSeeds, 0, seeds, 2 * shape.leaves() * tree, treeSeeds.length);
        Arrays.fill(treeSeeds, 0);
        byte[] bytes = new byte[TreeShape.CHECK_BYTES * shape.leaves()];
        Labels.toBytes(checks, 0, 2 * shape.leaves(), bytes, 0);
        return hash.bytes(bytes);
    }

    /** Moves seed {@code x} to place {@code x ^ alpha}, by a network of masked swaps. */
    private void reorder(long[] treeSeeds, int alpha) {
        for (int bit = 0; bit < shape.depth(); bit++) {
            long mask = -(long) ((alpha >> bit) & 1);
            int distance = 2 << bit;
            for (int i = 0; i < treeSeeds.length; i++) {
                if ((i & distance) == 0) {
                    long difference = (treeSeeds[i] ^ treeSeeds[i + distance]) & mask;
                    treeSeeds[i] ^= difference;
                    treeSeeds[i + distance] ^= difference;
                }
            }
        }
    }

    /** All ones when the two small non-negative numbers are equal, otherwise 0. */
    private static long equalMask(int a, int b) {
        return ((long) (a ^ b) - 1) >> 63;
    }
}
