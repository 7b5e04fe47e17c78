package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The operators that a growing netlist depends on, in which their results are inputs.
 *
 * <p>A node counts once it has a reference; then it holds one reference on each of its operands, which for the result of an
 * operator are what the gates that made it were made of. Taking and dropping are exact inverses as long as these are the
 * same.
 */
final class NeededOperators {

    private final Netlist net;
    private final int[] owners;
    private final Netlist scratch;
    private final int[] nodes;
    private final int[] images;

    /** References on each node of {@link #scratch}, and the results of each operator that have some. */
    private int[] counts;

    private final int[] results;
    private final BitSet operators = new BitSet();
    private int[] stack = new int[1 << 8];
    private int[] journal = new int[1 << 8];
    private int changes;

    /**
     * @param owners one more than the number of the operator that makes a node of {@code net}
     * @param nodes the node of {@code net} that each input of {@code scratch} stands for
     * @param images the literals of {@code scratch} that the nodes of {@code net} are, whenever it is asked
     */
    NeededOperators(Netlist net, int[] owners, Netlist scratch, int[] nodes, int[] images) {
        this.net = net;
        this.owners = owners;
        this.scratch = scratch;
        this.nodes = nodes;
        this.images = images;
        counts = new int[scratch.nodeCount()];
        results = new int[Arrays.stream(owners).max().orElse(0)];
    }

    boolean isNeeded(int literal) {
        return counts[literal >>> 1] > 0;
    }

    BitSet operators() {
        return (BitSet) operators.clone();
    }

    void take(int literal) {
        if (counts.length < scratch.nodeCount()) {
            counts = Arrays.copyOf(counts, scratch.nodeCount() + scratch.nodeCount() / 2);
        }
        int top = push(0, literal);
        while (top > 0) {
            int node = stack[--top];
            note(node);
            if (counts[node]++ == 0) {
                begin(node);
                top = pushOperands(top, node);
            }
        }
    }

    void drop(int literal) {
        int top = push(0, literal);
        while (top > 0) {
            int node = stack[--top];
            note(~node);
            if (--counts[node] == 0) {
                end(node);
                top = pushOperands(top, node);
            }
        }
    }

    /** What is taken now is what {@link #undo} goes back to. */
    void keep() {
        changes = 0;
    }

    void undo() {
        while (changes > 0) {
            int node = journal[--changes];
            if (node < 0 && counts[~node]++ == 0) {
                begin(~node);
            } else if (node >= 0 && --counts[node] == 0) {
                end(node);
            }
        }
    }

    private void begin(int node) {
        int owner = owner(node);
        if (owner > 0 && results[owner - 1]++ == 0) {
            operators.set(owner - 1);
        }
    }

    private void end(int node) {
        int owner = owner(node);
        if (owner > 0 && --results[owner - 1] == 0) {
            operators.clear(owner - 1);
        }
    }

    private int owner(int node) {
        return scratch.isInput(node) ? owners[nodes[scratch.inputIndex(node)]] : 0;
    }

    private int pushOperands(int top, int node) {
        if (!scratch.isInput(node)) {
            return push(push(top, scratch.left(node)), scratch.right(node));
        }
        int original = nodes[scratch.inputIndex(node)];
        return owners[original] == 0
                ? top
                : push(push(top, images[net.left(original) >>> 1]), images[net.right(original) >>> 1]);
    }

    private int push(int top, int literal) {
        if (literal <= Netlist.TRUE) {
            return top;
        }
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = literal >>> 1;
        return top + 1;
    }

    private void note(int change) {
        if (changes == journal.length) {
            journal = Arrays.copyOf(journal, 2 * changes);
        }
        journal[changes++] = change;
    }
}
