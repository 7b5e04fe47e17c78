package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/**
 * Spaces of sums, each kept once under a number: the span of a few vectors of GF(2)^64.
 *
 * <p>A space has one reduced echelon basis, in descending order, so equal spaces get the same number. Number 0 stands for no
 * space.
 *
 * <p>Layout: the basis of space <i>s</i> is {@code rows[first[s]] .. rows[first[s + 1] - 1]}.
 */
final class Spaces {

    /** A space that does not fit. */
    static final int TOO_LARGE = -1;

    private final int most;
    private long[] rows = new long[1 << 10];
    private int[] first = new int[1 << 8];
    private int[] table = new int[1 << 9];
    private int count = 1;

    private final long[] basis;
    private int dimension;

    /** @param most the largest dimension */
    Spaces(int most) {
        this.most = most;
        basis = new long[most + 1];
    }

    /** Spaces are numbered from 1 to before this. */
    int count() {
        return count;
    }

    int dimension(int space) {
        return first[space + 1] - first[space];
    }

    boolean contains(int space, long vector) {
        return reduced(space, vector) == 0;
    }

    /** The vectors of a basis. */
    long[] basis(int space) {
        return Arrays.copyOfRange(rows, first[space], first[space + 1]);
    }

    /** The span of two vectors. */
    int span(long a, long b) {
        dimension = 0;
        insert(a);
        insert(b);
        return dimension > most ? TOO_LARGE : intern();
    }

    /** The span of a space and a vector; {@link #TOO_LARGE} if its dimension is. */
    int with(int space, long vector) {
        if (contains(space, vector)) {
            return space;
        }
        if (dimension(space) == most) {
            return TOO_LARGE;
        }
        load(space);
        insert(vector);
        return intern();
    }

    /** The span of two spaces; {@link #TOO_LARGE} if its dimension is. */
    int sum(int a, int b) {
        if (a == b) {
            return a;
        }
        int large = dimension(a) >= dimension(b) ? a : b;
        int small = a + b - large;
        load(large);
        for (int i = first[small]; i < first[small + 1]; i++) {
            insert(rows[i]);
            if (dimension > most) {
                return TOO_LARGE;
            }
        }
        return dimension == dimension(large) ? large : intern();
    }

    private void load(int space) {
        dimension = dimension(space);
        System.arraycopy(rows, first[space], basis, 0, dimension);
    }

    private long reduced(int space, long vector) {
        long rest = vector;
        for (int i = first[space]; i < first[space + 1]; i++) {
            rest = less(rest, rest ^ rows[i]);
        }
        return rest;
    }

    /** The vector without the highest bit of a row, where it has that: the lesser one of it and its sum with the row. */
    private static long less(long vector, long sum) {
        return Long.compareUnsigned(sum, vector) < 0 ? sum : vector;
    }

    private void insert(long vector) {
        long rest = vector;
        for (int i = 0; i < dimension; i++) {
            rest = less(rest, rest ^ basis[i]);
        }
        if (rest == 0) {
            return;
        }
        long pivot = Long.highestOneBit(rest);
        int place = dimension++;
        for (; place > 0 && Long.compareUnsigned(basis[place - 1], rest) < 0; place--) {
            basis[place] = basis[place - 1];
        }
        basis[place] = rest;
        for (int i = 0; i < place; i++) {
            basis[i] ^= (basis[i] & pivot) == 0 ? 0 : rest;
        }
    }

    private int intern() {
        int slot = slot();
        while (table[slot] != 0) {
            if (isBasisOf(table[slot])) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        int space = append();
        table[slot] = space;
        if (2 * count > table.length) {
            rehash();
        }
        return space;
    }

    private boolean isBasisOf(int space) {
        return Arrays.equals(rows, first[space], first[space + 1], basis, 0, dimension);
    }

    private int append() {
        int from = first[count];
        if (rows.length < from + dimension) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        if (first.length < count + 2) {
            first = Arrays.copyOf(first, 2 * first.length);
        }
        System.arraycopy(basis, 0, rows, from, dimension);
        first[count + 1] = from + dimension;
        return count++;
    }

    private int slot() {
        long hash = dimension;
        for (int i = 0; i < dimension; i++) {
            hash = (hash ^ basis[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & table.length - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int space = 1; space < count; space++) {
            load(space);
            int slot = slot();
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = space;
        }
    }
}
