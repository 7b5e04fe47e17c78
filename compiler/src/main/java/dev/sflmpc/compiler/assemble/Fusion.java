package dev.sflmpc.compiler.assemble;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;
import java.util.Arrays;

/**
 * Turns the live part of a netlist into {@link Operations}, as few as it can.
 *
 * <p>A tree of XORs that have one use each becomes one sum. A sum takes three operands per operation. It costs nothing
 * where it can be <i>merged</i>: a sum that holds an AND with no other use, which is deeper than the rest of the sum,
 * becomes that AND with the rest as its {@code c}. It costs nothing either where it is <i>virtual</i>: a sum of two that is
 * only used as an operand of ANDs, or in sums with an operand to spare, is written into all of them instead.
 *
 * <p>Complements appear on operands of ANDs and on outputs only. A lone operand takes a {@link Block#ONE} beside it. A
 * virtual one has no room for that, and uses {@code (x ^ 1) & y = (x & y) ^ y}. An AND or sum that is an output in its
 * complemented form only, and no operand of a sum, is computed in that form (<i>flipped</i>).
 *
 * <p>Decisions are taken from the outputs to the inputs, so that all uses of a node are known when its turn comes;
 * operations are made in the netlist's order. Linear in the netlist but for sorting sums.
 */
final class Fusion {

    private static final byte LIVE = 1;
    /** An XOR whose only use is the XOR that it is written into. */
    private static final byte FLAT = 2;
    private static final byte VIRTUAL = 4;
    /** Something needs this node as a value of its own. */
    private static final byte BLOCKED = 8;
    private static final byte IN_SUM = 16;
    private static final byte OUTPUT = 32;
    private static final byte COMPLEMENTED_OUTPUT = 64;
    /** An AND that is computed together with the sum that holds it. */
    private static final byte MERGED = (byte) 128;

    private static final int NO_VALUE = -1;

    private final Netlist netlist;
    private final int nodeCount;
    private final byte[] marks;
    private final byte[] uses;
    private final byte[] sizes;
    private final int[] depths;
    /** For a node with a value: {@code 2 * value + flipped}. */
    private final int[] values;

    private final Operations operations;
    private long[] terms = new long[8];
    private int termCount;
    private int[] stack = new int[8];
    private int[] pending = new int[8];
    private int pendingCount;

    private Fusion(Netlist netlist, int nodeCount, int inputCount) {
        this.netlist = netlist;
        this.nodeCount = nodeCount;
        marks = new byte[nodeCount];
        uses = new byte[nodeCount];
        sizes = new byte[nodeCount];
        depths = new int[nodeCount];
        values = new int[nodeCount];
        operations = new Operations(inputCount);
    }

    /** The operations of a block, and its outputs as values. */
    record Result(Operations operations, int[] outputs) {}

    static Result fuse(Netlist netlist, int[] inputs, int[] outputs) {
        int last = 0;
        for (int output : outputs) {
            last = Math.max(last, output >> 1);
        }
        Fusion fusion = new Fusion(netlist, last + 1, inputs.length);
        fusion.numberInputs(inputs);
        fusion.markLive(outputs);
        fusion.measure();
        fusion.decide();
        fusion.build();
        return new Result(fusion.operations, fusion.outputValues(outputs));
    }

    private void numberInputs(int[] inputs) {
        Arrays.fill(values, NO_VALUE);
        values[0] = 2 * Block.ZERO;
        for (int i = 0; i < inputs.length; i++) {
            int node = inputs[i] >> 1;
            if ((inputs[i] & 1) != 0 || node == 0) {
                throw new IllegalArgumentException("input " + i + " is a constant or complemented: " + inputs[i]);
            }
            if (node < nodeCount) {
                if (values[node] != NO_VALUE) {
                    throw new IllegalArgumentException("input " + i + " is given twice: " + inputs[i]);
                }
                values[node] = 2 * (Block.FIRST_INPUT + i);
            }
        }
    }

    private boolean isLeaf(int node) {
        return values[node] != NO_VALUE;
    }

    private boolean is(int node, byte mark) {
        return (marks[node] & mark) != 0;
    }

    private void set(int node, byte mark) {
        marks[node] |= mark;
    }

    private boolean isSum(int node) {
        return !isLeaf(node) && netlist.isXor(node);
    }

    // ---- which nodes live, how often they are used, how deep they are

