package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * For each gate a space of few sums that it is a function of, as far as a single bottom-up sweep finds one.
 *
 * <p>A sum is an XOR of inputs and ANDs, whatever gates make it: each input and AND has a random label of 64 bits, a node the
 * sum of the labels in it. So a substitution box on {@code x + k} has the eight sums {@code x_i + k_i} however its first
 * layer of XORs is written. Spaces are told apart by labels, which may err, with a probability that does not matter, on
 * netlists that were not made to deceive; {@link Agreement} is behind it.
 *
 * <p>The space of a gate is the sum of those of its operands. Where that is too large, an operand is taken as a sum instead,
 * or both are. The XOR of two sums is a sum, and one that would have too large a space begins anew as one. Where a box is
 * narrower than the largest space, what is added to its outputs would hide the next box behind; so a sweep may also begin anew
 * at each XOR that adds a sum to a function of others.
 */
final class Supports {

    private static final long SEED = 0x5F1C0DEL;
    private static final int SUM = 0;

    private final long[] labels;
    private final Spaces spaces;
    private final int[] space;
    private final boolean splitting;

    private Supports(long[] labels, int most, boolean splitting) {
        this.splitting = splitting;
        this.labels = labels;
        spaces = new Spaces(most);
        space = new int[labels.length];
    }

    /** The label of every node. */
    static long[] labels(Netlist net) {
        long[] labels = new long[net.nodeCount()];
        for (int node = 1; node < labels.length; node++) {
            labels[node] = net.isXor(node) ? labels[net.left(node) >>> 1] ^ labels[net.right(node) >>> 1] : label(node);
        }
        return labels;
    }

    private static long label(int node) {
        long z = SEED + node * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * A sweep.
     *
     * @param most the largest dimension of a space
     * @param splitting whether to begin anew where a sum is added to a function of others
     */
    static Supports of(Netlist net, long[] labels, int most, boolean splitting) {
        Supports supports = new Supports(labels, most, splitting);
        for (int node = 1; node < labels.length; node++) {
            if (!net.isInput(node)) {
                int a = net.left(node) >>> 1;
                int b = net.right(node) >>> 1;
                supports.space[node] = net.isAnd(node) ? supports.product(a, b) : supports.sum(node, a, b);
            }
        }
        return supports;
    }

    Spaces spaces() {
        return spaces;
    }

    /** The number of the space of a gate; 0 for a sum. */
    int space(int node) {
        return space[node];
    }

    private int sum(int node, int a, int b) {
        if (space[a] == SUM && space[b] == SUM) {
            return SUM;
        }
        boolean oneSum = space[a] == SUM || space[b] == SUM;
        int result = oneSum && splitting ? inside(a, b) : together(a, b);
        return result == Spaces.TOO_LARGE || spaces.contains(result, labels[node]) ? SUM : result;
    }

    /** The space of the function to which a sum of it is added. */
    private int inside(int a, int b) {
        int function = space[a] == SUM ? b : a;
        return spaces.contains(space[function], labels[a + b - function]) ? space[function] : Spaces.TOO_LARGE;
    }

    private int product(int a, int b) {
        int result = space[a] == SUM && space[b] == SUM ? Spaces.TOO_LARGE : together(a, b);
        return result == Spaces.TOO_LARGE ? spaces.span(labels[a], labels[b]) : result;
    }

    /** The space of two operands, of which not both are sums. */
    private int together(int a, int b) {
        if (space[a] == SUM) {
            return spaces.with(space[b], labels[a]);
        }
        if (space[b] == SUM) {
            return spaces.with(space[a], labels[b]);
        }
        int result = spaces.sum(space[a], space[b]);
        return result == Spaces.TOO_LARGE ? cut(a, b) : result;
    }

    /** A function of the space of one operand, and of the other operand as a sum. */
    private int cut(int a, int b) {
        int first = spaces.with(space[a], labels[b]);
        int second = spaces.with(space[b], labels[a]);
        if (first == Spaces.TOO_LARGE || second == Spaces.TOO_LARGE) {
            return Math.max(first, second);
        }
        return spaces.dimension(first) <= spaces.dimension(second) ? first : second;
    }
}
