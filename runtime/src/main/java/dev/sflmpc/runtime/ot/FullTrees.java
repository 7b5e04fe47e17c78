package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The OT receiver's side of the trees: it knows all leaves, and tells the sender what it needs for all but one.
 *
 * <p>For each level the message has the xor of all left and the xor of all right nodes, each under a key of that level's
 * base OT. The sender chose the keys so that it gets the side that its path does not take. The check values then show
 * that all leaves but the punctured one are what a single set of trees would give: Roy, CRYPTO 2022, figure 13.
 */
final class FullTrees {

    private final TreeShape shape;
    private final long[] seeds;
    private final byte[] message;

    /**
     * @param keys0 keys of choice 0 of the base OTs, 16 bytes each
     * @param keys1 keys of choice 1
     */
    FullTrees(byte[] sessionId, TreeShape shape, byte[] keys0, byte[] keys1, SecureRandom random) {
        this.shape = shape;
        seeds = new long[2 * shape.trees() * shape.leaves()];
        message = new byte[shape.messageBytes()];
        Trees trees = new Trees(sessionId);
        long[] roots = new long[2 * shape.trees()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = random.nextLong();
        }
        SessionHash hash = SessionHash.of("ot/trees/check", sessionId);
        for (int tree = 0; tree < shape.trees(); tree++) {
            long[] leaves = grow(trees, tree, roots, keys0, keys1);
            hash = check(trees, tree, leaves, hash);
            Arrays.fill(leaves, 0);
        }
        byte[] digest = hash.digest();
        System.arraycopy(digest, 0, message, shape.checkHashAt(), digest.length);
        Arrays.fill(roots, 0);
        trees.wipe();
    }

    /** The seeds of the streams, two longs for each leaf of each tree. Secret; not a copy. */
    long[] seeds() {
        return seeds;
    }

    byte[] message() {
        return message;
    }

    private long[] grow(Trees trees, int tree, long[] roots, byte[] keys0, byte[] keys1) {
        long[] nodes = Arrays.copyOfRange(roots, 2 * tree, 2 * tree + 2);
        for (int level = 0; level < shape.depth(); level++) {
            nodes = trees.children(nodes, 1 << level);
            int at = shape.baseOt(tree, level) * Labels.BYTES;
            putSum(nodes, 0, keys0, at, shape.sumAt(tree, level, 0));
            putSum(nodes, 1, keys1, at, shape.sumAt(tree, level, 1));
        }
        return nodes;
    }

    private void putSum(long[] nodes, int side, byte[] keys, int keyAt, int at) {
        long[] sum = new long[2];
        Labels.fromBytes(keys, keyAt, sum, 0, 1);
        for (int node = side; node < nodes.length / 2; node += 2) {
            sum[0] ^= nodes[2 * node];
            sum[1] ^= nodes[2 * node + 1];
        }
        Labels.toBytes(sum, 0, 1, message, at);
    }

    private SessionHash check(Trees trees, int tree, long[] leaves, SessionHash hash) {
        long[] treeSeeds = new long[2 * shape.leaves()];
        long[] checks = new long[TreeShape.CHECK_WORDS * shape.leaves()];
        long[] sum = new long[TreeShape.CHECK_WORDS];
        for (int leaf = 0; leaf < shape.leaves(); leaf++) {
            trees.leaf(leaves, leaf, treeSeeds, checks);
            for (int word = 0; word < TreeShape.CHECK_WORDS; word++) {
                sum[word] ^= checks[TreeShape.CHECK_WORDS * leaf + word];
            }
        }
        System.arraycopy(treeSeeds, 0, seeds, 2 * shape.leaves() * tree, treeSeeds.length);
        Labels.toBytes(sum, 0, 2, message, shape.checkSumAt(tree));
        byte[] bytes = new byte[TreeShape.CHECK_BYTES * shape.leaves()];
        Labels.toBytes(checks, 0, 2 * shape.leaves(), bytes, 0);
        Arrays.fill(treeSeeds, 0);
        return hash.bytes(bytes);
    }
}
