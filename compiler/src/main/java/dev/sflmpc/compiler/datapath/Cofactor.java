package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * A netlist while a literal holds, the results of operators being whatever they are: the operators that the outputs still
 * depend on.
 */
final class Cofactor {

    private static final int UNKNOWN = -1;

    /** Gates between the operands of a product and a product that was made of it by XORs. */
    private static final int MOST_STEPS = 2;

    private final Operations from;
    private final int[] owners;
    private final Netlist scratch;
    private final int[] images;

    /** The node that each input of {@link #scratch} stands for. */
    private final int[] nodes;

    private final BitSet seen = new BitSet();
    private final Deque<Integer> open = new ArrayDeque<>();

    /** @param owners one more than the number of the operation that makes a node, 0 for other nodes */
    private Cofactor(Operations from, int[] owners) {
        this.from = from;
        this.owners = owners;
        int count = from.net().nodeCount();
        scratch = new Netlist(count);
        images = new int[count];
        nodes = new int[count];
    }

    /** The operations that outputs need where {@code literal} is true. */
    static BitSet needed(Operations from, int[] owners, int literal) {
        Cofactor cofactor = new Cofactor(from, owners);
        cofactor.assume(literal);
        cofactor.copy();
        return cofactor.reached();
    }

    /** A product is true if both its operands are. */
    private void assume(int literal) {
        Netlist net = from.net();
        Arrays.fill(images, UNKNOWN);
        open.push(literal);
        while (!open.isEmpty()) {
            int next = open.pop();
            int node = next >>> 1;
            if (images[node] == UNKNOWN) {
                images[node] = (next & 1) ^ 1;
                if (!net.isXor(node)) {
                    assumeFactors(next, node);
                } else {
                    assumeFactors(next, net.left(node) >>> 1);
                    assumeFactors(next, net.right(node) >>> 1);
                }
            }
        }
        images[0] = Netlist.FALSE;
    }

    /**
     * Assumes the operands of a product where a literal is true for one of their cases only; the literal may be another product
     * of theirs, which a {@link Netlist} makes of the first one by XORs.
     */
    private void assumeFactors(int literal, int product) {
        Netlist net = from.net();
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
        Netlist net = from.net();
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

    private void copy() {
        Netlist net = from.net();
        for (int node = 1; node < images.length; node++) {
            if (images[node] == UNKNOWN) {
                if (net.isInput(node) || owners[node] > 0) {
                    images[node] = scratch.input();
                    nodes[scratch.inputIndex(images[node] >>> 1)] = node;
                } else {
                    int a = image(net.left(node));
                    int b = image(net.right(node));
                    images[node] = net.isAnd(node) ? scratch.and(a, b) : scratch.xor(a, b);
                }
            }
        }
    }

    private BitSet reached() {
        BitSet reached = new BitSet();
        for (int literal : from.outputs()) {
            need(image(literal));
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!scratch.isInput(node)) {
                need(scratch.left(node));
                need(scratch.right(node));
            } else {
                int original = nodes[scratch.inputIndex(node)];
                if (owners[original] > 0) {
                    reached.set(owners[original] - 1);
                    need(image(from.net().left(original)));
                    need(image(from.net().right(original)));
                }
            }
        }
        return reached;
    }

    private void need(int image) {
        int node = image >>> 1;
        if (node > 0 && !seen.get(node)) {
            seen.set(node);
            open.push(node);
        }
    }

    private int image(int literal) {
        return images[literal >>> 1] ^ (literal & 1);
    }
}
