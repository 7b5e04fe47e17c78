package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds sums and carries of full adders that are not there, as dead gates.
 *
 * <p>Where XORs were arranged anew, a sum {@code a + b + c} or a carry {@code u·v + c} may only be a part of others; with
 * a gate of its own it can be the operand of the next adder.
 */
final class MissingSums {

    private static final int ROUNDS = 4;

    private MissingSums() {}

    /** The adders of a graph with dead gates added; the live ones are the same. */
    static AdderSearch.Found add(Graph graph) {
        AdderSearch.Found found = AdderSearch.Found.of(graph);
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, List<int[]>> missing = missing(found);
            if (missing.isEmpty()) {
                return found;
            }
            found = AdderSearch.Found.of(rebuild(found.graph(), missing));
        }
        return found;
    }

    /** The operands of what is missing, by the youngest operand. */
    private static Map<Integer, List<int[]>> missing(AdderSearch.Found found) {
        Graph graph = found.graph();
        Signatures signatures = found.signatures();
        @Nullable AdderCell[] cells = found.cells();
        boolean[] multiplied = multiplied(graph);
        int[] fanouts = graph.fanouts();
        Map<Integer, List<int[]>> missing = new HashMap<>();
        for (int gate = 1; gate < cells.length; gate++) {
            AdderCell cell = cells[gate];
            if (cell != null && !cell.isHalf()) {
                if (cell.sum() < 0) {
                    enter(missing, cell.in()[0] >>> 1, cell.in()[1] >>> 1, cell.in()[2] >>> 1);
                }
            } else if (graph.net().isAnd(gate) && fanouts[gate] > 0 && !multiplied[gate]) {
                int third = third(graph.net(), signatures, gate);
                if (third > 0) {
                    enter(missing, gate, third, 0);
                }
            }
        }
        return missing;
    }

    private static void enter(Map<Integer, List<int[]>> missing, int a, int b, int c) {
        missing.computeIfAbsent(Math.max(a, Math.max(b, c)), key -> new ArrayList<>())
                .add(new int[] {a, b, c});
    }

    /** What other ANDs and outputs use. */
    private static boolean[] multiplied(Graph graph) {
        Netlist net = graph.net();
        boolean[] multiplied = new boolean[net.nodeCount()];
        boolean[] live = graph.live();
        for (int output : graph.outputs()) {
            multiplied[output >>> 1] = true;
        }
        for (int node = 1; node < multiplied.length; node++) {
            if (live[node] && net.isAnd(node)) {
                multiplied[net.left(node) >>> 1] = true;
                multiplied[net.right(node) >>> 1] = true;
            }
        }
        return multiplied;
    }

    /** The operand <i>c</i> of an adder of {@code u + c}, {@code v + c} and <i>c</i> without a carry; 0 when there is none. */
    private static int third(Netlist net, Signatures signatures, int gate) {
        int u = net.left(gate) >>> 1;
        int v = net.right(gate) >>> 1;
        for (int sum : new int[] {u, v}) {
            for (int operand : net.isXor(sum) ? new int[] {net.left(sum), net.right(sum)} : new int[0]) {
                int c = signatures.first(operand >>> 1);
                int a = signatures.sum(u, c);
                int b = signatures.sum(v, c);
                boolean older = a < gate && b < gate && c < gate;
                if (a > 0 && b > 0 && a != b && older && signatures.sum(gate, c) < 0) {
                    return c;
                }
            }
        }
        return 0;
    }

    private static Graph rebuild(Graph graph, Map<Integer, List<int[]>> missing) {
        Netlist net = graph.net();
        Netlist fresh = graph.withInputs();
        int[] map = new int[net.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            map[node] = net.isInput(node) ? Graph.inputLiteral(net.inputIndex(node)) : graph.copy(fresh, map, node);
            for (int[] in : missing.getOrDefault(node, List.of())) {
                fresh.xor(map[in[0]], map[in[1]], map[in[2]]);
            }
        }
        return graph.mapped(fresh, map);
    }
}
