package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the full and half adders of a netlist in which a full adder takes one AND.
 *
 * <p>An AND gate {@code u·v} is a half adder of <i>u</i> and <i>v</i> where some node is their XOR, and a full adder of
 * {@code u + c}, {@code v + c} and <i>c</i> with the carry {@code u·v + c} for every <i>c</i> for which nodes are these;
 * XORs are compared by {@link Signatures}, so that their arrangement does not matter. Both are identities, whatever the
 * gate was meant to be.
 */
final class AdderSearch {

    private final Netlist net;
    private final Signatures signatures;
    private final boolean[] live;
    private final int[] fanouts;
    private final int[] firstUse;
    private final int[] nextUse;

    private AdderSearch(Graph graph, Signatures signatures) {
        net = graph.net();
        this.signatures = signatures;
        live = graph.live();
        fanouts = graph.fanouts();
        firstUse = new int[net.nodeCount()];
        nextUse = new int[2 * net.nodeCount()];
        Arrays.fill(firstUse, -1);
        linkSums();
    }

    /** The adders of a graph, by the nodes of their AND gates. */
    record Found(
            Graph graph, Signatures signatures, @Nullable AdderCell[] cells) {

        static Found of(Graph graph) {
            Signatures signatures = new Signatures(graph.net());
            return new Found(graph, signatures, find(graph, signatures));
        }
    }

    /** For each node the adder whose AND gate it is. */
    static @Nullable AdderCell[] find(Graph graph, Signatures signatures) {
        AdderSearch search = new AdderSearch(graph, signatures);
        AdderCell[] cells = new AdderCell[search.net.nodeCount()];
        for (int node = 1; node < cells.length; node++) {
            if (search.live[node] && search.net.isAnd(node)) {
                cells[node] = search.cell(node);
            }
        }
        return cells;
    }

    /** Lists for each node the XOR gates that use it: entry {@code 2n} or {@code 2n + 1} is an operand of gate n. */
    private void linkSums() {
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            if (net.isXor(node)) {
                link(2 * node, net.left(node) >>> 1);
                link(2 * node + 1, net.right(node) >>> 1);
            }
        }
    }

    private void link(int entry, int operand) {
        nextUse[entry] = firstUse[operand];
        firstUse[operand] = entry;
    }

    private @Nullable AdderCell cell(int gate) {
        AdderCell best = null;
        for (int use = firstUse[gate]; use >= 0; use = nextUse[use]) {
            int carry = use >>> 1;
            int other = (use & 1) == 0 ? net.right(carry) >>> 1 : net.left(carry) >>> 1;
            AdderCell full = full(gate, signatures.first(carry), signatures.first(other));
            if (full != null && (best == null || worth(full) > worth(best))) {
                best = full;
            }
        }
        return best == null ? half(gate) : best;
    }

    /** An adder whose carry is used is more likely one than one with a sum. */
    private int worth(AdderCell cell) {
        return (live[cell.carry() >>> 1] ? 2 : 0) + (cell.sum() >= 0 ? 1 : 0);
    }

    private @Nullable AdderCell full(int gate, int carry, int third) {
        int u = net.left(gate);
        int v = net.right(gate);
        int a = signatures.sum(u >>> 1, third);
        int b = signatures.sum(v >>> 1, third);
        if (a <= 0 || b <= 0 || third == 0 || a == b || a == third || b == third) {
            return null; // of two equal operands: an operand of the gate is constant, though no gate says so
        }
        int sum = signatures.sum(a, b, third);
        int[] in = {2 * a ^ (u & 1), 2 * b ^ (v & 1), 2 * third};
        return sum == 0 ? null : checked(gate, in, sum < 0 ? AdderCell.NONE : 2 * sum ^ (u & 1) ^ (v & 1), 2 * carry);
    }

    /**
     * An adder's outputs come after its inputs. Where the sum does not, it and the youngest input are exchanged and
     * complemented: {@code a + b + c = s + 2k} is {@code a + b + ~s = ~c + 2k}.
     */
    private static @Nullable AdderCell checked(int gate, int[] in, int sum, int carry) {
        int youngest = 0;
        for (int i = 1; i < in.length; i++) {
            youngest = in[i] >>> 1 > in[youngest] >>> 1 ? i : youngest;
        }
        int output = sum;
        if (sum >= 0 && sum >>> 1 < in[youngest] >>> 1) {
            output = in[youngest] ^ 1;
            in[youngest] = sum ^ 1;
        }
        for (int literal : in) {
            if (literal >>> 1 >= gate || literal >>> 1 >= carry >>> 1) {
                return null;
            }
        }
        return new AdderCell(gate, in, output, carry);
    }

    /** {@code u·v}, or one of its variants {@code u·~v}, {@code ~u·v}, {@code ~u·~v} where it is only used for that. */
    private @Nullable AdderCell half(int gate) {
        int u = net.left(gate);
        int v = net.right(gate);
        int a = signatures.first(u >>> 1);
        int b = signatures.first(v >>> 1);
        int sum = signatures.sum(a, b);
        if (a == 0 || b == 0 || sum <= 0) {
            return null;
        }
        int turnA = 0;
        int turnB = 0;
        int carry = 2 * gate;
        if (fanouts[gate] == 1 && firstUse[gate] >= 0 && live[firstUse[gate] >>> 1]) {
            int variant = firstUse[gate] >>> 1;
            int other =
                    signatures.first((firstUse[gate] & 1) == 0 ? net.right(variant) >>> 1 : net.left(variant) >>> 1);
            turnA = other == b || other == sum ? 1 : 0;
            turnB = other == a || other == sum ? 1 : 0;
            if (turnA + turnB > 0) {
                int complement = (turnB == 1 ? u & 1 : 0) ^ (turnA == 1 ? v & 1 : 0) ^ turnA & turnB;
                carry = 2 * signatures.first(variant) ^ complement;
            }
        }
        int[] in = {2 * a ^ (u & 1) ^ turnA, 2 * b ^ (v & 1) ^ turnB};
        return checked(gate, in, 2 * sum ^ in[0] & 1 ^ in[1] & 1, carry);
    }
}
