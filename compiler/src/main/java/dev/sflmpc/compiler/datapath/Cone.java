package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A literal as a function of nodes below it, which can be restricted to values of some of these. */
final class Cone {

    private final Netlist scratch = new Netlist();
    private final Map<Integer, Integer> literals = new HashMap<>();
    private final List<Integer> leaves = new ArrayList<>();
    private final Set<Integer> inner = new HashSet<>();
    private int root;
    private long steps;

    private Cone() {}

    /** The function of a literal, whose {@code nodes} are in the order of the netlist. */
    static Cone of(Netlist net, int literal, IntStream nodes, IntPredicate isLeaf) {
        Cone cone = new Cone();
        nodes.forEach(next -> cone.add(net, next, isLeaf.test(next)));
        cone.root = cone.image(literal);
        return cone;
    }

    private void add(Netlist net, int node, boolean isLeaf) {
        if (isLeaf) {
            literals.put(node, scratch.input());
            leaves.add(node);
            return;
        }
        inner.add(node);
        int left = image(net.left(node));
        int right = image(net.right(node));
        literals.put(node, net.isAnd(node) ? scratch.and(left, right) : scratch.xor(left, right));
    }

    private int image(int literal) {
        return literal <= Netlist.TRUE ? literal : literals.getOrDefault(literal >>> 1, 0) ^ (literal & 1);
    }

    /** The function itself. */
    int root() {
        return root;
    }

    /** The literals of the nodes that functions depend on. */
    int[] leaves(List<Integer> functions) {
        BitSet needed = new BitSet();
        functions.forEach(function -> needed.or(needed(function)));
        return needed.stream()
                .filter(node -> node > 0 && scratch.isInput(node))
                .map(node -> 2 * leaves.get(scratch.inputIndex(node)))
                .toArray();
    }

    /** What literals have become, by their nodes, for {@link #build}. */
    Map<Integer, Integer> values(int[] leafLiterals, int[] made) {
        Map<Integer, Integer> values = new HashMap<>();
        for (int i = 0; i < leafLiterals.length; i++) {
            values.put(leafLiterals[i] >>> 1, made[i]);
        }
        return values;
    }

    /** The nodes that it is a function of. */
    List<Integer> leaves() {
        return Collections.unmodifiableList(leaves);
    }

    boolean hasLeaf(int node) {
        return literals.containsKey(node) && !inner.contains(node);
    }

    /** The nodes in between. */
    Set<Integer> inner() {
        return Collections.unmodifiableSet(inner);
    }

    /** Gates visited so far. */
    long steps() {
        return steps;
    }

    /** Whether a function is a constant or a leaf. */
    boolean isSimple(int function) {
        return function <= Netlist.TRUE || scratch.isInput(function >>> 1);
    }

    boolean isConstant(int function) {
        return function <= Netlist.TRUE;
    }

    /** A point to forget later functions from. */
    int mark() {
        return scratch.nodeCount();
    }

    void forgetFrom(int mark) {
        scratch.truncate(mark);
    }

    /** The function itself for 64 cases, given those of the leaves; nothing if a leaf is not among them. */
    OptionalLong simulated(Map<Integer, Long> given) {
        long[] values = new long[scratch.nodeCount()];
        for (int node = 1; node < values.length; node++) {
            if (scratch.isInput(node)) {
                Long value = given.get(leaves.get(scratch.inputIndex(node)));
                if (value == null) {
                    return OptionalLong.empty();
                }
                values[node] = value;
            } else {
                long a = value(values, scratch.left(node));
                long b = value(values, scratch.right(node));
                values[node] = scratch.isAnd(node) ? a & b : a ^ b;
            }
        }
        return OptionalLong.of(value(values, root));
    }

    private static long value(long[] values, int literal) {
        return values[literal >>> 1] ^ -(literal & 1L);
    }

    /** A function with other literals, constants as a rule, for leaves. */
    int restricted(int function, Map<Integer, Integer> values) {
        int[] map = new int[scratch.nodeCount()];
        Arrays.fill(map, -1);
        map[0] = 0;
        values.forEach((leaf, value) -> {
            if (hasLeaf(leaf) && (value <= Netlist.TRUE || hasLeaf(value >>> 1))) {
                map[image(2 * leaf) >>> 1] = image(value);
            }
        });
        BitSet needed = needed(function);
        for (int node = needed.nextSetBit(1); node > 0; node = needed.nextSetBit(node + 1)) {
            steps++;
            if (map[node] < 0) {
                map[node] = scratch.isInput(node) ? 2 * node : copied(scratch, node, map);
            }
        }
        return map[function >>> 1] ^ (function & 1);
    }

    /**
     * Makes gates for a function.
     *
     * @param values literals for the nodes that it depends on
     */
    int build(Netlist net, int function, Map<Integer, Integer> values) {
        int[] map = new int[scratch.nodeCount()];
        BitSet needed = needed(function);
        for (int node = needed.nextSetBit(1); node > 0; node = needed.nextSetBit(node + 1)) {
            map[node] = scratch.isInput(node) ? value(values, node) : copied(net, node, map);
        }
        return map[function >>> 1] ^ (function & 1);
    }

    private int value(Map<Integer, Integer> values, int node) {
        return values.getOrDefault(leaves.get(scratch.inputIndex(node)), Netlist.FALSE);
    }

    private int copied(Netlist net, int node, int[] map) {
        int left = scratch.left(node);
        int right = scratch.right(node);
        int a = map[left >>> 1] ^ (left & 1);
        int b = map[right >>> 1] ^ (right & 1);
        return scratch.isAnd(node) ? net.and(a, b) : net.xor(a, b);
    }

    private BitSet needed(int function) {
        BitSet needed = new BitSet();
        needed.set(function >>> 1);
        for (int node = function >>> 1; node > 0; node = needed.previousSetBit(node - 1)) {
            if (!scratch.isInput(node)) {
                needed.set(scratch.left(node) >>> 1);
                needed.set(scratch.right(node) >>> 1);
            }
        }
        return needed;
    }
}
