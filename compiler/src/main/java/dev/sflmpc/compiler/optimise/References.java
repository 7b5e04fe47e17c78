package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Which gates of a growing netlist are needed, and how many there are of each kind.
 *
 * <p>A gate counts once it has a reference; then it holds one reference on each of its operands. Taking and dropping
 * are exact inverses, so what a change would save is found by making it and undoing it.
 *
 * <p>Layout: {@code count[n]} are the references on node {@code n}.
 */
final class References {

    private final Netlist net;
    private int[] count = new int[1 << 10];
    private int[] stack = new int[1 << 8];
    private int ands;
    private int xors;

    References(Netlist net) {
        this.net = net;
    }

    int ands() {
        return ands;
    }

    int xors() {
        return xors;
    }

    int of(int node) {
        return node < count.length ? count[node] : 0;
    }

    /** Sets the references on a node without looking at its operands. */
    void set(int node, int references) {
        reserve();
        count[node] = references;
    }

    /** Adds references without looking at the operands of the node, which must be alive. */
    void add(int node, int references) {
        count[node] += references;
    }

    void take(int node) {
        reserve();
        int top = push(0, node);
        while (top > 0) {
            int n = stack[--top];
            if (count[n]++ == 0 && isGate(n)) {
                enter(n, 1);
                top = push(push(top, net.left(n) >>> 1), net.right(n) >>> 1);
            }
        }
    }

    void drop(int node) {
        int top = push(0, node);
        while (top > 0) {
            int n = stack[--top];
            if (--count[n] == 0 && isGate(n)) {
                enter(n, -1);
                top = push(push(top, net.left(n) >>> 1), net.right(n) >>> 1);
            }
        }
    }

    private boolean isGate(int node) {
        return node != 0 && !net.isInput(node);
    }

    private void enter(int node, int sign) {
        if (net.isAnd(node)) {
            ands += sign;
        } else {
            xors += sign;
        }
    }

    private int push(int top, int node) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = node;
        return top + 1;
    }

    private void reserve() {
        if (count.length < net.nodeCount()) {
            count = Arrays.copyOf(count, Math.max(2 * count.length, net.nodeCount()));
        }
    }
}
