package dev.sflmpc.compiler.equivalence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which nodes of a netlist seem equal: those with the same values, or all complemented ones, on every input that was tried.
 *
 * <p>Layout: {@code hashes[n]} is a hash of the values of node {@code n}, complemented where {@code flips[n]} is all ones, so
 * that a node and its negation have the same one. After {@link #link}, {@code previous[n]} is the latest earlier node of the
 * same hash, or -1. {@code refinements} are values on inputs that came later, which told some of these apart.
 */
final class Candidates {

    private static final long MAX_REFINEMENT_WORDS = 1L << 25;
    private static final int MAX_REFINEMENTS = 400;

    private final long[] hashes;
    private final long[] flips;
    private int[] previous = new int[0];
    private final List<long[]> refinements = new ArrayList<>();
    private boolean begun;

    Candidates(int nodeCount) {
        hashes = new long[nodeCount];
        flips = new long[nodeCount];
    }

    /** Takes the values of all nodes on 64 more inputs. */
    void learn(long[] values) {
        if (!begun) {
            for (int node = 0; node < flips.length; node++) {
                flips[node] = -(values[node] & 1);
            }
            begun = true;
        }
        for (int node = 0; node < hashes.length; node++) {
            long h = (hashes[node] ^ values[node] ^ flips[node]) * 0x9E3779B97F4A7C15L;
            hashes[node] = h ^ h >>> 32;
        }
    }

    /** Chains the nodes of equal hashes; after all of {@link #learn}. */
    void link() {
        previous = new int[hashes.length];
        int[] table = new int[Integer.highestOneBit(hashes.length) * 4];
        int mask = table.length - 1;
        Arrays.fill(table, -1);
        for (int node = 0; node < previous.length; node++) {
            int slot = (int) (hashes[node] >>> 7) & mask;
            while (table[slot] >= 0 && hashes[table[slot]] != hashes[node]) {
                slot = (slot + 1) & mask;
            }
            previous[node] = table[slot];
            table[slot] = node;
        }
    }

    /** Whether more {@link #refine} is worth its memory. */
    boolean isRefinable() {
        return refinements.size() < MAX_REFINEMENTS
                && (refinements.size() + 1L) * hashes.length <= MAX_REFINEMENT_WORDS;
    }

    /** Takes the values of all nodes on inputs that tell two apart. */
    void refine(long[] values) {
        refinements.add(values);
    }

    /** The latest node before {@code other}, itself one that seems equal to {@code node} or it, that seems so too; or -1. */
    int before(int node, int other) {
        int found = previous[other];
        while (found >= 0 && !agree(node, found)) {
            found = previous[found];
        }
        return found;
    }

    private boolean agree(int a, int b) {
        long flip = flips[a] ^ flips[b];
        // The latest were made for what seems equal still.
        for (int i = refinements.size() - 1; i >= 0; i--) {
            long[] values = refinements.get(i);
            if (values[a] != (values[b] ^ flip)) {
                return false;
            }
        }
        return true;
    }

    /** 1 if the two seem to be complements of each other. */
    int complement(int a, int b) {
        return (int) (flips[a] ^ flips[b]) & 1;
    }
}
