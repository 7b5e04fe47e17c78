package dev.sflmpc.compiler.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been proved of pairs of nodes: that one or the other of two literals is 1, whatever the inputs are. */
final class Lemmas {

    private static final int MOST_PER_NODE = 32;

    /** For a node its clauses, each as the literal of the node and the other one. */
    private final Map<Integer, List<long[]>> clauses = new HashMap<>();

    /** Takes note that {@code a} or {@code b} is 1 always. */
    void add(int a, int b) {
        enter(a, b);
        enter(b, a);
    }

    private void enter(int literal, int other) {
        List<long[]> list = clauses.computeIfAbsent(literal >>> 1, node -> new ArrayList<>());
        if (list.size() < MOST_PER_NODE) {
            list.add(new long[] {literal, other});
        }
    }

    /** The clauses of a node: its literal, then that of the other one. */
    List<long[]> of(int node) {
        return clauses.getOrDefault(node, List.of());
    }

    /** Drops what is known of a node whose values change. */
    void forget(int node) {
        List<long[]> list = clauses.remove(node);
        if (list != null) {
            for (long[] clause : list) {
                of((int) clause[1] >>> 1).removeIf(other -> (int) other[1] >>> 1 == node);
            }
        }
    }
}
