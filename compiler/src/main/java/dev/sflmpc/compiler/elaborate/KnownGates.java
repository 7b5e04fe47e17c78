package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What gates are where some nodes are known: all gates that lead there are looked at, up to a number. */
final class KnownGates {

    private static final int MOST_GATES = 1 << 10;
    private static final int UNKNOWN = -1;

    private final Segment segment;
    private final FixedNodes fixed;
    private final int oldest;
    private final Map<Integer, Integer> values = new HashMap<>();

    KnownGates(Segment segment, FixedNodes fixed) {
        this.segment = segment;
        this.fixed = fixed;
        oldest = fixed.oldest(segment);
    }

    /** Whether literals have these values, whatever those are that are not known. */
    boolean are(int[] literals, int[] constants) {
        for (int i = 0; i < literals.length; i++) {
            if (value(literals[i]) != constants[i]) {
                return false;
            }
        }
        return true;
    }

    private int value(int literal) {
        Netlist net = segment.netlist();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(literal >>> 1);
        while (!open.isEmpty()) {
            int node = open.peek();
            int left = net.isInput(node) ? 0 : net.left(node);
            int right = net.isInput(node) ? 0 : net.right(node);
            if (isKnown(node)) {
                open.pop();
            } else if (values.size() == MOST_GATES) {
                return UNKNOWN;
            } else if (!isKnown(left >>> 1)) {
                open.push(left >>> 1);
            } else if (!isKnown(right >>> 1)) {
                open.push(right >>> 1);
            } else {
                values.put(open.pop(), net.isAnd(node) ? product(of(left), of(right)) : sum(of(left), of(right)));
            }
        }
        return of(literal);
    }

    /** Whether it is known what a node is, or that it is not. */
    private boolean isKnown(int node) {
        return node < oldest
                || segment.netlist().isInput(node)
                || values.containsKey(node)
                || fixed.get(segment, node) != FixedNodes.NONE;
    }

    private int of(int literal) {
        int node = literal >>> 1;
        int constant = node == 0 ? Netlist.FALSE : fixed.get(segment, node);
        int value = constant == FixedNodes.NONE ? values.getOrDefault(node, UNKNOWN) : constant;
        return value == UNKNOWN ? UNKNOWN : value ^ literal & 1;
    }

    private static int product(int a, int b) {
        return a == 0 || b == 0 ? 0 : a == 1 && b == 1 ? 1 : UNKNOWN;
    }

    private static int sum(int a, int b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a ^ b;
    }
}
