package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Optional;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Compares two nodes with a SAT solver: Tseitin's clauses for what they depend on. */
final class SatProof {

    private static final int CONFLICTS_PER_STEP = 1000;

    private SatProof() {}

    /**
     * What came of it.
     *
     * @param model for each input of the netlist whether it is true where the two differ; only when they do
     */
    record Outcome(Window.Answer answer, Optional<boolean[]> model) {

        static final Outcome UNKNOWN = new Outcome(Window.Answer.UNKNOWN, Optional.empty());
        static final Outcome EQUAL = new Outcome(Window.Answer.EQUAL, Optional.empty());
    }

    /**
     * Compares two literals.
     *
     * @param maxNodes when they depend on more, earlier ones are taken for inputs; equality is then proved less often
     * @param conflicts gives up after as many
     * @param deadline gives up then
     */
    static Outcome compare(Netlist net, int a, int b, int maxNodes, int conflicts, Deadline deadline) {
        int[] variables = new int[net.nodeCount()];
        boolean[] open = new boolean[1];
        int[] cone = cone(net, a >>> 1, b >>> 1, maxNodes, variables, open);
        ISolver solver = SolverFactory.newDefault();
        solver.newVar(cone.length);
        try {
            for (int node : cone) {
                clauses(net, node, variables, solver);
            }
            int x = literal(a, variables);
            int y = literal(b, variables);
            solver.addClause(new VecInt(new int[] {x, y}));
            solver.addClause(new VecInt(new int[] {-x, -y}));
        } catch (ContradictionException e) {
            return Outcome.EQUAL;
        }
        Outcome outcome = solve(net, solver, variables, conflicts, deadline);
        return open[0] && outcome.answer() == Window.Answer.DIFFERENT ? Outcome.UNKNOWN : outcome;
    }

    private static Outcome solve(Netlist net, ISolver solver, int[] variables, int conflicts, Deadline deadline) {
        // In steps, since the solver heeds either conflicts or time; it keeps what it has learned.
        int left = conflicts;
        while (left > 0 && !deadline.isOver()) {
            int step = Math.min(left, CONFLICTS_PER_STEP);
            left -= step;
            solver.setTimeoutOnConflicts(step);
            try {
                return solver.isSatisfiable() ? different(net, solver, variables) : Outcome.EQUAL;
            } catch (TimeoutException e) {
                solver.expireTimeout();
            }
        }
        return Outcome.UNKNOWN;
    }

    private static Outcome different(Netlist net, ISolver solver, int[] variables) {
        boolean[] model = new boolean[net.inputCount()];
        for (int node = 1; node < variables.length; node++) {
            if (net.isInput(node) && variables[node] != 0) {
                model[net.inputIndex(node)] = solver.model(variables[node]);
            }
        }
        return new Outcome(Window.Answer.DIFFERENT, Optional.of(model));
    }

    /**
     * The latest nodes that the two depend on, ascending; numbers their variables from 1.
     *
     * @param open on return, {@code open[0]} tells whether there are more, so that some nodes are taken for inputs
     */
    private static int[] cone(Netlist net, int a, int b, int maxNodes, int[] variables, boolean[] open) {
        variables[a] = 1;
        variables[b] = 1;
        int size = 2 - (a == b ? 1 : 0);
        int node = Math.max(a, b);
        for (; node > 0 && size < maxNodes; node--) {
            if (variables[node] != 0 && !net.isInput(node)) {
                size += mark(net.left(node) >>> 1, variables) + mark(net.right(node) >>> 1, variables);
            }
        }
        int firstClosed = node + 1;
        int[] cone = new int[size];
        int at = 0;
        for (int n = 0; at < size; n++) {
            if (variables[n] != 0) {
                boolean leaf = n < firstClosed && n > 0 && !net.isInput(n);
                open[0] |= leaf;
                cone[at++] = leaf ? ~n : n;
                variables[n] = at;
            }
        }
        return cone;
    }

    private static int mark(int node, int[] variables) {
        int fresh = variables[node] == 0 ? 1 : 0;
        variables[node] = 1;
        return fresh;
    }

    private static int literal(int literal, int[] variables) {
        int variable = variables[literal >>> 1];
        return (literal & 1) == 0 ? variable : -variable;
    }

    /** @param node a gate, or its complement when it is taken for an input */
    private static void clauses(Netlist net, int node, int[] variables, ISolver solver) throws ContradictionException {
        if (node < 0) {
            return;
        }
        int n = variables[node];
        if (node == 0) {
            solver.addClause(new VecInt(new int[] {-n}));
        } else if (node > 0 && !net.isInput(node)) {
            int a = literal(net.left(node), variables);
            int b = literal(net.right(node), variables);
            if (net.isAnd(node)) {
                solver.addClause(new VecInt(new int[] {-n, a}));
                solver.addClause(new VecInt(new int[] {-n, b}));
                solver.addClause(new VecInt(new int[] {n, -a, -b}));
            } else {
                solver.addClause(new VecInt(new int[] {-n, a, b}));
                solver.addClause(new VecInt(new int[] {-n, -a, -b}));
                solver.addClause(new VecInt(new int[] {n, -a, b}));
                solver.addClause(new VecInt(new int[] {n, a, -b}));
            }
        }
    }
}
