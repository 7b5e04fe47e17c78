package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/**
 * Looks by SAT for values on which a node is cared for and differs from what is to replace it.
 *
 * <p>A replacement without such values is one always; values that are found need not occur, see {@link NearbyClauses}.
 */
final class Distinguisher {

    private static final int MOST_GATES = 150;
    private static final int MOST_CONFLICTS = 200;

    private final MutableGraph graph;
    private final NearbyClauses clauses;
    private int root;

    Distinguisher(MutableGraph graph, Lemmas lemmas) {
        this.graph = graph;
        clauses = new NearbyClauses(graph, lemmas);
    }

    /** Writes down the surroundings of a node. */
    void begin(int node, Observers observers, Divisors divisors) {
        root = node;
        clauses.begin(MOST_CONFLICTS);
        clauses.seed(root);
        for (int i = 0; i < observers.count(); i++) {
            clauses.seed(observers.gate(i));
        }
        for (int i = 0; i < divisors.count(); i++) {
            clauses.seed(divisors.node(i));
        }
        clauses.write(MOST_GATES, gate -> observers.index(gate) >= 0);
        if (!observers.isAlwaysSeen()) {
            writeObservers(observers);
        }
    }

    /** Demands that the complement of the root changes a gate that is seen. */
    private void writeObservers(Observers observers) {
        int[] other = new int[observers.count()];
        int[] differences = new int[other.length];
        int seen = 0;
        for (int i = 0; i < other.length; i++) {
            int gate = observers.gate(i);
            other[i] = clauses.fresh();
            int a = changed(graph.left(gate), observers, other);
            int b = changed(graph.right(gate), observers, other);
            clauses.gate(graph.isAnd(gate), other[i], a, b);
            if (observers.isSeen(i)) {
                differences[seen] = clauses.fresh();
                clauses.gate(false, differences[seen++], other[i], clauses.variable(gate));
            }
        }
        clauses.clause(Arrays.copyOf(differences, seen));
    }

    private int changed(int literal, Observers observers, int[] other) {
        int node = literal >>> 1;
        int index = observers.index(node);
        int value = node == root ? -clauses.variable(root) : index < 0 ? clauses.variable(node) : other[index];
        return (literal & 1) == 0 ? value : -value;
    }

    /** Looks for values on which the root is not the sum of the first terms, which are variables. */
    NearbyClauses.Answer search(int[] terms, int termCount, boolean complement) {
        int sum = complement ? -clauses.variable(root) : clauses.variable(root);
        for (int i = 0; i < termCount; i++) {
            int next = clauses.fresh();
            clauses.gate(false, next, sum, terms[i]);
            sum = next;
        }
        return clauses.search(sum);
    }

    /** The variable of a node. */
    int variable(int node) {
        return clauses.variable(node);
    }

    /** A new variable that is the product of two nodes. */
    int product(int a, int b) {
        int product = clauses.fresh();
        clauses.gate(true, product, clauses.variable(a), clauses.variable(b));
        return product;
    }

    /** The value of a node that was found. */
    boolean value(int node) {
        return clauses.value(node);
    }
}
