package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Shares XOR gates between sums: the pair of terms that most sums have in common is made once, again and again.
 *
 * <p>A sum is what XOR gates without another use add up. Paar, "Optimized arithmetic for Reed-Solomon encoders" (ISIT
 * 1997); ties go to the pair of the lowest terms. AND gates are not touched.
 *
 * <p>Terms are nodes of the old netlist, and from its size on the pairs that were made.
 */
final class XorSharing {

    private static final int LARGEST = 1 << 19;
    private static final int LONGEST = 64;

    private record Pair(int low, int high, int count) {}

    private static final Comparator<Pair> ORDER = Comparator.comparingInt((Pair pair) -> -pair.count)
            .thenComparingInt(Pair::low)
            .thenComparingInt(Pair::high);

    private final Graph graph;
    private final Netlist net;
    private final int[] fanouts;
    private final boolean[] inner;
    private final int[][] rows;
    private final List<List<Integer>> rowsOf = new ArrayList<>();
    private final List<Pair> made = new ArrayList<>();
    private final Map<Long, Integer> counts = new HashMap<>();
    private final PriorityQueue<Pair> queue = new PriorityQueue<>(ORDER);

    private XorSharing(Graph graph) {
        this.graph = graph;
        net = graph.net();
        fanouts = graph.fanouts();
        inner = inner();
        rows = new int[net.nodeCount()][0];
    }

    /** A pass; netlists of more than half a million nodes are left alone. */
    static Graph run(Graph graph, Deadline deadline) {
        if (graph.net().nodeCount() > LARGEST) {
            return graph;
        }
        XorSharing sharing = new XorSharing(graph);
        sharing.collect();
        sharing.share(deadline);
        return sharing.rebuild();
    }

    /** XOR gates whose only use is in another XOR. */
    private boolean[] inner() {
        boolean[] result = new boolean[net.nodeCount()];
        for (int node = 1; node < result.length; node++) {
            if (net.isXor(node) && fanouts[node] > 0) {
                int left = net.left(node) >>> 1;
                int right = net.right(node) >>> 1;
                result[left] = net.isXor(left) && fanouts[left] == 1;
                result[right] = net.isXor(right) && fanouts[right] == 1;
            }
        }
        return result;
    }

    /** Whether a node is a sum of its own; then {@code rows} has its terms. */
    private boolean isRoot(int node) {
        return net.isXor(node) && fanouts[node] > 0 && !inner[node];
    }

    private void collect() {
        for (int i = 0; i < net.nodeCount(); i++) {
            rowsOf.add(new ArrayList<>());
        }
        for (int node = 1; node < net.nodeCount(); node++) {
            if (isRoot(node)) {
                int[] terms = terms(node);
                rows[node] = terms;
                for (int term : terms) {
                    rowsOf.get(term).add(node);
                }
                countPairs(terms);
            }
        }
        counts.forEach((key, count) -> offer((int) (key >>> 32), (int) (long) key, count));
    }

    /** What a sum adds, in ascending order; terms that occur twice cancel. */
    private int[] terms(int root) {
        int[] terms = {net.left(root) >>> 1, net.right(root) >>> 1};
        int count = 2;
        for (int i = 0; i < count; ) {
            int node = terms[i];
            if (inner[node]) {
                if (count == terms.length) {
                    terms = Arrays.copyOf(terms, 2 * count);
                }
                terms[i] = net.left(node) >>> 1;
                terms[count++] = net.right(node) >>> 1;
            } else {
                i++;
            }
        }
        Arrays.sort(terms, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept > 0 && terms[kept - 1] == terms[i]) {
                kept--;
            } else {
                terms[kept++] = terms[i];
            }
        }
        return Arrays.copyOf(terms, kept);
    }

    private void countPairs(int[] terms) {
        for (int i = 0; terms.length <= LONGEST && i < terms.length; i++) {
            for (int j = i + 1; j < terms.length; j++) {
                counts.merge(key(terms[i], terms[j]), 1, Integer::sum);
            }
        }
    }

    private void share(Deadline deadline) {
        for (Pair pair = queue.poll(); pair != null && !deadline.passed(); pair = queue.poll()) {
            int count = counts.getOrDefault(key(pair.low, pair.high), 0);
            if (count == pair.count) {
                make(pair);
            } else {
                offer(pair.low, pair.high, count);
            }
        }
    }

    private void make(Pair pair) {
        int term = rowsOf.size();
        made.add(pair);
        List<Integer> users = new ArrayList<>();
        rowsOf.add(users);
        for (int root : rowsOf.get(pair.low)) {
            int[] row = rows[root];
            if (row.length <= LONGEST && contains(row, pair.low) && contains(row, pair.high)) {
                rows[root] = exchange(row, pair, term);
                users.add(root);
            }
        }
        for (int root : users) {
            for (int other : rows[root]) {
                if (other != term) {
                    offer(other, term, counts.getOrDefault(key(other, term), 0));
                }
            }
        }
    }

    /** The row with one term instead of two, counted anew. */
    private int[] exchange(int[] row, Pair pair, int term) {
        int[] result = new int[row.length - 1];
        int count = 0;
        for (int other : row) {
            if (other != pair.low && other != pair.high) {
                counts.merge(key(other, pair.low), -1, Integer::sum);
                counts.merge(key(other, pair.high), -1, Integer::sum);
                counts.merge(key(other, term), 1, Integer::sum);
                result[count++] = other;
            }
        }
        counts.merge(key(pair.low, pair.high), -1, Integer::sum);
        result[count] = term;
        return result;
    }

    private void offer(int a, int b, int count) {
        if (count > 1) {
            queue.add(new Pair(Math.min(a, b), Math.max(a, b), count));
        }
    }

    private static boolean contains(int[] row, int term) {
        return Arrays.binarySearch(row, term) >= 0;
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private Graph rebuild() {
        Netlist fresh = graph.withInputs();
        int[] map = new int[rowsOf.size()];
        Arrays.fill(map, -1);
        map[0] = Netlist.FALSE;
        for (int node = 1; node < net.nodeCount(); node++) {
            fresh.setOrigin(net.origin(node));
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (net.isAnd(node) && fanouts[node] > 0) {
                map[node] = graph.copy(fresh, map, node);
            } else if (isRoot(node)) {
                int sum = Netlist.FALSE;
                for (int term : rows[node]) {
                    sum = fresh.xor(sum, literal(term, fresh, map));
                }
                map[node] = sum;
            }
        }
        return graph.mapped(fresh, map).swept();
    }

    private int literal(int term, Netlist fresh, int[] map) {
        if (map[term] < 0) {
            Pair pair = made.get(term - net.nodeCount());
            map[term] = fresh.xor(literal(pair.low, fresh, map), literal(pair.high, fresh, map));
        }
        return map[term];
    }
}
