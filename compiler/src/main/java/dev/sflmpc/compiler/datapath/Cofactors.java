package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * A netlist while one literal or another holds, the results of operators being whatever they are: the operators that the
 * outputs still depend on.
 *
 * <p>The netlist is copied once. What a literal changes is found from there: the gates above those that it says something of
 * are made anew behind the copy, as long as they come out as others, and forgotten afterwards.
 */
final class Cofactors {

    private static final int UNKNOWN = -1;

    /** Gates between the operands of a product and a product that was made of it by XORs. */
    private static final int MOST_STEPS = 2;

    private final Netlist net;
    private final int[] owners;
    private final int[] outputs;
    private final Netlist scratch;

    /** The literals of {@link #scratch} that nodes are now, and those that they are where nothing is assumed. */
    private final int[] images;

    private final int[] originals;
    private final Users users;
    private final NeededOperators needed;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final BitSet assumed = new BitSet();

    /** Nodes that are other literals now, gates that may be, and results of operators that are made of such nodes. */
    private final BitSet changed = new BitSet();

    private final BitSet pending = new BitSet();
    private final BitSet touched = new BitSet();

    /** @param owners one more than the number of the operation that makes a node, 0 for other nodes */
    Cofactors(Operations from, int[] owners) {
        this.net = from.net();
        this.owners = owners;
        this.outputs = Arrays.stream(from.outputs())
                .map(literal -> literal >>> 1)
                .distinct()
                .toArray();
        scratch = new Netlist(net.nodeCount());
        images = new int[net.nodeCount()];
        int[] nodes = new int[net.nodeCount()];
        for (int node = 1; node < images.length; node++) {
            if (net.isInput(node) || owners[node] > 0) {
                images[node] = scratch.input();
                nodes[scratch.inputCount() - 1] = node;
            } else {
                images[node] = made(node);
            }
        }
        originals = images.clone();
        users = new Users(net);
        needed = new NeededOperators(net, owners, scratch, nodes, images);
        for (int node : outputs) {
            needed.take(images[node]);
        }
        needed.keep();
    }

    /** The operations that outputs need where {@code literal} is true. */
    BitSet needed(int literal) {
        int mark = scratch.nodeCount();
        assume(literal);
        change();
        BitSet result = reached();
        changed.stream().forEach(node -> images[node] = originals[node]);
        scratch.truncate(mark);
        assumed.clear();
        changed.clear();
        pending.clear();
        touched.clear();
        return result;
    }

    /** A product is true if both its operands are. */
    private void assume(int literal) {
        open.push(literal);
        while (!open.isEmpty()) {
            int next = open.pop();
            int node = next >>> 1;
            if (!assumed.get(node)) {
                assumed.set(node);
                change(node, (next & 1) ^ 1);
                if (!net.isXor(node)) {
                    assumeFactors(next, node);
                } else {
                    assumeFactors(next, net.left(node) >>> 1);
                    assumeFactors(next, net.right(node) >>> 1);
                }
            }
        }
    }

    /**
     * Assumes the operands of a product where a literal is true for one of their cases only; the literal may be another product
     * of theirs, which a {@link Netlist} makes of the first one by XORs.
     */
    private void assumeFactors(int literal, int product) {
        if (!net.isAnd(product)) {
            return;
        }
        int left = net.left(product) >>> 1;
        int right = net.right(product) >>> 1;
        int only = UNKNOWN;
        for (int values = 0; values < 4; values++) {
            int value = value(literal, left, values & 1, right, values >> 1, MOST_STEPS);
            if (value != 0) {
                if (value == UNKNOWN || only != UNKNOWN) {
                    return;
                }
                only = values;
            }
        }
        if (only != UNKNOWN) {
            open.push(2 * left ^ (only & 1) ^ 1);
            open.push(2 * right ^ (only >> 1) ^ 1);
        }
    }

    /** What a literal is where two nodes have these values, if it is a function of theirs of few gates. */
    private int value(int literal, int left, int ofLeft, int right, int ofRight, int steps) {
        int node = literal >>> 1;
        if (node == left || node == right) {
            return (node == left ? ofLeft : ofRight) ^ (literal & 1);
        }
        if (net.isInput(node) || steps == 0) {
            return UNKNOWN;
        }
        int a = value(net.left(node), left, ofLeft, right, ofRight, steps - 1);
        int b = value(net.right(node), left, ofLeft, right, ofRight, steps - 1);
        if (a == UNKNOWN || b == UNKNOWN) {
            return UNKNOWN;
        }
        return (net.isAnd(node) ? a & b : a ^ b) ^ (literal & 1);
    }

    private void change() {
        for (int node = pending.nextSetBit(1); node > 0; node = pending.nextSetBit(node + 1)) {
            if (!assumed.get(node)) {
                change(node, made(node));
            }
        }
    }

    private void change(int node, int image) {
        if (images[node] == image) {
            return;
        }
        images[node] = image;
        changed.set(node);
        users.of(node, user -> (owners[user] > 0 ? touched : pending).set(user));
    }

    private int made(int node) {
        int left = image(net.left(node));
        int right = image(net.right(node));
        return net.isAnd(node) ? scratch.and(left, right) : scratch.xor(left, right);
    }

    /** What is needed of the changed nodes instead of what they were, the latter last: much of it is the same. */
    private BitSet reached() {
        int[] outputsNow = Arrays.stream(outputs).filter(changed::get).toArray();
        int[] resultsNow = touched.stream()
                .filter(node -> needed.isNeeded(originals[node]))
                .toArray();
        for (int node : outputsNow) {
            needed.take(images[node]);
        }
        for (int node : resultsNow) {
            needed.take(images[net.left(node) >>> 1]);
            needed.take(images[net.right(node) >>> 1]);
        }
        for (int node : outputsNow) {
            needed.drop(originals[node]);
        }
        for (int node : resultsNow) {
            needed.drop(originals[net.left(node) >>> 1]);
            needed.drop(originals[net.right(node) >>> 1]);
        }
        BitSet result = needed.operators();
        needed.undo();
        return result;
    }

    private int image(int literal) {
        return images[literal >>> 1] ^ (literal & 1);
    }
}
