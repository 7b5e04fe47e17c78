package dev.sflmpc.compiler.assemble;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Decides for each node of a netlist how it becomes part of an operation; {@link Fusion} explains the ways there are.
 *
 * <p>Decisions are taken from the outputs to the inputs, so that all uses of a node are known when its turn comes.
 */
final class FusionPlan {

    /** A constant or an input of the block. */
    static final short LEAF = 1;

    static final short LIVE = 2;
    /** A sum whose only use is the sum that it is written into. */
    static final short FLAT = 4;

    static final short VIRTUAL = 8;
    /** An AND that is computed together with the sum that holds it. */
    static final short MERGED = 16;
    /** Something needs this node as a value of its own. */
    private static final short BLOCKED = 32;

    private static final short IN_SUM = 64;
    private static final short OUTPUT = 128;
    private static final short COMPLEMENTED_OUTPUT = 256;

    private static final int NO_NODE = -1;

    /** As many are sorted in place by insertion. */
    private static final int FEW_TERMS = 8;

    private final Netlist netlist;
    private final int nodeCount;
    private final short[] marks;
    private final byte[] uses;
    private final byte[] sizes;
    private final int[] depths;

    private long[] terms = new long[8];
    private int termCount;
    private int[] stack = new int[8];

    FusionPlan(Netlist netlist, int[] inputs, int[] outputs) {
        this.netlist = netlist;
        int last = 0;
        for (int output : outputs) {
            last = Math.max(last, output >> 1);
        }
        nodeCount = last + 1;
        marks = new short[nodeCount];
        uses = new byte[nodeCount];
        sizes = new byte[nodeCount];
        depths = new int[nodeCount];
        markLeaves(inputs);
        markLive(outputs);
        measure();
        decide();
    }

    /** Nodes up to the last one that an output needs. */
    int nodeCount() {
        return nodeCount;
    }

    boolean is(int node, short mark) {
        return (marks[node] & mark) != 0;
    }

    /** Whether the node has a value that is made by an operation of its own. */
    boolean isBuilt(int node) {
        return (marks[node] & (LIVE | LEAF | FLAT | VIRTUAL | MERGED)) == LIVE;
    }

    /** Whether the node is better computed complemented, and nothing minds. */
    boolean wantsFlip(int node) {
        return mayBeFlipped(node) && is(node, COMPLEMENTED_OUTPUT);
    }

    int termCount() {
        return termCount;
    }

    int termNode(int i) {
        return (int) terms[i];
    }

    int termDepth(int i) {
        return (int) (terms[i] >>> 32);
    }

    private void set(int node, short mark) {
        marks[node] |= mark;
    }

    private void markLeaves(int[] inputs) {
        set(0, LEAF);
        for (int i = 0; i < inputs.length; i++) {
            int node = inputs[i] >> 1;
            if ((inputs[i] & 1) != 0 || node == 0) {
                throw new IllegalArgumentException("input " + i + " is a constant or complemented: " + inputs[i]);
            }
            if (node < nodeCount) {
                if (is(node, LEAF)) {
                    throw new IllegalArgumentException("input " + i + " is given twice: " + inputs[i]);
                }
                set(node, LEAF);
            }
        }
    }

    private boolean isSum(int node) {
        return !is(node, LEAF) && netlist.isXor(node);
    }

    // ---- which nodes live, how often they are used, how deep they are

    private void markLive(int[] outputs) {
        for (int output : outputs) {
            use(output >> 1);
            set(output >> 1, BLOCKED);
            set(output >> 1, (output & 1) == 0 ? OUTPUT : COMPLEMENTED_OUTPUT);
        }
        for (int node = nodeCount - 1; node > 0; node--) {
            if (!is(node, LIVE) || is(node, LEAF)) {
                continue;
            }
            if (netlist.isInput(node)) {
                throw new IllegalArgumentException(
                        "input " + netlist.inputIndex(node) + " of the netlist is used but is no input of the block");
            }
            int left = netlist.left(node) >> 1;
            int right = netlist.right(node) >> 1;
            use(left);
            use(right);
            if (netlist.isXor(node)) {
                set(left, IN_SUM);
                set(right, IN_SUM);
            }
        }
    }

    private void use(int node) {
        set(node, LIVE);
        uses[node] = (byte) Math.min(uses[node] + 1, 2);
    }

