package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Passes the origins of AND gates on to those that replace them, one for one and from the first on again where there are more
 * new ones. So a window over several lines of a source leaves each of them its part.
 */
final class Origins {

    private static final int MOST_VISITED = 256;

    private int[] stack = new int[16];
    private int[] freed = new int[16];
    private int freedCount;
    private int visited;

    /** Nodes of {@code net} from {@code mark} on have replaced what is not referred to any more at {@code root} and below. */
    void pass(Netlist net, References references, int root, int mark) {
        freedCount = 0;
        visited = 0;
        int top = push(net, references, root, mark, 0);
        while (top > 0) {
            int node = stack[--top];
            if (net.isAnd(node)) {
                free(net.origin(node));
            }
            top = push(net, references, net.left(node) >>> 1, mark, top);
            top = push(net, references, net.right(node) >>> 1, mark, top);
        }
        spread(net, mark);
    }

    /** A gate that is replaced, see {@link #spread}. */
    void free(int origin) {
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
        freed[freedCount++] = origin;
    }

    /** Gives the ANDs of a netlist from {@code mark} on the origins of those that were freed, which are forgotten. */
    void spread(Netlist net, int mark) {
        int next = 0;
        for (int node = mark; node < net.nodeCount() && freedCount > 0; node++) {
            if (net.isAnd(node)) {
                net.setOrigin(node, freed[next++ % freedCount]);
            }
        }
        freedCount = 0;
    }

    private int push(Netlist net, References references, int node, int mark, int top) {
        if (node == 0 || node >= mark || net.isInput(node) || references.of(node) != 0 || visited++ > MOST_VISITED) {
            return top;
        }
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top] = node;
        return top + 1;
    }
}
