package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A literal as a sum over GF(2): XOR gates are opened as far as they are late.
 *
 * @param literal the sum; its complement is the constant term
 * @param terms nodes, ascending; those that are late are no XOR gates
 * @param last the ones among them that are ready last, ascending
 */
record LateSum(int literal, int[] terms, int[] last) {

    /** Sums of more terms are not worth the search. */
    static final int MOST_TERMS = 64;

    /**
     * Opens a literal.
     *
     * @param from the level from which on a term is late
     * @param level the level of the last terms; no term is of a higher one
     * @return null when there are too many terms
     */
    static @Nullable LateSum of(int literal, int from, int level, Netlist net, Levels levels) {
        int[] terms = new int[MOST_TERMS];
        int count = 1;
        terms[0] = literal >>> 1;
        for (int i = 0; i < count; ) {
            int node = terms[i];
            if (levels.of(node) < from || !net.isXor(node)) {
                i++;
            } else if (count == MOST_TERMS) {
                return null;
            } else {
                terms[i] = net.left(node) >>> 1;
                terms[count++] = net.right(node) >>> 1;
            }
        }
        int[] odd = odd(terms, count);
        int lastCount = 0;
        for (int node : odd) {
            if (levels.of(node) == level) {
                terms[lastCount++] = node;
            }
        }
        return new LateSum(literal, odd, Arrays.copyOf(terms, lastCount));
    }

    /** The terms that occur an odd number of times, ascending, without the constant 0. */
    private static int[] odd(int[] terms, int count) {
        Arrays.sort(terms, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept > 0 && terms[kept - 1] == terms[i]) {
                kept--;
            } else if (terms[i] != 0) {
                terms[kept++] = terms[i];
            }
        }
        return Arrays.copyOf(terms, kept);
    }

    /** The XOR of the terms that are not last. */
    int earlier(Netlist net) {
        return sum(net, common(terms, last, false)) ^ (literal & 1);
    }

    /** The XOR of nodes. */
    static int sum(Netlist net, int[] nodes) {
        int literal = Netlist.FALSE;
        for (int i = nodes.length - 1; i >= 0; i--) {
            literal = net.xor(literal, 2 * nodes[i]);
        }
        return literal;
    }

    /** Whether all of some nodes, ascending, are terms. */
    boolean contains(int[] nodes) {
        int met = 0;
        for (int i = 0; i < terms.length && met < nodes.length; i++) {
            met += terms[i] == nodes[met] ? 1 : 0;
        }
        return met == nodes.length;
    }

    /** The nodes that are among others, or are not; all ascending. */
    static int[] common(int[] nodes, int[] others, boolean among) {
        int[] kept = new int[nodes.length];
        int count = 0;
        int at = 0;
        for (int node : nodes) {
            while (at < others.length && others[at] < node) {
                at++;
            }
            if (among == (at < others.length && others[at] == node)) {
                kept[count++] = node;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
