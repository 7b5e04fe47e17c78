package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a block of adders is made anew.
 *
 * @param form its sum
 * @param shift the sum is that of the block times 2^shift, and less than 2^shift more
 */
record SumPlan(AdderBlock block, SumForm form, int shift) {

    private static final int LEAST_PRODUCTS = 6;
    private static final int MOST_SHIFT = 3;

    /** The best way to make a block anew; null when none saves an AND. */
    static @Nullable SumPlan of(Netlist net, Signatures signatures, AdderUses uses, AdderBlock block) {
        SumPlan best = null;
        int least = block.freedGates();
        SumPlan plain = plain(block);
        int plainPrice = plain.price();
        if (plainPrice < least) {
            least = plainPrice;
            best = plain;
        }
        BitProducts found = BitProducts.of(net, signatures, uses, block);
        for (SumPlan plan : found.count() < LEAST_PRODUCTS ? List.<SumPlan>of() : multiplied(block, found)) {
            int price = plan.price() - found.freed();
            if (price < least) {
                least = price;
                best = plan;
            }
        }
        return best;
    }

    private static SumPlan plain(AdderBlock block) {
        WeightedSum sum = new WeightedSum(Math.max(1, block.narrowWidth()));
        for (int i = 0; i < block.inputs().length; i++) {
            sum.add(block.inputs()[i], BigInteger.ONE.shiftLeft(block.inputWeights()[i]));
        }
        sum.addConstant(block.constant());
        return new SumPlan(block, new SumForm(sum, List.of(), true), 0);
    }

    /**
     * With products of words. The lowest bits of a product need no adder and are not in the block, so it is looked for
     * with room below as well.
     */
    private static List<SumPlan> multiplied(AdderBlock block, BitProducts found) {
        for (int shift = 0; shift <= MOST_SHIFT; shift++) {
            WeightedSum rest = new WeightedSum(Math.max(1, block.narrowWidth()) + shift);
            found.addTo(rest, shift);
            List<WordProduct> products = ProductSearch.take(rest);
            if (!products.isEmpty() && rest.dropBelow(shift)) {
                return List.of(
                        new SumPlan(block, new SumForm(rest, products, false), shift),
                        new SumPlan(block, new SumForm(rest, products, true), shift));
            }
        }
        return List.of();
    }

    private int price() {
        Netlist scratch = new Netlist();
        Map<Integer, Integer> images = new HashMap<>();
        int[] bits = sum(scratch, node -> images.computeIfAbsent(node, key -> scratch.input()));
        return LiveGates.of(scratch, used(bits)).ands();
    }

    private int[] used(int[] bits) {
        return Arrays.stream(block.outputWeights())
                .filter(weight -> weight < bits.length)
                .map(weight -> bits[weight])
                .toArray();
    }

    private int[] sum(Netlist net, IntUnaryOperator image) {
        int[] bits = form.sum(net, image);
        return Arrays.copyOfRange(bits, shift, bits.length);
    }

    /** Calls once for every node that must be there before. */
    void forEachNode(IntConsumer action) {
        form.forEachNode(action);
    }

    /** Makes the outputs; {@code map} has the literals of nodes. */
    void build(Netlist net, int[] map) {
        int[] bits = sum(net, node -> map[node]);
        int top = block.width() - 1;
        int parity = 0;
        for (int i = 0; i < block.outputs().length; i++) {
            parity ^= block.outputWeights()[i] == top ? block.outputs()[i] & 1 : 0;
        }
        boolean topDone = false;
        for (int i = 0; i < block.outputs().length; i++) {
            int weight = block.outputWeights()[i];
            int output = block.outputs()[i];
            int bit = weight < bits.length ? bits[weight] : Netlist.FALSE;
            if (weight < top) {
                map[output >>> 1] = bit ^ (output & 1);
            } else {
                map[output >>> 1] = topDone ? Netlist.FALSE : bit ^ parity;
                topDone = true;
            }
        }
    }
}
