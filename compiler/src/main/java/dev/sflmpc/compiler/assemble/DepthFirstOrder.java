package dev.sflmpc.compiler.assemble;

import java.util.Arrays;

/**
 * The AND operations in depth-first postorder from the outputs, the deepest operand first.
 *
 * <p>An operand that is cheap to make is thus made just before it is needed, and not before the long path beside it.
 */
final class DepthFirstOrder {

    private static final int NONE = -1;

    private final Operations operations;
    private final int[] depths;
    private final boolean[] seen;
    private final int[] order;
    private int orderCount;
    private int[] stack = new int[64];
    private int height;

    private DepthFirstOrder(Operations operations) {
        this.operations = operations;
        seen = new boolean[operations.count()];
        order = new int[operations.andCount()];
        depths = depths(operations);
    }

    static int[] of(Operations operations, int[] outputs) {
        DepthFirstOrder order = new DepthFirstOrder(operations);
        for (int output : outputs) {
            int op = operations.operationOf(output);
            if (op >= 0 && !order.seen[op]) {
                order.visit(op);
            }
        }
        return order.order;
    }

    private static int[] depths(Operations operations) {
        int[] depths = new int[operations.count()];
        for (int op = 0; op < depths.length; op++) {
            int depth = 0;
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int source = operations.operationOf(operations.operand(at));
                depth = Math.max(depth, source < 0 ? 0 : depths[source]);
            }
            depths[op] = depth + (operations.isAnd(op) ? 1 : 0);
        }
        return depths;
    }

    private void visit(int root) {
        push(root);
        while (height > 0) {
            int op = stack[height - 1];
            int next = deepestUnseen(op);
            if (next != NONE) {
                push(next);
            } else {
                height--;
                if (operations.isAnd(op)) {
                    order[orderCount++] = op;
                }
            }
        }
    }

    private void push(int op) {
        seen[op] = true;
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, 2 * height);
        }
        stack[height++] = op;
    }

    private int deepestUnseen(int op) {
        int deepest = NONE;
        for (int at = operations.start(op); at < operations.end(op); at++) {
            int source = operations.operationOf(operations.operand(at));
            if (source >= 0 && !seen[source] && (deepest == NONE || depths[source] > depths[deepest])) {
                deepest = source;
            }
        }
        return deepest;
    }
}
