package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/**
 * The nodes near a gate that it may be made of: those below it, the nearest first, then gates beside it that use them.
 *
 * <p>All have a lower rank than the gate, so that none depends on it.
 */
final class Divisors {

    static final int MOST = Equations.MOST_UNKNOWNS - 1;

    private static final int MOST_BELOW = 36;
    private static final int MOST_USES = 10;

    private final MutableGraph graph;
    private final int[] nodes = new int[MOST];
    private int[] stamps = new int[1 << 10];
    private int stamp;
    private int count;

    Divisors(MutableGraph graph) {
        this.graph = graph;
    }

    int count() {
        return count;
    }

    int node(int index) {
        return nodes[index];
    }

    /** Collects those for a linear combination. */
    void collect(int root) {
        begin(root);
        add(graph.left(root) >>> 1, root, MOST_BELOW);
        add(graph.right(root) >>> 1, root, MOST_BELOW);
        for (int i = 0; i < count && count < MOST_BELOW; i++) {
            addOperands(nodes[i], root, MOST_BELOW);
        }
        addUsers(root, MOST);
    }

    /**
     * Collects those for a function of degree two: what enters the gates that would die, then gates beside.
     *
     * @param dying the gates, the first of them at index 1 and their number at index 0
     */
    void collectAround(int root, int[] dying, int most) {
        begin(root);
        for (int i = 1; i <= dying[0]; i++) {
            stamps[dying[i]] = stamp;
        }
        addOperands(root, root, most);
        for (int i = 1; i <= dying[0]; i++) {
            addOperands(dying[i], root, most);
        }
        addUsers(root, most);
    }

    private void begin(int root) {
        if (stamps.length < graph.count()) {
            stamps = Arrays.copyOf(stamps, 2 * graph.count());
        }
        stamp++;
        count = 0;
        stamps[root] = stamp;
    }

    private void addOperands(int node, int root, int most) {
        if (graph.isGate(node)) {
            add(graph.left(node) >>> 1, root, most);
            add(graph.right(node) >>> 1, root, most);
        }
    }

    private void addUsers(int root, int most) {
        int end = count;
        for (int i = 0; i < end && count < most; i++) {
            int left = MOST_USES;
            for (int use = graph.firstUse(nodes[i]); use != MutableGraph.NONE && left > 0; use = graph.nextUse(use)) {
                add(use >>> 1, root, most);
                left--;
            }
        }
    }

    private void add(int node, int root, int most) {
        if (node != 0
                && count < most
                && stamps[node] != stamp
                && graph.rank(node) < graph.rank(root)
                && graph.references(node) > 0) {
            stamps[node] = stamp;
            nodes[count++] = node;
        }
    }
}
