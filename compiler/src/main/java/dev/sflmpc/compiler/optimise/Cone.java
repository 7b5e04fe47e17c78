package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * The gates between some outputs and a space of sums that these are functions of.
 *
 * <p>Used for one set of outputs after the other; the work is that of the gates of each.
 */
final class Cone {

    private static final int MOST_GATES = 1 << 14;

    private final Netlist net;
    private final long[] labels;
    private final int[] stamps;
    private final int[] place;
    private int stamp;
    private int[] stack = new int[1 << 8];
    private int[] gates = new int[1 << 8];
    private int gateCount;
    private int[] sums = new int[1 << 6];
    private int sumCount;
    private long visits;

    private final int[] base = new int[SmallTables.MOST_BITS];
    private final long[] echelon = new long[SmallTables.MOST_BITS];
    private final int[] combination = new int[SmallTables.MOST_BITS];
    private int baseCount;

    Cone(Netlist net, long[] labels) {
        this.net = net;
        this.labels = labels;
        stamps = new int[net.nodeCount()];
        place = new int[net.nodeCount()];
    }

    /** Nodes looked at so far. */
    long visits() {
        return visits;
    }

    /** Gates in topological order, the outputs among them. */
    int gateCount() {
        return gateCount;
    }

    int gate(int index) {
        return gates[index];
    }

    int andCount() {
        int ands = 0;
        for (int i = 0; i < gateCount; i++) {
            ands += net.isAnd(gates[i]) ? 1 : 0;
        }
        return ands;
    }

    /** Collects the gates; false when they are too many. */
    boolean collect(Spaces spaces, int space, int[] outputs) {
        stamp++;
        gateCount = 0;
        sumCount = 0;
        int top = 0;
        for (int output : outputs) {
            top = push(top, output);
        }
        while (top > 0) {
            int node = stack[--top];
            visits++;
            if (spaces.contains(space, labels[node])) {
                sums = appended(sums, sumCount++, node);
            } else if (gateCount == MOST_GATES || net.isInput(node)) {
                return false;
            } else {
                gates = appended(gates, gateCount++, node);
                top = push(push(top, net.left(node) >>> 1), net.right(node) >>> 1);
            }
        }
        Arrays.sort(gates, 0, gateCount);
        Arrays.sort(sums, 0, sumCount);
        return true;
    }

    private int push(int top, int node) {
        if (stamps[node] == stamp) {
            return top;
        }
        stamps[node] = stamp;
        stack = appended(stack, top, node);
        return top + 1;
    }

    private static int[] appended(int[] list, int count, int value) {
        int[] result = count == list.length ? Arrays.copyOf(list, 2 * count) : list;
        result[count] = value;
        return result;
    }

    /** The first nodes that span the space, of those that are still needed. */
    int[] base(References references) {
        baseCount = 0;
        for (int i = 0; i < sumCount && baseCount < base.length; i++) {
            if (references.of(sums[i]) > 0) {
                extend(sums[i]);
            }
        }
        return Arrays.copyOf(base, baseCount);
    }

    private void extend(int node) {
        long rest = labels[node];
        int made = 1 << baseCount;
        for (int i = 0; i < baseCount; i++) {
            if ((rest & Long.lowestOneBit(echelon[i])) != 0) {
                rest ^= echelon[i];
                made ^= combination[i];
            }
        }
        if (rest != 0) {
            base[baseCount] = node;
            echelon[baseCount] = rest;
            combination[baseCount++] = made;
        }
    }

    /** Which nodes of the base a node of the space is the sum of. */
    private int mask(int node) {
        long rest = labels[node];
        int mask = 0;
        for (int i = 0; i < baseCount; i++) {
            if ((rest & Long.lowestOneBit(echelon[i])) != 0) {
                rest ^= echelon[i];
                mask ^= combination[i];
            }
        }
        return mask;
    }

    /** The functions that are left when sums of the space are taken out of outputs, each one once. */
    int[] bare(int[] outputs) {
        return Arrays.stream(outputs).map(this::bare).distinct().toArray();
    }

    private int bare(int output) {
        int node = output;
        while (net.isXor(node)) {
            int a = net.left(node) >>> 1;
            int b = net.right(node) >>> 1;
            if (isSum(a) == isSum(b)) {
                return node;
            }
            node = isSum(a) ? b : a;
        }
        return node;
    }

    private boolean isSum(int node) {
        return Arrays.binarySearch(sums, 0, sumCount, node) >= 0;
    }

    /** The truth tables of gates of the cone as functions of the {@link #base}, which spans the space. */
    long[][] tables(int[] outputs) {
        int words = SmallTables.words(baseCount);
        long[][] values = new long[sumCount + gateCount][];
        for (int i = 0; i < sumCount; i++) {
            place[sums[i]] = i;
            values[i] = SmallTables.linear(mask(sums[i]), baseCount);
        }
        for (int i = 0; i < gateCount; i++) {
            place[gates[i]] = sumCount + i;
            values[sumCount + i] = value(gates[i], values, words);
        }
        visits += (long) (sumCount + gateCount) * words;
        return Arrays.stream(outputs).mapToObj(node -> values[place[node]]).toArray(long[][]::new);
    }

    private long[] value(int gate, long[][] values, int words) {
        long[] a = values[place[net.left(gate) >>> 1]];
        long[] b = values[place[net.right(gate) >>> 1]];
        long flipA = -(long) (net.left(gate) & 1);
        long flipB = -(long) (net.right(gate) & 1);
        boolean and = net.isAnd(gate);
        long[] result = new long[words];
        for (int w = 0; w < words; w++) {
            long x = a[w] ^ flipA;
            long y = b[w] ^ flipB;
            result[w] = and ? x & y : x ^ y;
        }
        return result;
    }
}
