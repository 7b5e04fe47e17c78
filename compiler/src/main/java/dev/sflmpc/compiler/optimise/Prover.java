package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Proves relations between nodes by SAT on the gates just below them.
 *
 * <p>Only so many gates are written down; what enters them is taken as free. A relation that holds then holds always; one
 * that is not proved may still be true. The number of conflicts is bounded, so an answer depends on the netlist alone.
 */
final class Prover {

    private static final int MOST_GATES = 160;
    private static final int MOST_CONFLICTS = 300;

    private final Netlist net;
    private final int[] heap = new int[2 * MOST_GATES + 8];
    private final int[] nodes = new int[2 * MOST_GATES + 8];
    private int heapSize;
    private int count;

    Prover(Netlist net) {
        this.net = net;
    }

    /** Whether {@code node = first + second + complement}; node 0 is the constant 0. */
    boolean isSum(int node, int first, int second, int complement) {
        collect(node, first, second);
        ISolver solver = SolverFactory.newLight();
        solver.newVar(count + 1);
        solver.setTimeoutOnConflicts(MOST_CONFLICTS);
        try {
            writeGates(solver);
            addSum(solver, variable(node), variable(first), variable(second), complement == 0 ? 1 : -1);
            return !solver.isSatisfiable();
        } catch (ContradictionException proved) {
            return true;
        } catch (TimeoutException undecided) {
            return false;
        }
    }

    private final boolean[] opened = new boolean[2 * MOST_GATES + 8];

    /** The gates below, the youngest first: they end up in descending order without repeats. */
    private void collect(int node, int first, int second) {
        heapSize = 0;
        count = 0;
        push(node);
        push(first);
        push(second);
        int gates = 0;
        int last = -1;
        while (heapSize > 0) {
            int top = pop();
            if (top == last || top == 0) {
                continue;
            }
            last = top;
            opened[count] = !net.isInput(top) && gates < MOST_GATES;
            if (opened[count]) {
                gates++;
                push(net.left(top) >>> 1);
                push(net.right(top) >>> 1);
            }
            nodes[count++] = top;
        }
    }

    private void writeGates(ISolver solver) throws ContradictionException {
        solver.addClause(new VecInt(new int[] {-(count + 1)}));
        for (int i = 0; i < count; i++) {
            if (opened[i]) {
                writeGate(solver, i + 1, nodes[i]);
            }
        }
    }

    private void writeGate(ISolver solver, int out, int node) throws ContradictionException {
        int a = literal(net.left(node));
        int b = literal(net.right(node));
        if (net.isAnd(node)) {
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

    /** Demands {@code a + b + c = 1}, or 0 when the sign is −1. */
    private static void addSum(ISolver solver, int a, int b, int c, int sign) throws ContradictionException {
        solver.addClause(new VecInt(new int[] {sign * a, b, c}));
        solver.addClause(new VecInt(new int[] {sign * a, -b, -c}));
        solver.addClause(new VecInt(new int[] {-sign * a, -b, c}));
        solver.addClause(new VecInt(new int[] {-sign * a, b, -c}));
    }

    private int literal(int operand) {
        return (operand & 1) == 0 ? variable(operand >>> 1) : -variable(operand >>> 1);
    }

    /** The variable of a node; the constant has the last one. */
    private int variable(int node) {
        if (node == 0) {
            return count + 1;
        }
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nodes[middle] > node) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }

    private void push(int node) {
        int at = heapSize++;
        while (at > 0 && heap[(at - 1) / 2] < node) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = node;
    }

    private int pop() {
        int top = heap[0];
        int moved = heap[--heapSize];
        int at = 0;
        while (2 * at + 1 < heapSize) {
            int child = 2 * at + 1;
            if (child + 1 < heapSize && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= moved) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
        return top;
    }
}
