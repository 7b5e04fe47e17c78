package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * Words of a netlist as functions of few literals below them, by simulating all cases.
 *
 * <p>Layout of a simulation: {@code values[i]} belongs to {@code nodes[i]}, bit <i>t</i> of it to case <i>t</i> of 64.
 */
final class WordTables {

    private static final int CASES = 64;

    /** Marks nodes that are given or above one that is. */
    private static final int ABOVE = -1;

    private static final int[] NONE = {};
    private static final long[] PATTERNS = {
        0xAAAA_AAAA_AAAA_AAAAL,
        0xCCCC_CCCC_CCCC_CCCCL,
        0xF0F0_F0F0_F0F0_F0F0L,
        0xFF00_FF00_FF00_FF00L,
        0xFFFF_0000_FFFF_0000L,
        0xFFFF_FFFF_0000_0000L
    };

    private final Netlist net;

    /** The search that a node was found by last, and its index there; empty before the first search. */
    private int[] rounds = {};

    private int[] indices = {};
    private final int[] nodes;
    private final int[] pending;
    private int round;
    private int count;
    private long steps;

    /** @param most gates between a word and the literals that it depends on */
    WordTables(Netlist net, int most) {
        this.net = net;
        nodes = new int[most];
        pending = new int[2 * most + 2];
    }

    /** Gates simulated so far, 64 cases at a time. */
    long steps() {
        return steps;
    }

    /**
     * The values of a word of up to 31 bits: entry <i>v</i> is its value where literal <i>i</i> of {@code of} is bit <i>i</i>
     * of <i>v</i>. Nothing if the word depends on other inputs, or through too many gates.
     *
     * @param of literals of different nodes other than constants
     * @param cases how many entries are asked for
     */
    Optional<int[]> table(int[] word, int[] of, int cases) {
        begin();
        for (int literal : of) {
            rounds[literal >>> 1] = round;
            indices[literal >>> 1] = -1;
        }
        for (int literal : word) {
            if (!collect(literal >>> 1)) {
                return Optional.empty();
            }
        }
        Arrays.sort(nodes, 0, count);
        for (int i = 0; i < count; i++) {
            indices[nodes[i]] = of.length + i;
        }
        for (int i = 0; i < of.length; i++) {
            indices[of[i] >>> 1] = i;
        }
        int[] table = new int[cases];
        for (int first = 0; first < cases; first += CASES) {
            simulate(word, of, first, table);
        }
        return Optional.of(table);
    }

    /** Nodes that a word is above of, from the highest down, up to the number of gates that may lie in between. */
    int[] below(int[] word) {
        begin();
        PriorityQueue<Integer> next = new PriorityQueue<>(Comparator.reverseOrder());
        for (int literal : word) {
            enqueue(literal, next);
        }
        int found = 0;
        while (!next.isEmpty() && found < nodes.length) {
            int node = next.remove();
            nodes[found++] = node;
            if (!net.isInput(node)) {
                enqueue(net.left(node), next);
                enqueue(net.right(node), next);
            }
        }
        return Arrays.copyOf(nodes, found);
    }

    private void begin() {
        if (rounds.length == 0) {
            rounds = new int[net.nodeCount()];
            indices = new int[net.nodeCount()];
        }
        round++;
        count = 0;
    }

    private void enqueue(int literal, PriorityQueue<Integer> next) {
        int node = literal >>> 1;
        if (node > 0 && rounds[node] != round) {
            rounds[node] = round;
            next.add(node);
        }
    }

    /**
     * The literals that a word depends on besides nodes given, each not above any of those; none where it does not depend on
     * those, on more than {@code mostInputs} others, or through too many gates.
     */
    int[] otherInputs(int[] word, int[] given, int mostInputs) {
        int least = Arrays.stream(given).map(literal -> literal >>> 1).min().orElse(Integer.MAX_VALUE);
        begin();
        for (int literal : given) {
            rounds[literal >>> 1] = round;
            indices[literal >>> 1] = ABOVE;
        }
        for (int literal : word) {
            if (!collect(literal >>> 1, node -> net.isInput(node) || node < least)) {
                return NONE;
            }
        }
        Arrays.sort(nodes, 0, count);
        for (int i = 0; i < count; i++) {
            int node = nodes[i];
            boolean isLeaf = net.isInput(node) || node < least;
            indices[node] = !isLeaf && (isAbove(net.left(node)) || isAbove(net.right(node))) ? ABOVE : 0;
        }
        BitSet others = new BitSet();
        boolean isAbove = false;
        for (int literal : word) {
            isAbove |= isAbove(literal);
            noteOther(literal, others);
        }
        for (int i = 0; i < count; i++) {
            if (indices[nodes[i]] == ABOVE) {
                noteOther(net.left(nodes[i]), others);
                noteOther(net.right(nodes[i]), others);
            }
        }
        return isAbove && others.cardinality() <= mostInputs
                ? others.stream().map(node -> 2 * node).toArray()
                : NONE;
    }

    private boolean isAbove(int literal) {
        return literal > Netlist.TRUE && indices[literal >>> 1] == ABOVE;
    }

    private void noteOther(int literal, BitSet others) {
        if (literal > Netlist.TRUE && !isAbove(literal)) {
            others.set(literal >>> 1);
        }
    }

    /** Collects the gates below a node down to the literals that are given. */
    private boolean collect(int root) {
        return collect(root, node -> false);
    }

    private boolean collect(int root, IntPredicate isLeaf) {
        int top = 0;
        pending[top++] = root;
        while (top > 0) {
            int node = pending[--top];
            if (node == 0 || rounds[node] == round) {
                continue;
            }
            if (count == nodes.length) {
                return false;
            }
            rounds[node] = round;
            nodes[count++] = node;
            if (isLeaf.test(node)) {
                continue;
            }
            if (net.isInput(node)) {
                return false;
            }
            pending[top++] = net.left(node) >>> 1;
            pending[top++] = net.right(node) >>> 1;
        }
        return true;
    }

    private void simulate(int[] word, int[] of, int first, int[] table) {
        long[] values = new long[of.length + count];
        for (int i = 0; i < of.length; i++) {
            long pattern = i < PATTERNS.length ? PATTERNS[i] : -(long) (first >>> i & 1);
            values[i] = pattern ^ -(of[i] & 1L);
        }
        for (int i = 0; i < count; i++) {
            long left = value(values, net.left(nodes[i]));
            long right = value(values, net.right(nodes[i]));
            values[of.length + i] = net.isAnd(nodes[i]) ? left & right : left ^ right;
        }
        steps += count + (long) CASES / 2 * word.length;
        for (int bit = 0; bit < word.length; bit++) {
            long value = value(values, word[bit]);
            for (int t = 0; t < CASES && first + t < table.length; t++) {
                table[first + t] |= (int) (value >>> t & 1) << bit;
            }
        }
    }

    private long value(long[] values, int literal) {
        long positive = literal <= Netlist.TRUE ? 0 : values[indices[literal >>> 1]];
        return positive ^ -(literal & 1L);
    }
}
