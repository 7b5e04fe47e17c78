package dev.sflmpc.compiler.optimise;

/**
 * Learns which values of neighbouring nodes never meet, from the inputs on: what is known of the nodes below helps to prove
 * the next, so that a chain of conditions that exclude each other is seen through at any length.
 */
final class Implications {

    private static final int MOST_GATES = 40;
    private static final int MOST_CONFLICTS = 30;
    private static final int MOST_PER_NODE = 12;
    private static final int MOST_USES = 16;

    private final MutableGraph graph;
    private final Samples samples;
    private final Lemmas lemmas;
    private final NearbyClauses clauses;
    private final int[] pairs = new int[2 * MOST_PER_NODE];
    private int count;

    Implications(MutableGraph graph, Samples samples, Lemmas lemmas) {
        this.graph = graph;
        this.samples = samples;
        this.lemmas = lemmas;
        clauses = new NearbyClauses(graph, lemmas);
    }

    /** Learns of one gate; how many proofs were tried. */
    int learn(int gate) {
        count = 0;
        int left = graph.left(gate) >>> 1;
        int right = graph.right(gate) >>> 1;
        learnBeside(gate, left, left, right);
        learnBeside(gate, right, left, right);
        learnOn(gate, left);
        learnOn(gate, right);
        learnBelow(gate, left, right);
        learnBelow(gate, right, left);
        if (count > 0) {
            prove(gate);
        }
        return count;
    }

    /** The other gates that use an operand. */
    private void learnBeside(int gate, int operand, int left, int right) {
        int looked = 0;
        for (int use = graph.firstUse(operand); use != MutableGraph.NONE; use = graph.nextUse(use)) {
            int other = use >>> 1;
            if (other != left && other != right && graph.rank(other) < graph.rank(gate)) {
                enter(gate, other);
            }
            if (++looked == MOST_USES) {
                return;
            }
        }
    }

    /** What is known of an operand may hold for the gate as well. */
    private void learnOn(int gate, int operand) {
        for (long[] known : lemmas.of(operand)) {
            enter(gate, (int) known[1] >>> 1);
        }
    }

    /** What one operand is made of against the other. */
    private void learnBelow(int gate, int operand, int beside) {
        if (graph.isGate(operand)) {
            enter(gate, graph.left(operand) >>> 1, beside);
            enter(gate, graph.right(operand) >>> 1, beside);
        }
    }

    private void enter(int gate, int other, int beside) {
        if (other != beside) {
            enter(gate, other);
        }
    }

    private void enter(int gate, int other) {
        int pair = other == 0 || count == MOST_PER_NODE || !isUsedAfter(other, gate) ? 0 : pair(gate, other);
        if (pair > 0 && !isEntered(other)) {
            pairs[2 * count] = 2 * gate ^ pair >>> 1 & 1;
            pairs[2 * count++ + 1] = 2 * other ^ pair & 1;
        }
    }

    private boolean isEntered(int other) {
        for (int i = 0; i < count; i++) {
            if (pairs[2 * i + 1] >>> 1 == other) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node meets others behind the gate, so that it helps to know of the two. */
    private boolean isUsedAfter(int node, int gate) {
        int looked = 0;
        for (int use = graph.firstUse(node); use != MutableGraph.NONE && looked < MOST_USES; use = graph.nextUse(use)) {
            if (graph.rank(use >>> 1) > graph.rank(gate)) {
                return true;
            }
            looked++;
        }
        return looked == MOST_USES;
    }

    /** 4 and the complements of the two literals of which one is 1 on all samples; 0 when no two are. */
    private int pair(int node, int other) {
        long neither = 0;
        long first = 0;
        long second = 0;
        long both = 0;
        for (int w = 0; w < Samples.WORDS; w++) {
            long a = samples.word(node, w);
            long b = samples.word(other, w);
            neither |= ~(a | b);
            first |= a & ~b;
            second |= b & ~a;
            both |= a & b;
        }
        return both == 0 ? 7 : first == 0 ? 6 : second == 0 ? 5 : neither == 0 ? 4 : 0;
    }

    private void prove(int node) {
        clauses.begin(MOST_CONFLICTS);
        clauses.seed(node);
        for (int i = 0; i < count; i++) {
            clauses.seed(pairs[2 * i + 1] >>> 1);
        }
        clauses.write(MOST_GATES, gate -> gate == node);
        for (int i = 0; i < count; i++) {
            int a = pairs[2 * i];
            int b = pairs[2 * i + 1];
            if (clauses.search(-clauses.literal(a), -clauses.literal(b)) == NearbyClauses.Answer.NONE) {
                lemmas.add(a, b);
            }
        }
    }
}