    private void markLive(int[] outputs) {
        for (int output : outputs) {
            use(output >> 1);
            set(output >> 1, BLOCKED);
            set(output >> 1, (output & 1) == 0 ? OUTPUT : COMPLEMENTED_OUTPUT);
        }
        for (int node = nodeCount - 1; node > 0; node--) {
            if (!is(node, LIVE) || isLeaf(node)) {
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
            if (!is(node, LIVE) || isLeaf(node)) {
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
            if (!is(node, LIVE) || isLeaf(node) || is(node, FLAT)) {
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
        boolean neverFlipped = isLeaf(node) || is(node, IN_SUM);
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
            blockTermsBut(NO_VALUE);
        } else {
            set(sum, BLOCKED);
            blockTermsBut(merged || (termCount & 1) != 0 ? NO_VALUE : firstVirtualTerm());
        }
    }

    /** The operands of a sum, sorted by depth, into {@code terms} as {@code depth << 32 | node}. */
    private void gatherTerms(int sum) {
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
        Arrays.sort(terms, 0, termCount);
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
            if (depth > mergedDepth && uses[node] == 1 && !isLeaf(node) && netlist.isAnd(node)) {
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
        return NO_VALUE;
    }

    private void blockTermsBut(int except) {
        for (int i = 0; i < termCount; i++) {
            int node = (int) terms[i];
            if (node != except) {
                set(node, BLOCKED);
            }
        }
    }

    // ---- operations, from the inputs to the outputs

    private void build() {
        for (int node = 1; node < nodeCount; node++) {
            if (!is(node, LIVE) || isLeaf(node) || is(node, FLAT) || is(node, VIRTUAL) || is(node, MERGED)) {
                continue;
            }
            if (netlist.isAnd(node)) {
                values[node] = buildAnd(node, Block.ZERO);
            } else {
                gatherTerms(node);
                values[node] = buildSum(node);
            }
        }
    }

    private boolean wantsFlip(int node) {
        return mayBeFlipped(node) && is(node, COMPLEMENTED_OUTPUT);
    }

    /** Returns {@code 2 * value + flipped}. */
    private int buildAnd(int node, int c) {
        int left = netlist.left(node);
        int right = netlist.right(node);
        boolean complementVirtual = is(left >> 1, VIRTUAL) && (left & 1) != 0;
        if (complementVirtual || (is(right >> 1, VIRTUAL) && (right & 1) != 0)) {
            return buildAndOfComplement(complementVirtual ? left >> 1 : right >> 1, complementVirtual ? right : left);
        }
        int flip = !is(node, MERGED) && wantsFlip(node) ? 1 : 0;
        int value = operations.and(first(left), second(left), first(right), second(right), flip == 0 ? c : Block.ONE);
        return 2 * value + flip;
    }

    /** {@code ~x & other = (x & other) ^ other} for a virtual {@code x}. */
    private int buildAndOfComplement(int x, int other) {
        int complement = second(other);
        int value = operations.and(first(2 * x), second(2 * x), first(other), complement, first(other));
        return 2 * value + (complement == Block.ONE ? 1 : 0);
    }

    private int first(int literal) {
        int node = literal >> 1;
        return (is(node, VIRTUAL) ? values[netlist.left(node) >> 1] : values[node]) >> 1;
    }

    private int second(int literal) {
        int node = literal >> 1;
        if (is(node, VIRTUAL)) {
            return values[netlist.right(node) >> 1] >> 1;
        }
        return ((literal ^ values[node]) & 1) == 0 ? Block.ZERO : Block.ONE;
    }

    /** Adds the operands up from the least depth, each depth's merged AND first. Returns {@code 2 * value + flipped}. */
    private int buildSum(int sum) {
        pendingCount = 0;
        int from = 0;
        while (from < termCount) {
            int to = from;
            long depth = terms[from] >>> 32;
            while (to < termCount && terms[to] >>> 32 == depth) {
                if (is((int) terms[to], MERGED)) {
                    mergePending((int) terms[to]);
                }
                to++;
            }
            for (int i = from; i < to; i++) {
                if (!is((int) terms[i], MERGED)) {
                    addPending((int) terms[i]);
                }
            }
            from = to;
        }
        if (pendingCount == 1) {
            return 2 * pending[0];
        }
        int flip = (pendingCount & 1) == 0 && wantsFlip(sum) ? 1 : 0;
        return 2 * collapsePending(flip == 0 ? Block.ZERO : Block.ONE) + flip;
    }

    private void mergePending(int and) {
        int rest = collapsePending(Block.ZERO);
        pending[0] = buildAnd(and, rest) >> 1;
        pendingCount = 1;
    }

    private void addPending(int node) {
        if (pendingCount + 2 > pending.length) {
            pending = Arrays.copyOf(pending, 2 * pending.length);
        }
        pending[pendingCount++] = first(2 * node);
        if (is(node, VIRTUAL)) {
            pending[pendingCount++] = second(2 * node);
        }
    }

    /** The pending values' sum; an even number of them leaves an operand free for {@code extra}. */
    private int collapsePending(int extra) {
        int sum = pending[0];
        int at = 1;
        if ((pendingCount & 1) == 0) {
            sum = operations.xor(pending[0], pending[1], extra);
            at = 2;
        }
        for (; at < pendingCount; at += 2) {
            sum = operations.xor(sum, pending[at], pending[at + 1]);
        }
        return sum;
    }

    private int[] outputValues(int[] outputs) {
        int[] complements = new int[0];
        int[] result = new int[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            int node = outputs[i] >> 1;
            int value = values[node] >> 1;
            if (((outputs[i] ^ values[node]) & 1) == 0) {
                result[i] = value;
            } else if (value == Block.ZERO) {
                result[i] = Block.ONE;
            } else {
                complements = complements.length == 0 ? new int[nodeCount] : complements;
                if (complements[node] == 0) {
                    complements[node] = operations.xor(value, Block.ONE, Block.ZERO);
                }
                result[i] = complements[node];
            }
        }
        return result;
    }
}
