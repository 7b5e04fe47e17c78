package dev.sflmpc.compiler.equivalence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every XOR as the set of inputs and ANDs that it adds up, so that sums are equal however they are bracketed.
 *
 * <p>Layout: {@code forms[n]} are the sorted terms of node {@code n}. A sum of too many terms counts as a term itself; that
 * is sound, and only finds less.
 */
final class LinearForms {

    private static final int MAX_TERMS = 400;

    private record Key(int[] terms) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(terms, key.terms);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(terms);
        }
    }

    private int[] @Nullable [] forms = new int[1 << 10][];
    private final Map<Key, Integer> nodes = new HashMap<>();

    /** The terms of a sum of two nodes; {@code null} when they are too many. */
    int @Nullable [] sum(int a, int b) {
        int[] x = terms(a);
        int[] y = terms(b);
        int[] merged = new int[x.length + y.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            if (j == y.length || (i < x.length && x[i] < y[j])) {
                merged[size++] = x[i++];
            } else if (i == x.length || y[j] < x[i]) {
                merged[size++] = y[j++];
            } else {
                i++;
                j++;
            }
        }
        return size > MAX_TERMS ? null : Arrays.copyOf(merged, size);
    }

    private int[] terms(int node) {
        int[] form = node < forms.length ? forms[node] : null;
        return form == null ? new int[] {node} : form;
    }

    /** The node with these terms, or -1. */
    int find(int[] terms) {
        return nodes.getOrDefault(new Key(terms), -1);
    }

    void put(int node, int[] terms) {
        if (node >= forms.length) {
            forms = Arrays.copyOf(forms, Math.max(node + 1, 2 * forms.length));
        }
        forms[node] = terms;
        nodes.putIfAbsent(new Key(terms), node);
    }
}
