package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The inputs of a block of adders, with those that AND gates make taken as products.
 *
 * <p>Layout: input <i>i</i> is {@code a[i] * b[i]}, complemented when {@code complement[i]}; one that is no product has
 * {@code b[i]} TRUE.
 */
final class BitProducts {

    private final AdderBlock block;
    private final int[] a;
    private final int[] b;
    private final boolean[] complement;
    private int count;
    private int freed;

    private BitProducts(AdderBlock block) {
        this.block = block;
        int inputs = block.inputs().length;
        a = new int[inputs];
        b = new int[inputs];
        complement = new boolean[inputs];
        Arrays.fill(b, Netlist.TRUE);
    }

    static BitProducts of(Netlist net, Signatures signatures, AdderUses uses, AdderBlock block) {
        BitProducts result = new BitProducts(block);
        Map<Integer, Integer> usesHere = new HashMap<>();
        for (int i = 0; i < result.a.length; i++) {
            result.enter(net, signatures, i);
            usesHere.merge(block.inputs()[i] >>> 1, 1, Integer::sum);
        }
        usesHere.forEach((node, here) -> {
            boolean alone = uses.gateUses(node) == 0 && uses.adderUses(node) == here;
            result.freed += alone && net.isAnd(node) ? 1 : 0;
        });
        return result;
    }

    /** How many inputs are products. */
    int count() {
        return count;
    }

    /** How many AND gates make products for this block alone. */
    int freed() {
        return freed;
    }

    private void enter(Netlist net, Signatures signatures, int i) {
        int literal = block.inputs()[i];
        int node = literal >>> 1;
        a[i] = literal;
        if (net.isAnd(node)) {
            product(signatures, i, net.left(node), net.right(node), (literal & 1) != 0);
        } else if (net.isXor(node)) {
            difference(net, signatures, i, net.left(node) >>> 1, net.right(node) >>> 1);
            difference(net, signatures, i, net.right(node) >>> 1, net.left(node) >>> 1);
        }
    }

    /** {@code x + x·q} is {@code x·~q}, {@code x + ~x·q} is {@code ~(~x·~q)}. */
    private void difference(Netlist net, Signatures signatures, int i, int x, int gate) {
        if (b[i] != Netlist.TRUE || !net.isAnd(gate)) {
            return;
        }
        boolean atLeft = net.left(gate) >>> 1 == x;
        if (atLeft || net.right(gate) >>> 1 == x) {
            int same = atLeft ? net.left(gate) : net.right(gate);
            int other = atLeft ? net.right(gate) : net.left(gate);
            boolean or = (same & 1) != 0;
            product(signatures, i, 2 * x ^ (or ? 1 : 0), other ^ 1, or ^ (block.inputs()[i] & 1) != 0);
        }
    }

    private void product(Signatures signatures, int i, int left, int right, boolean complemented) {
        a[i] = 2 * signatures.first(left >>> 1) ^ (left & 1);
        b[i] = 2 * signatures.first(right >>> 1) ^ (right & 1);
        complement[i] = complemented;
        count++;
    }

    /** Adds the inputs, times 2^shift. */
    void addTo(WeightedSum sum, int shift) {
        sum.addConstant(block.constant().shiftLeft(shift));
        for (int i = 0; i < a.length; i++) {
            BigInteger weight = BigInteger.ONE.shiftLeft(block.inputWeights()[i] + shift);
            if (b[i] == Netlist.TRUE) {
                sum.add(a[i], weight);
            } else {
                if (complement[i]) {
                    sum.addConstant(weight);
                }
                sum.addProduct(a[i], b[i], complement[i] ? weight.negate() : weight);
            }
        }
    }
}
