package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.ProductSums.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of products multiplied out, and put into groups that are of the same words.
 *
 * <p>Layout: a <i>pair</i> of variables has the lower one in its high half.
 */
final class SumGroups {

    private static final long STEPS_PER_NODE = 500;
    private static final int MOST_PAIRS = 1 << 22;
    private static final long[] NOTHING = {};

    private final Netlist old;
    private final ProductSums sums;
    private final List<long[]> pairs = new ArrayList<>();
    private final int[] group;
    private long steps;

    SumGroups(Netlist net, ProductSums sums) {
        old = net;
        this.sums = sums;
        group = new int[sums.sums().size()];
        steps = STEPS_PER_NODE * net.nodeCount();
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
            pairs.add(expanded(sums.sums().get(i)));
        }
        join();
    }

    /** The numbers of the sums of each group. */
    Collection<List<Integer>> groups() {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            groups.computeIfAbsent(find(i), key -> new ArrayList<>()).add(i);
        }
        return groups.values();
    }

    /** The products of variables that a sum is, ascending; none when there are too many. */
    long[] pairs(int sum) {
        return pairs.get(sum);
    }

    private long[] expanded(Sum sum) {
        long size = 0;
        for (int product : sum.products()) {
            size += (long) left(product).length * right(product).length;
        }
        steps -= size;
        if (steps < 0 || size > MOST_PAIRS) {
            return NOTHING;
        }
        long[] pairs = new long[(int) size];
        int count = 0;
        for (int product : sum.products()) {
            for (int a : left(product)) {
                for (int b : right(product)) {
                    pairs[count++] = pair(a, b);
                }
            }
        }
        return odd(pairs);
    }

    int[] left(int product) {
        return sums.form(old.left(product));
    }

    int[] right(int product) {
        return sums.form(old.right(product));
    }

    private static long[] odd(long[] values) {
        Arrays.sort(values);
        int count = 0;
        for (long value : values) {
            if (count > 0 && values[count - 1] == value) {
                count--;
            } else {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    static int low(long pair) {
        return (int) (pair >>> 32);
    }

    static int high(long pair) {
        return (int) pair;
    }

    /** Joins sums one of which has products of the words that the products of the other are of. */
    private void join() {
        Map<Long, Integer> owners = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            for (long pair : pairs.get(i)) {
                Integer owner = owners.putIfAbsent(spread(pair), i);
                if (owner != null) {
                    group[find(i)] = find(owner);
                }
            }
        }
        for (int i = 0; i < group.length; i++) {
            int[] rows = Arrays.stream(pairs.get(i))
                    .mapToInt(SumGroups::low)
                    .distinct()
                    .toArray();
            int[] columns = Arrays.stream(pairs.get(i))
                    .mapToInt(SumGroups::high)
                    .distinct()
                    .toArray();
            steps -= (long) rows.length * columns.length;
            for (int row : steps > 0 ? rows : new int[0]) {
                for (int column : columns) {
                    Integer owner = owners.get(spread(pair(row, column)));
                    if (owner != null) {
                        group[find(i)] = find(owner);
                    }
                }
            }
        }
    }

    /** A number of its own for each pair: the pairs of two words have few different hash codes. */
    private static long spread(long pair) {
        return pair * 0x9E3779B97F4A7C15L;
    }

    private int find(int sum) {
        int root = sum;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }
}
