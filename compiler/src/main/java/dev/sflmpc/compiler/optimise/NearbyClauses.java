package dev.sflmpc.compiler.optimise;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * The gates just below some nodes, and what is known of pairs of them, as clauses for a SAT solver.
 *
 * <p>Only so many gates are written down; what enters them is taken as free. What holds then holds always. The conflicts of a
 * search are bounded, so that its answer depends on the graph alone.
 */
final class NearbyClauses {

    /** What a search came to. */
    enum Answer {
        NONE,
        FOUND,
        UNKNOWN
    }

    private static final int LEAST_VARIABLES = 1 << 9;

    private final MutableGraph graph;
    private final Lemmas lemmas;
    private final RankQueue queue;
    private int[] nodes = new int[1 << 8];
    private boolean[] opened = new boolean[1 << 8];
    private int[] variable = new int[1 << 10];
    private int count;
    private int variables;
    private boolean contradicted;
    private ISolver solver = SolverFactory.newLight();

    NearbyClauses(MutableGraph graph, Lemmas lemmas) {
        this.graph = graph;
        this.lemmas = lemmas;
        queue = new RankQueue(graph, true);
    }

    /** Forgets everything. */
    void begin(int conflicts) {
        for (int i = 0; i < count; i++) {
            variable[nodes[i]] = 0;
        }
        if (variable.length < graph.count()) {
            variable = Arrays.copyOf(variable, 2 * graph.count());
        }
        count = 0;
        variables = 0;
        contradicted = false;
        queue.clear();
        solver = SolverFactory.newLight();
        solver.newVar(LEAST_VARIABLES);
        solver.setTimeoutOnConflicts(conflicts);
    }

    /** Starts below a node as well. */
    void seed(int node) {
        queue.add(node);
    }

    /**
     * Writes the gates of the highest rank.
     *
     * @param most how many
     * @param needed gates that are written in any case
     */
    void write(int most, IntPredicate needed) {
        int gates = 0;
        while (!queue.isEmpty()) {
            int node = queue.remove();
            boolean open = graph.isGate(node) && (gates < most || needed.test(node));
            append(node, open);
            if (open) {
                gates++;
                queue.add(graph.left(node) >>> 1);
                queue.add(graph.right(node) >>> 1);
            }
        }
        for (int i = 0; i < count; i++) {
            int node = nodes[i];
            if (opened[i]) {
                gate(graph.isAnd(node), variable[node], literal(graph.left(node)), literal(graph.right(node)));
            }
            writeLemmas(node);
        }
        if (variable[0] != 0) {
            clause(-variable[0]);
        }
    }

    private void append(int node, boolean open) {
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
            opened = Arrays.copyOf(opened, 2 * count);
        }
        nodes[count] = node;
        opened[count++] = open;
        variable[node] = ++variables;
    }

    private void writeLemmas(int node) {
        for (long[] known : lemmas.of(node)) {
            int other = (int) known[1];
            if (other >>> 1 < node && variable[other >>> 1] != 0) {
                clause(literal((int) known[0]), literal(other));
            }
        }
    }

    /** The variable of a node. */
    int variable(int node) {
        return variable[node];
    }

    /** The variable of a literal, negative when it is complemented. */
    int literal(int literal) {
        return (literal & 1) == 0 ? variable[literal >>> 1] : -variable[literal >>> 1];
    }

    /** A new variable. */
    int fresh() {
        return ++variables;
    }

    /** Says that a variable is the AND or the XOR of two. */
    void gate(boolean isAnd, int out, int a, int b) {
        if (isAnd) {
            clause(-out, a);
            clause(-out, b);
            clause(out, -a, -b);
        } else {
            clause(-out, a, b);
            clause(-out, -a, -b);
            clause(out, -a, b);
            clause(out, a, -b);
        }
    }

    /** Says that one of these is true. */
    void clause(int... literals) {
        try {
            solver.addClause(new VecInt(literals));
        } catch (ContradictionException never) {
            contradicted = true;
        }
    }

    /** Looks for values for which all of these are true. */
    Answer search(int... assumed) {
        if (contradicted) {
            return Answer.NONE;
        }
        try {
            return solver.isSatisfiable(new VecInt(assumed)) ? Answer.FOUND : Answer.NONE;
        } catch (TimeoutException undecided) {
            return Answer.UNKNOWN;
        }
    }

    /** The value of a node that was found. */
    boolean value(int node) {
        return solver.model(variable[node]);
    }
}
