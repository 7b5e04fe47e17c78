package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Says from a few slices of a large netlist whether a pass over all of it is worth its time.
 *
 * <p>A slice is a run of neighbouring nodes: what it uses from before is an input, what is used behind it an output.
 */
final class Probe {

    private static final int SLICES = 8;
    private static final int SLICE_NODES = 1 << 12;

    /** Netlists with fewer nodes are not worth probing. */
    static final int SMALLEST = 2 * SLICES * SLICE_NODES;

    /** A pass is worth its time when it saves one AND in this many. */
    private static final int LEAST_GAIN = 100;

    private final Graph graph;
    private final CutRewriting.Settings settings;
    private final LeastAnds least;
    private final Deadline deadline;
    private final int[] fanouts;

    /** The literals of a slice that nodes are; 0 for all others. */
    private final int[] map;

    private Probe(Graph graph, CutRewriting.Settings settings, LeastAnds least, Deadline deadline) {
        this.graph = graph;
        this.settings = settings;
        this.least = least;
        this.deadline = deadline;
        fanouts = graph.fanouts();
        map = new int[graph.net().nodeCount()];
    }

    /** What a probe costs, in nodes visited. */
    static long nodes() {
        return (long) SLICES * SLICE_NODES;
    }

    /** Whether a pass promises to save one AND in a hundred. */
    static boolean isPromising(Graph graph, CutRewriting.Settings settings, LeastAnds least, Deadline deadline) {
        return new Probe(graph, settings, least, deadline).saves();
    }

    private boolean saves() {
        long before = 0;
        long after = 0;
        int nodes = graph.net().nodeCount();
        for (int i = 0; i < SLICES; i++) {
            int from = 1 + (int) ((nodes - 1L) * (2 * i + 1) / (2 * SLICES)) - SLICE_NODES / 2;
            Graph slice = slice(Math.max(1, from), Math.min(nodes, from + SLICE_NODES));
            before += ands(slice);
            after += ands(CutRewriting.run(slice, settings, least, deadline));
        }
        return (before - after) * LEAST_GAIN >= before && before > after;
    }

    private static int ands(Graph graph) {
        return graph.gates().ands();
    }

    private Graph slice(int from, int to) {
        Netlist net = graph.net();
        Netlist fresh = new Netlist();
        int[] entering = new int[2 * (to - from)];
        int count = 0;
        int[] uses = new int[to - from];
        for (int node = from; node < to; node++) {
            if (!net.isInput(node) && fanouts[node] > 0) {
                entering[count++] = net.left(node) >>> 1;
                entering[count++] = net.right(node) >>> 1;
            }
        }
        for (int i = 0; i < count; i++) {
            int node = entering[i];
            if (node >= from) {
                uses[node - from]++;
            }
            if ((node < from || net.isInput(node)) && node > 0 && map[node] == 0) {
                map[node] = fresh.input();
            }
        }
        int outputs = 0;
        int[] leaving = new int[to - from];
        for (int node = from; node < to; node++) {
            if (!net.isInput(node) && fanouts[node] > 0) {
                map[node] = graph.copy(fresh, map, node);
                if (uses[node - from] < fanouts[node]) {
                    leaving[outputs++] = map[node];
                }
            }
        }
        Arrays.fill(map, from, to, 0);
        for (int i = 0; i < count; i++) {
            map[entering[i]] = 0;
        }
        return new Graph(fresh, new int[0], Arrays.copyOf(leaving, outputs));
    }
}
