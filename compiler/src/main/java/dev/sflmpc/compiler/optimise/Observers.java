package dev.sflmpc.compiler.optimise;

/**
 * The gates above a node that its value reaches first, and on which samples it leaves them changed.
 *
 * <p>Gates are taken by rank, so that every path from the node to one of them is inside. The node is <i>cared for</i> where its
 * complement changes a gate that has a use outside.
 */
final class Observers {

    private static final int MOST = 24;
    private static final int MOST_USES = 12;

    private final MutableGraph graph;
    private final Samples samples;
    private final RankQueue queue;
    private final int[] gates = new int[MOST];
    private final boolean[] seen = new boolean[MOST];
    private final long[] complemented = new long[(MOST + 1) * Samples.WORDS];
    private final long[] care = new long[Samples.WORDS];
    private int root;
    private int count;

    Observers(MutableGraph graph, Samples samples) {
        this.graph = graph;
        this.samples = samples;
        queue = new RankQueue(graph, false);
    }

    /** Looks above a node. */
    void look(int node) {
        root = node;
        count = 0;
        queue.clear();
        if (enqueue(node)) {
            while (!queue.isEmpty() && count < MOST) {
                int gate = queue.remove();
                gates[count++] = gate;
                enqueue(gate);
            }
        }
        markSeen();
        simulate();
    }

    int count() {
        return count;
    }

    /** A gate, the lowest rank first. */
    int gate(int index) {
        return gates[index];
    }

    /** Whether a gate has a use outside. */
    boolean isSeen(int index) {
        return seen[index];
    }

    /** The samples on which the node is cared for. */
    long care(int w) {
        return care[w];
    }

    /** Whether the node is cared for always, as far as can be seen from here. */
    boolean isAlwaysSeen() {
        return count == 0;
    }

    /** The index of a gate; −1 when it is not here. */
    int index(int node) {
        for (int i = 0; i < count; i++) {
            if (gates[i] == node) {
                return i;
            }
        }
        return -1;
    }

    private boolean enqueue(int node) {
        int uses = uses(node);
        if (uses > MOST_USES || uses < graph.references(node)) {
            return false;
        }
        for (int use = graph.firstUse(node); use != MutableGraph.NONE; use = graph.nextUse(use)) {
            queue.add(use >>> 1);
        }
        return true;
    }

    private int uses(int node) {
        int uses = 0;
        for (int use = graph.firstUse(node); use != MutableGraph.NONE && uses <= MOST_USES; use = graph.nextUse(use)) {
            uses++;
        }
        return uses;
    }

    /** A node of which a use is left out is seen; when that is the root, there is nothing to look at. */
    private void markSeen() {
        if (isUsedOutside(root)) {
            count = 0;
        }
        for (int i = 0; i < count; i++) {
            seen[i] = isUsedOutside(gates[i]);
        }
    }

    private boolean isUsedOutside(int node) {
        int inside = 0;
        for (int i = 0; i < count; i++) {
            inside += graph.left(gates[i]) >>> 1 == node ? 1 : 0;
            inside += graph.right(gates[i]) >>> 1 == node ? 1 : 0;
        }
        return inside < graph.references(node);
    }

    private void simulate() {
        for (int w = 0; w < Samples.WORDS; w++) {
            complemented[MOST * Samples.WORDS + w] = ~samples.word(root, w);
            care[w] = count == 0 ? -1L : 0;
            for (int i = 0; i < count; i++) {
                long a = value(graph.left(gates[i]), w);
                long b = value(graph.right(gates[i]), w);
                long value = graph.isAnd(gates[i]) ? a & b : a ^ b;
                complemented[i * Samples.WORDS + w] = value;
                care[w] |= seen[i] ? value ^ samples.word(gates[i], w) : 0;
            }
        }
    }

    private long value(int literal, int w) {
        int node = literal >>> 1;
        int index = node == root ? MOST : index(node);
        return index < 0
                ? samples.literal(literal, w)
                : complemented[index * Samples.WORDS + w] ^ -(long) (literal & 1);
    }
}
