package dev.sflmpc.compiler.optimise;

import java.util.Arrays;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Looks by SAT for values on which a node is cared for and differs from what is to replace it.
 *
 * <p>Only so many gates below are written down, and what enters them is taken as free, so that a replacement without such
 * values is one always; values that are found need not occur. The conflicts are bounded, so that the answer depends on the
 * graph alone.
 */
final class Distinguisher {

    /** What a search came to. */
    enum Answer {
        NONE,
        FOUND,
        UNKNOWN
    }

    private static final int MOST_GATES = 150;
    private static final int MOST_CONFLICTS = 200;
    private static final int LEAST_VARIABLES = 1 << 10;
    private static final int MOST_VARIABLES = 1 << 14;

    private final MutableGraph graph;
    private final RankQueue queue;
    private final int[] nodes = new int[4 * MOST_GATES];
    private int[] variable = new int[1 << 10];
    private int count;
    private int variables;
    private ISolver solver = SolverFactory.newLight();
    private int root;
    private boolean contradicted;

    Distinguisher(MutableGraph graph) {
        this.graph = graph;
        queue = new RankQueue(graph, true);
    }

    /** Writes down the surroundings of a node. */
    void begin(int node, Observers observers, Divisors divisors) {
        root = node;
        solver = SolverFactory.newLight();
        solver.newVar(LEAST_VARIABLES);
        solver.setTimeoutOnConflicts(MOST_CONFLICTS);
        contradicted = false;
        number(observers, divisors);
        try {
            if (!observers.isAlwaysSeen()) {
                writeObservers(observers);
            }
        } catch (ContradictionException never) {
            contradicted = true;
        }
    }

    /** Numbers the nodes and writes the gates; the last ones numbered are free. */
    private void number(Observers observers, Divisors divisors) {
        for (int i = 0; i < count; i++) {
            variable[nodes[i]] = 0;
        }
        if (variable.length < graph.count()) {
            variable = Arrays.copyOf(variable, 2 * graph.count());
        }
        count = 0;
        variables = 0;
        queue.clear();
        queue.add(root);
        for (int i = 0; i < observers.count(); i++) {
            queue.add(observers.gate(i));
        }
        for (int i = 0; i < divisors.count(); i++) {
            queue.add(divisors.node(i));
        }
        int gates = 0;
        int opened = 0;
        int[] open = new int[2 * MOST_GATES];
        while (!queue.isEmpty()) {
            int node = queue.remove();
            nodes[count++] = node;
            variable[node] = ++variables;
            boolean above = graph.rank(node) > graph.rank(root) && observers.index(node) >= 0;
            if (graph.isGate(node) && (above || gates < MOST_GATES)) {
                gates++;
                open[opened++] = node;
                queue.add(graph.left(node) >>> 1);
                queue.add(graph.right(node) >>> 1);
            }
        }
        try {
            for (int i = 0; i < opened; i++) {
                int node = open[i];
                write(graph.isAnd(node), variable[node], literal(graph.left(node)), literal(graph.right(node)));
            }
            if (variable[0] != 0) {
                solver.addClause(new VecInt(new int[] {-variable[0]}));
            }
        } catch (ContradictionException never) {
            contradicted = true;
        }
    }

    /** Demands that the complement of the root changes a gate that is seen. */
    private void writeObservers(Observers observers) throws ContradictionException {
        int[] other = new int[observers.count()];
        VecInt differences = new VecInt();
        for (int i = 0; i < other.length; i++) {
            int gate = observers.gate(i);
            other[i] = ++variables;
            int a = changed(graph.left(gate), observers, other);
            int b = changed(graph.right(gate), observers, other);
            write(graph.isAnd(gate), other[i], a, b);
            if (observers.isSeen(i)) {
                int difference = ++variables;
                write(false, difference, other[i], variable[gate]);
                differences.push(difference);
            }
        }
        solver.addClause(differences);
    }

    private int changed(int literal, Observers observers, int[] other) {
        int node = literal >>> 1;
        int index = observers.index(node);
        int value = node == root ? -variable[root] : index < 0 ? variable[node] : other[index];
        return (literal & 1) == 0 ? value : -value;
    }

    /** Looks for values on which the root is not the sum of the terms. */
    Answer search(int[] terms, int termCount, boolean complement) {
        if (contradicted) {
            return Answer.NONE;
        }
        try {
            int sum = complement ? -variable[root] : variable[root];
            for (int i = 0; i < termCount; i++) {
                int next = variable();
                write(false, next, sum, terms[i]);
                sum = next;
            }
            return solver.isSatisfiable(new VecInt(new int[] {sum})) ? Answer.FOUND : Answer.NONE;
        } catch (ContradictionException never) {
            return Answer.NONE;
        } catch (TimeoutException undecided) {
            return Answer.UNKNOWN;
        }
    }

    /** The variable of a node. */
    int variable(int node) {
        return variable[node];
    }

    /** A new variable that is the product of two nodes. */
    int product(int a, int b) {
        int product = variable();
        try {
            write(true, product, variable[a], variable[b]);
        } catch (ContradictionException never) {
            contradicted = true;
        }
        return product;
    }

    /** The value of a node that was found. */
    boolean value(int node) {
        return solver.model(variable[node]);
    }

    private int variable() {
        if (variables == MOST_VARIABLES) {
            throw new IllegalStateException("more variables than a search can need");
        }
        return ++variables;
    }

    private void write(boolean isAnd, int out, int a, int b) throws ContradictionException {
        if (isAnd) {
            solver.addClause(new VecInt(new int[] {-out, a}));
            solver.addClause(new VecInt(new int[] {-out, b}));
            solver.addClause(new VecInt(new int[] {out, -a, -b}));
        } else {
            solver.addClause(new VecInt(new int[] {-out, a, b}));
            solver.addClause(new VecInt(new int[] {-out, -a, -b}));
            solver.addClause(new VecInt(new int[] {out, -a, b}));
            solver.addClause(new VecInt(new int[] {out, a, -b}));
        }
    }

    private int literal(int operand) {
        return (operand & 1) == 0 ? variable[operand >>> 1] : -variable[operand >>> 1];
    }
}
