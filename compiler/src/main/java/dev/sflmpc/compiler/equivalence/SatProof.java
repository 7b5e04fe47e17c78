package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Optional;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** Compares two nodes as functions of the inputs with a SAT solver: Tseitin's clauses for all that they depend on. */
final class SatProof {

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
     * @param maxNodes gives up when they depend on more
     * @param conflicts gives up after as many
     * @param seconds gives up after as long; at least 1
     */
    static Outcome compare(Netlist net, int a, int b, int maxNodes, int conflicts, int seconds) {
        int[] variables = new int[net.nodeCount()];
        int[] cone = cone(net, a >>> 1, b >>> 1, maxNodes, variables);
        if (cone.length == 0) {
            return Outcome.UNKNOWN;
        }
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
        return solve(net, solver, variables, conflicts, seconds);
    }

    private static Outcome solve(Netlist net, ISolver solver, int[] variables, int conflicts, int seconds) {
        if (conflicts < Integer.MAX_VALUE) {
            solver.setTimeoutOnConflicts(conflicts);
        } else {
            solver.setTimeout(seconds);
        }
        try {
            if (!solver.isSatisfiable()) {
                return Outcome.EQUAL;
            }
        } catch (TimeoutException e) {
            return Outcome.UNKNOWN;
        }
        boolean[] model = new boolean[net.inputCount()];
        for (int node = 1; node < variables.length; node++) {
            if (net.isInput(node) && variables[node] != 0) {
                model[net.inputIndex(node)] = solver.model(variables[node]);
            }
        }
        return new Outcome(Window.Answer.DIFFERENT, Optional.of(model));
    }

    /** Nodes that the two depend on, ascending; numbers their variables from 1. Empty when there are too many. */
    private static int[] cone(Netlist net, int a, int b, int maxNodes, int[] variables) {
        variables[a] = 1;
        variables[b] = 1;
        int size = 0;
        for (int node = Math.max(a, b); node >= 0; node--) {
            if (variables[node] != 0) {
                size++;
                if (size > maxNodes) {
                    return new int[0];
                }
                if (node > 0 && !net.isInput(node)) {
                    variables[net.left(node) >>> 1] = 1;
                    variables[net.right(node) >>> 1] = 1;
                }
            }
        }
        int[] cone = new int[size];
        int at = 0;
        for (int node = 0; at < size; node++) {
            if (variables[node] != 0) {
                cone[at++] = node;
                variables[node] = at;
            }
        }
        return cone;
    }

    private static int literal(int literal, int[] variables) {
        int variable = variables[literal >>> 1];
        return (literal & 1) == 0 ? variable : -variable;
    }

    private static void clauses(Netlist net, int node, int[] variables, ISolver solver) throws ContradictionException {
        int n = variables[node];
        if (node == 0) {
            solver.addClause(new VecInt(new int[] {-n}));
        } else if (!net.isInput(node)) {
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