    /** Depths of all gates; number of operands (3 for more) of the sums; which of them are part of another. */
    private void measure() {
        for (int node = 1; node < nodeCount; node++) {
            if (!is(node, LIVE) || is(node, LEAF)) {
                continue;
            }
            int left = netlist.left(node) >> 1;
            int right = netlist.right(node) >> 1;
            depths[node] = Math.max(depths[left], depths[right]) + (netlist.isAnd(node) ? 1 : 0);
            if (netlist.isXor(node)) {
                sizes[node] = (byte) Math.min(flatSize(left) + flatSize(right), 3);
            }
        }
    }

    private int flatSize(int node) {
        if (isSum(node) && uses[node] == 1) {
            set(node, FLAT);
            return sizes[node];
        }
        return 1;
    }

    // ---- decisions, from the outputs to the inputs

    private void decide() {
        for (int node = nodeCount - 1; node > 0; node--) {
            if (!is(node, LIVE) || is(node, LEAF) || is(node, FLAT)) {
                continue;
            }
            if (netlist.isAnd(node)) {
                decideOperand(node, netlist.left(node), netlist.right(node));
                decideOperand(node, netlist.right(node), netlist.left(node));
            } else {
                decideSum(node);
            }
        }
    }

    private boolean mayBeVirtual(int node) {
        return isSum(node) && sizes[node] == 2 && !is(node, BLOCKED);
    }

    private void decideOperand(int and, int literal, int other) {
        int node = literal >> 1;
        if ((literal & 1) != 0 && mayBeVirtual(node) && !canComplementVirtual(and, other)) {
            set(node, BLOCKED);
        }
    }

    /** Whether {@code ~x & other} can be had as {@code (x & other) ^ other}. */
    private boolean canComplementVirtual(int and, int other) {
        int node = other >> 1;
        if (is(and, MERGED) || mayBeVirtual(node)) {
            return false;
        }
        boolean neverFlipped = is(node, LEAF) || is(node, IN_SUM);
        return mayBeFlipped(and) || ((other & 1) == 0 && neverFlipped);
    }

    private boolean mayBeFlipped(int node) {
        return !is(node, IN_SUM) && !is(node, OUTPUT);
    }

    private void decideSum(int sum) {
        gatherTerms(sum);
        boolean merged = markMerged();
        if (!merged && mayBeVirtual(sum)) {
            set(sum, VIRTUAL);
            blockTermsBut(NO_NODE);
        } else {
            set(sum, BLOCKED);
            blockTermsBut(merged || (termCount & 1) != 0 ? NO_NODE : firstVirtualTerm());
        }
    }

    /** Finds the operands of a sum, sorted by depth; kept as {@code depth << 32 | node}. */
    void gatherTerms(int sum) {
        termCount = 0;
        int height = 0;
        stack[height++] = sum;
        while (height > 0) {
            int node = stack[--height];
            if (node != sum && !is(node, FLAT)) {
                addTerm(node);
                continue;
            }
            if (height + 2 > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            stack[height++] = netlist.right(node) >> 1;
            stack[height++] = netlist.left(node) >> 1;
        }
        sortTerms();
    }

    private void sortTerms() {
        if (termCount > FEW_TERMS) {
            Arrays.sort(terms, 0, termCount);
            return;
        }
        for (int i = 1; i < termCount; i++) {
            long term = terms[i];
            int at = i;
            while (at > 0 && terms[at - 1] > term) {
                terms[at] = terms[at - 1];
                at--;
            }
            terms[at] = term;
        }
    }

    private void addTerm(int node) {
        if (termCount == terms.length) {
            terms = Arrays.copyOf(terms, 2 * terms.length);
        }
        terms[termCount++] = (long) depths[node] << 32 | node;
    }

    /** Marks one AND of each depth but the least, where there is one without another use. */
    private boolean markMerged() {
        boolean any = false;
        long mergedDepth = terms[0] >>> 32;
        for (int i = 1; i < termCount; i++) {
            int node = (int) terms[i];
            long depth = terms[i] >>> 32;
            if (depth > mergedDepth && uses[node] == 1 && !is(node, LEAF) && netlist.isAnd(node)) {
                set(node, MERGED);
                mergedDepth = depth;
                any = true;
            }
        }
        return any;
    }

    private int firstVirtualTerm() {
        for (int i = 0; i < termCount; i++) {
            if (mayBeVirtual((int) terms[i])) {
                return (int) terms[i];
            }
        }
        return NO_NODE;
    }

    private void blockTermsBut(int except) {
        for (int i = 0; i < termCount; i++) {
            int node = (int) terms[i];
            if (node != except) {
                set(node, BLOCKED);
            }
        }
    }
}
