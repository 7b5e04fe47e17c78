package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Replaces gates by others of the same value, by their complements, by constants, and ANDs by the XOR of two others.
 *
 * <p>Candidates have the same values on random inputs; {@link Prover} settles each. A gate is only replaced by gates
 * numbered lower, so that the netlist stays without cycles.
 *
 * <p>Layout: {@code values[n * words] ...} are the values of node <i>n</i>, complemented where the first one is 1.
 */
final class FunctionalReduction {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_WORDS = 16;
    private static final int NEIGHBOURS = 24;
    private static final long SEED = 0x5F1;

    private final Graph graph;
    private final Netlist net;
    private final Deadline deadline;
    private final Prover prover;
    private final int words;
    private final long[] values;
    private final boolean[] flipped;
    private final int[] table;
    private final int[] map;
    private final Netlist fresh;
    private final int[] neighbours = new int[NEIGHBOURS];
    private int proofs;

    private FunctionalReduction(Graph graph, int proofs, Deadline deadline) {
        this.graph = graph;
        this.proofs = proofs;
        this.deadline = deadline;
        net = graph.net();
        prover = new Prover(net);
        words = net.nodeCount() > LARGEST / 4 ? MOST_WORDS / 4 : MOST_WORDS;
        values = new long[net.nodeCount() * words];
        flipped = new boolean[net.nodeCount()];
        table = new int[Integer.highestOneBit(4 * net.nodeCount())];
        map = new int[net.nodeCount()];
        fresh = graph.withInputs();
    }

    /**
     * A pass; netlists of more than a million nodes are left alone.
     *
     * @param graph without dead gates
     * @param proofs most proofs that are tried
     */
    static Graph run(Graph graph, int proofs, Deadline deadline) {
        if (graph.net().nodeCount() > LARGEST) {
            return graph;
        }
        return new FunctionalReduction(graph, proofs, deadline).rebuild();
    }

    private Graph rebuild() {
        simulate();
        Arrays.fill(table, -1);
        enter(0);
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
                enter(node);
            } else if (proofs <= 0 || deadline.passed() || !replace(node)) {
                map[node] = graph.copy(fresh, map, node);
                enter(node);
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    private void simulate() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int node = 1; node < map.length; node++) {
            for (int w = 0; w < words; w++) {
                values[node * words + w] = net.isInput(node) ? random.nextLong() : gateValue(node, w);
            }
        }
        for (int node = 1; node < map.length; node++) {
            flipped[node] = (values[node * words] & 1) != 0;
            for (int w = 0; flipped[node] && w < words; w++) {
                values[node * words + w] ^= -1L;
            }
        }
    }

    private long gateValue(int node, int w) {
        int left = net.left(node);
        int right = net.right(node);
        long a = values[(left >>> 1) * words + w] ^ -(long) (left & 1);
        long b = values[(right >>> 1) * words + w] ^ -(long) (right & 1);
        return net.isAnd(node) ? a & b : a ^ b;
    }

    private boolean replace(int node) {
        int same = find(node, 0);
        if (same >= 0 && prove(node, same, 0)) {
            map[node] = map[same] ^ difference(node, same, 0);
            return true;
        }
        return net.isAnd(node) && replaceBySum(node);
    }

    private boolean replaceBySum(int node) {
        int count = neighbours(node);
        for (int i = 0; i < count; i++) {
            int first = neighbours[i];
            int second = find(node, first);
            if (second > 0 && second != first && prove(node, first, second)) {
                map[node] = fresh.xor(map[first], map[second]) ^ difference(node, first, second);
                return true;
            }
        }
        return false;
    }

    /** Nodes just below a gate. */
    private int neighbours(int node) {
        neighbours[0] = net.left(node) >>> 1;
        neighbours[1] = net.right(node) >>> 1;
        int count = 2;
        for (int i = 0; i < count && count + 2 <= NEIGHBOURS; i++) {
            int below = neighbours[i];
            if (!net.isInput(below)) {
                neighbours[count++] = net.left(below) >>> 1;
                neighbours[count++] = net.right(below) >>> 1;
            }
        }
        return count;
    }

    private boolean prove(int node, int first, int second) {
        proofs--;
        return prover.isSum(node, first, second, difference(node, first, second));
    }

    private int difference(int node, int first, int second) {
        return (flipped[node] ? 1 : 0) ^ (flipped[first] ? 1 : 0) ^ (flipped[second] ? 1 : 0);
    }

    private void enter(int node) {
        int slot = slot(node, 0);
        while (table[slot] >= 0) {
            if (agrees(node, 0, table[slot])) {
                return;
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = node;
    }

    /** An entered node with the values of {@code node + other}; −1 when there is none. */
    private int find(int node, int other) {
        int slot = slot(node, other);
        while (table[slot] >= 0) {
            if (agrees(node, other, table[slot])) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        return -1;
    }

    private boolean agrees(int node, int other, int candidate) {
        for (int w = 0; w < words; w++) {
            if ((values[node * words + w] ^ values[other * words + w]) != values[candidate * words + w]) {
                return false;
            }
        }
        return true;
    }

    private int slot(int node, int other) {
        long hash = 0;
        for (int w = 0; w < words; w++) {
            hash = (hash ^ values[node * words + w] ^ values[other * words + w]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & table.length - 1;
    }
}
