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
 * <p>{@link FusionPlan} decides; operations are made in the netlist's order. Linear in the netlist but for sorting sums.
 */
final class Fusion {

    private static final int NO_VALUE = -1;

    private final Netlist netlist;
    private final FusionPlan plan;
    /** For a node with a value: {@code 2 * value + flipped}. */
    private final int[] values;

    private final Operations operations;
    private int[] pending = new int[8];
    private int pendingCount;

    private Fusion(Netlist netlist, int[] inputs, FusionPlan plan) {
        this.netlist = netlist;
        this.plan = plan;
        operations = new Operations(inputs.length);
        values = new int[plan.nodeCount()];
        Arrays.fill(values, NO_VALUE);
        values[0] = 2 * Block.ZERO;
        for (int i = 0; i < inputs.length; i++) {
            int node = inputs[i] >> 1;
            if (node < values.length) {
                values[node] = 2 * (Block.FIRST_INPUT + i);
            }
        }
    }

    /** The operations of a block, and its outputs as values. */
    record Result(Operations operations, int[] outputs) {}

    static Result fuse(Netlist netlist, int[] inputs, int[] outputs) {
        Fusion fusion = new Fusion(netlist, inputs, new FusionPlan(netlist, inputs, outputs));
        fusion.build();
        return new Result(fusion.operations, fusion.outputValues(outputs));
    }

    private void build() {
        for (int node = 1; node < values.length; node++) {
            if (!plan.isBuilt(node)) {
                continue;
            }
            if (netlist.isAnd(node)) {
                values[node] = buildAnd(node, Block.ZERO);
            } else {
                plan.gatherTerms(node);
                values[node] = buildSum(node);
            }
        }
    }

    /** Returns {@code 2 * value + flipped}. */
    private int buildAnd(int node, int c) {
        int left = netlist.left(node);
        int right = netlist.right(node);
        boolean complementVirtual = plan.is(left >> 1, FusionPlan.VIRTUAL) && (left & 1) != 0;
        if (complementVirtual || (plan.is(right >> 1, FusionPlan.VIRTUAL) && (right & 1) != 0)) {
            return buildAndOfComplement(complementVirtual ? left >> 1 : right >> 1, complementVirtual ? right : left);
        }
        int flip = !plan.is(node, FusionPlan.MERGED) && plan.wantsFlip(node) ? 1 : 0;
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
        return (plan.is(node, FusionPlan.VIRTUAL) ? values[netlist.left(node) >> 1] : values[node]) >> 1;
    }

    private int second(int literal) {
        int node = literal >> 1;
        if (plan.is(node, FusionPlan.VIRTUAL)) {
            return values[netlist.right(node) >> 1] >> 1;
        }
        return ((literal ^ values[node]) & 1) == 0 ? Block.ZERO : Block.ONE;
    }

    /** Adds the operands up from the least depth, each depth's merged AND first. Returns {@code 2 * value + flipped}. */
    private int buildSum(int sum) {
        pendingCount = 0;
        int from = 0;
        while (from < plan.termCount()) {
            int to = from;
            int depth = plan.termDepth(from);
            while (to < plan.termCount() && plan.termDepth(to) == depth) {
                if (plan.is(plan.termNode(to), FusionPlan.MERGED)) {
                    mergePending(plan.termNode(to));
                }
                to++;
            }
            for (int i = from; i < to; i++) {
                if (!plan.is(plan.termNode(i), FusionPlan.MERGED)) {
                    addPending(plan.termNode(i));
                }
            }
            from = to;
        }
        if (pendingCount == 1) {
            return 2 * pending[0];
        }
        int flip = (pendingCount & 1) == 0 && plan.wantsFlip(sum) ? 1 : 0;
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
        if (plan.is(node, FusionPlan.VIRTUAL)) {
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
                complements = complements.length == 0 ? new int[values.length] : complements;
                if (complements[node] == 0) {
                    complements[node] = operations.xor(value, Block.ONE, Block.ZERO);
                }
                result[i] = complements[node];
            }
        }
        return result;
    }
}
