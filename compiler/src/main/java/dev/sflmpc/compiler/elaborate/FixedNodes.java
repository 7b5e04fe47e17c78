package dev.sflmpc.compiler.elaborate;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that have one value in the branch that is being executed; what was added last is removed first.
 *
 * <p>It is asked for most gates that a branch reads, so that it is a table of ints for each segment, by linear probing and at
 * most half full. Nothing lies behind what was placed last, so that is removed by clearing its slot.
 */
final class FixedNodes {

    /** What {@link #get} gives for a node that may have either value. */
    static final int NONE = -1;

    private static final int LEAST_SIZE = 32;

    /** The nodes of one segment: {@code nodes[slot]} is 0 where the slot is free. */
    private static final class Table {
        private int[] nodes = new int[2 * LEAST_SIZE];
        private int[] values = new int[2 * LEAST_SIZE];
        private int[] added = new int[LEAST_SIZE];
        private int[] oldest = new int[LEAST_SIZE];
        private int size;

        private int slot(int node) {
            int mask = nodes.length - 1;
            int slot = (node * 0x9E3779B9 >>> 8) & mask;
            while (nodes[slot] != 0 && nodes[slot] != node) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void place(int node, int value) {
            int slot = slot(node);
            nodes[slot] = node;
            values[slot] = value;
        }

        private void add(int node, int value) {
            if (size == added.length) {
                grow();
            }
            added[size] = node;
            oldest[size] = size == 0 ? node : Math.min(node, oldest[size - 1]);
            size++;
            place(node, value);
        }

        /** In the order in which they were added, so that the last one stays the first to be removed. */
        private void grow() {
            int[] valuesAdded = new int[size];
            for (int i = 0; i < size; i++) {
                valuesAdded[i] = values[slot(added[i])];
            }
            nodes = new int[4 * size];
            values = new int[4 * size];
            for (int i = 0; i < size; i++) {
                place(added[i], valuesAdded[i]);
            }
            added = Arrays.copyOf(added, 2 * size);
            oldest = Arrays.copyOf(oldest, 2 * size);
        }
    }

    private final IdentityHashMap<Segment, Table> tables = new IdentityHashMap<>();
    private @Nullable Segment last;
    private @Nullable Table tableOfLast;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** 0 or 1, or {@link #NONE}. */
    int get(Segment segment, int node) {
        Table table = table(segment);
        if (table == null) {
            return NONE;
        }
        int slot = table.slot(node);
        return table.nodes[slot] == 0 ? NONE : table.values[slot];
    }

    /** The least number of a fixed node; no gate with a smaller one depends on any. */
    int oldest(Segment segment) {
        Table table = table(segment);
        return table == null || table.size == 0 ? Integer.MAX_VALUE : table.oldest[table.size - 1];
    }

    /** Adds a node that has no value yet. */
    void add(Segment segment, int node, int value) {
        Table table = tables.computeIfAbsent(segment, s -> new Table());
        table.add(node, value);
        last = segment;
        tableOfLast = table;
        size++;
    }

    /** Changes the value of a node that has one. */
    void replace(Segment segment, int node, int value) {
        Objects.requireNonNull(table(segment)).place(node, value);
    }

    /** Takes back the last {@link #add} to a segment. */
    void removeLast(Segment segment) {
        Table table = Objects.requireNonNull(table(segment));
        table.nodes[table.slot(table.added[--table.size])] = 0;
        size--;
    }

    private @Nullable Table table(Segment segment) {
        if (segment != last) {
            last = segment;
            tableOfLast = tables.get(segment);
        }
        return tableOfLast;
    }
}
