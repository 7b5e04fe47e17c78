package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.optimise.ProductSums.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/**
 * Sums of products multiplied out, and put into groups that are of the same words.
 *
 * <p>Layout: a <i>pair</i> of variables has the lower one in its high half.
 */
final class SumGroups {

    /** Steps for each node, of small netlists and of large ones. */
    private static final long STEPS_PER_NODE = 500;

    private static final long LARGE_STEPS_PER_NODE = 100;
    private static final long FREE_STEPS = 1L << 25;

    /** Of all sums together. */
    private static final int MOST_PAIRS = 1 << 23;

    private static final int[] NOBODY = {};
    private static final long[] NOTHING = {};

    private final Netlist old;
    private final ProductSums sums;
    private final List<long[]> pairs = new ArrayList<>();
    private final int[] group;
    private long steps;
    private long room = MOST_PAIRS;

    SumGroups(Netlist net, ProductSums sums) {
        old = net;
        this.sums = sums;
        group = new int[sums.sums().size()];
        long nodes = net.nodeCount();
        steps = Math.min(STEPS_PER_NODE * nodes, FREE_STEPS + LARGE_STEPS_PER_NODE * nodes);
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
        if (steps < 0 || size > room) {
            return NOTHING;
        }
        room -= size;
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
        Owners owners = new Owners(pairs.stream().mapToLong(own -> own.length).sum());
        for (int i = 0; i < group.length; i++) {
            for (long pair : pairs.get(i)) {
                join(i, owners.enter(pair, i));
            }
        }
        for (int i = 0; i < group.length; i++) {
            int[] rows = distinct(pairs.get(i), SumGroups::low);
            int[] columns = distinct(pairs.get(i), SumGroups::high);
            steps -= (long) rows.length * columns.length;
            for (int row : steps > 0 ? rows : NOBODY) {
                for (int column : columns) {
                    join(i, owners.of(pair(row, column)));
                }
            }
        }
    }

    private void join(int sum, int other) {
        if (other >= 0) {
            group[find(sum)] = find(other);
        }
    }

    private static int[] distinct(long[] pairs, LongToIntFunction variable) {
        int[] variables = new int[pairs.length];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = variable.applyAsInt(pairs[i]);
        }
        Arrays.sort(variables);
        int count = 0;
        for (int i = 0; i < variables.length; i++) {
            if (i == 0 || variables[i] != variables[i - 1]) {
                variables[count++] = variables[i];
            }
        }
        return Arrays.copyOf(variables, count);
    }

    /** The first sum that has a pair: open addressing over longs, at most half full; a pair is never 0. */
    private static final class Owners {

        private final long[] keys;
        private final int[] sums;

        Owners(long pairs) {
            keys = new long[4 * Integer.highestOneBit((int) pairs | 1)];
            sums = new int[keys.length];
        }

        /** The sum that has it already; -1 if this is the first. */
        int enter(long pair, int sum) {
            int slot = slot(pair);
            if (keys[slot] == pair) {
                return sums[slot];
            }
            keys[slot] = pair;
            sums[slot] = sum;
            return -1;
        }

        /** -1 for none. */
        int of(long pair) {
            int slot = slot(pair);
            return keys[slot] == pair ? sums[slot] : -1;
        }

        private int slot(long pair) {
            int mask = keys.length - 1;
            int slot = hash(pair) & mask;
            while (keys[slot] != 0 && keys[slot] != pair) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private static int hash(long pair) {
            long h = pair * 0x9E3779B97F4A7C15L;
            return (int) (h ^ h >>> 32);
        }
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
