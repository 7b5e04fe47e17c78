package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Gives sums and carries the form in which {@link AdderSearch} finds them, and leaves everything else as it is.
 *
 * <p>A gate that is the XOR of up to three others becomes that, a gate that is the majority of three others becomes
 * {@code c + (a + c)(b + c)}; which it is shows in its cuts of at most three leaves.
 */
final class AdderShapes {

    private static final int CUTS = 12;
    private static final int LARGEST_WINDOW = 1 << 17;
    private static final long XOR_2 = 0x6;
    private static final long XOR_3 = 0x96;

    private final Graph graph;
    private final Netlist net;
    private final Netlist fresh;
    private final Cuts cuts;
    private final boolean folded;
    private final int[] map;

    private AdderShapes(Graph graph, boolean folded) {
        this.folded = folded;
        this.graph = graph;
        net = graph.net();
        fresh = graph.withInputs();
        map = new int[net.nodeCount()];
        int window = Integer.highestOneBit(Math.max(2, 4 * net.nodeCount() - 1));
        cuts = new Cuts(net, 3, CUTS, Math.min(window, LARGEST_WINDOW));
    }

    /**
     * A pass over a graph without dead gates.
     *
     * @param folded whether gates that are constant or equal to another one go; a half adder whose carry is always 0 is
     *     none then
     */
    static Graph run(Graph graph, boolean folded) {
        return new AdderShapes(graph, folded).rebuild();
    }

    private Graph rebuild() {
        for (int node = 1; node < map.length; node++) {
            fresh.setOrigin(net.origin(node));
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else {
                cuts.enumerate(node);
                if (!shape(node)) {
                    map[node] = graph.copy(fresh, map, node);
                }
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    private boolean shape(int node) {
        int first = cuts.first(node);
        for (int cut = first; cut < first + cuts.count(node); cut++) {
            if (cuts.size(cut) == 3 && majority(node, cut)) {
                return true;
            }
        }
        for (int cut = first; cut < first + cuts.count(node); cut++) {
            if (isSum(cut)) {
                map[node] = sum(cut);
                return true;
            }
        }
        return false;
    }

    private boolean isSum(int cut) {
        long table = cuts.table(cut) & 0xFF;
        if (cuts.size(cut) < 2) {
            return folded;
        }
        return cuts.size(cut) == 2
                ? (table & 0xF) == XOR_2 || (table & 0xF) == (XOR_2 ^ 0xF)
                : cuts.size(cut) == 3 && (table == XOR_3 || table == (XOR_3 ^ 0xFF));
    }

    private int sum(int cut) {
        int literal = (cuts.table(cut) & 1) == 0 ? Netlist.FALSE : Netlist.TRUE;
        for (int i = 0; i < cuts.size(cut); i++) {
            literal = fresh.xor(literal, map[cuts.leaf(cut, i)]);
        }
        return literal;
    }

    /** Tries the eight majorities of literals; complementing all three complements the result. */
    private boolean majority(int node, int cut) {
        int table = (int) (cuts.table(cut) & 0xFF);
        for (int turned = 0; turned < 8; turned++) {
            if (table == majorityTable(turned)) {
                int a = map[cuts.leaf(cut, 0)] ^ (turned & 1);
                int b = map[cuts.leaf(cut, 1)] ^ (turned >>> 1 & 1);
                int c = map[cuts.leaf(cut, 2)] ^ (turned >>> 2 & 1);
                map[node] = fresh.xor(c, fresh.and(fresh.xor(a, c), fresh.xor(b, c)));
                return true;
            }
        }
        return false;
    }

    private static int majorityTable(int turned) {
        int table = 0;
        for (int x = 0; x < 8; x++) {
            table |= (Integer.bitCount(x ^ turned) >= 2 ? 1 : 0) << x;
        }
        return table;
    }
}
