package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Multiplies out chains of ANDs and ORs, so that chains with the same conditions share the products of these.
 *
 * <p>With {@code g_k = h_k (c_k + g_(k-1))} for constants <i>c</i> it is {@code g_n = c_n P_n + c_(n-1) P_(n-1) + ... + P_1 z}
 * where {@code P_k = h_n ... h_k} and <i>z</i> is what enters at the end. A choice between many constants by priority costs
 * an AND a condition for all of its output bits together.
 */
final class SelectChains {

    private static final int LEAST_LENGTH = 3;

    private final Graph graph;
    private final Netlist old;
    private final Netlist net;
    private final int[] map;
    private final int[] fanouts;
    private final int[] length;
    private final boolean[] inner;

    private SelectChains(Graph graph) {
        this.graph = graph;
        old = graph.net();
        net = graph.withInputs();
        map = new int[old.nodeCount()];
        fanouts = graph.fanouts();
        length = new int[map.length];
        inner = new boolean[map.length];
        findChains();
    }

    /** A pass; the result may have more ANDs. */
    static Graph run(Graph graph) {
        return new SelectChains(graph).rebuild();
    }

    private void findChains() {
        for (int node = 1; node < map.length; node++) {
            if (fanouts[node] > 0 && old.isAnd(node)) {
                length[node] = 1 + length[next(node) >>> 1];
                int continued = next(node) >>> 1;
                inner[continued] = length[continued] > 0;
            }
        }
        for (int node = 1; node < map.length; node++) {
            if (!inner[node] && length[node] > 0 && length[node] < LEAST_LENGTH) {
                release(node);
            }
        }
    }

    /** Makes the gates of a short chain ordinary ones. */
    private void release(int root) {
        for (int node = next(root) >>> 1; length[node] > 0; node = next(node) >>> 1) {
            inner[node] = false;
        }
    }

    /** The operand where the chain goes on: an AND without another use, of the longest chain; else {@link Netlist#FALSE}. */
    private int next(int node) {
        int left = old.left(node);
        int right = old.right(node);
        int byLeft = lengthOf(left);
        int byRight = lengthOf(right);
        if (byLeft == 0 && byRight == 0) {
            return Netlist.FALSE;
        }
        return byLeft > byRight ? left : right;
    }

    private int lengthOf(int literal) {
        int node = literal >>> 1;
        return fanouts[node] == 1 && old.isAnd(node) ? length[node] : 0;
    }

    private Graph rebuild() {
        Arrays.fill(map, -1);
        map[0] = Netlist.FALSE;
        for (int node = 1; node < map.length; node++) {
            net.setOrigin(old.origin(node));
            if (old.isInput(node)) {
                map[node] = Graph.inputLiteral(old.inputIndex(node));
            } else if (fanouts[node] > 0 && !inner[node]) {
                map[node] = length[node] >= LEAST_LENGTH ? chain(node) : graph.copy(net, map, node);
            }
        }
        return graph.mapped(net, map).swept();
    }

    private int chain(int root) {
        int product = Netlist.TRUE;
        int sum = Netlist.FALSE;
        int node = root;
        while (true) {
            int next = next(node);
            if (next == Netlist.FALSE) {
                int last = net.and(product, image(old.right(node)));
                return net.xor(sum, net.and(last, image(old.left(node))));
            }
            product = net.and(product, image(next == old.left(node) ? old.right(node) : old.left(node)));
            sum = (next & 1) == 0 ? sum : net.xor(sum, product);
            node = next >>> 1;
        }
    }

    private int image(int literal) {
        return map[literal >>> 1] ^ (literal & 1);
    }
}
