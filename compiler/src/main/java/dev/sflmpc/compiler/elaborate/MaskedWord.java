package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A word that is another one where all of some conditions hold, and else 0. It is read off the gates, so it does not matter
 * whether it was written as a branch, as a product with a bool, or as an {@code &} with all ones.
 *
 * @param conditions literals
 * @param word the word where they hold
 */
record MaskedWord(Set<Integer> conditions, int[] word) {

    /** All conditions that can be taken off a word; none where it has fewer than two different secret bits. */
    static MaskedWord of(Netlist netlist, int[] masked) {
        Set<Integer> conditions = new TreeSet<>();
        int[] word = masked;
        while (hasTwoNodes(word)) {
            int condition = common(netlist, word);
            if (condition == Netlist.FALSE) {
                break;
            }
            conditions.add(condition);
            int[] inner = new int[word.length];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = without(netlist, word[i], condition);
            }
            word = inner;
        }
        return new MaskedWord(conditions, word);
    }

    /** The two operands of a literal that is an AND of theirs; none if it is not. */
    static int[] operands(Netlist netlist, int literal) {
        int node = literal >>> 1;
        if (netlist.isAnd(node)) {
            return (literal & 1) == 0 ? new int[] {netlist.left(node), netlist.right(node)} : new int[0];
        }
        if (netlist.isXor(node)) {
            int complement = literal & 1;
            int[] difference = difference(netlist, netlist.left(node) ^ complement, netlist.right(node));
            return difference.length > 0
                    ? difference
                    : difference(netlist, netlist.right(node) ^ complement, netlist.left(node));
        }
        return new int[0];
    }

    /** {@code x ^ (x & y)} as {@code x & ~y}, as netlists write it where they have {@code x & y}. */
    private static int[] difference(Netlist netlist, int x, int product) {
        int node = product >>> 1;
        if (!netlist.isAnd(node)) {
            return new int[0];
        }
        if (netlist.left(node) == x) {
            return new int[] {x, netlist.right(node) ^ 1};
        }
        return netlist.right(node) == x ? new int[] {x, netlist.left(node) ^ 1} : new int[0];
    }

    private static boolean hasTwoNodes(int[] word) {
        int first = 0;
        for (int literal : word) {
            int node = literal >>> 1;
            if (node > 0 && first > 0 && node != first) {
                return true;
            }
            first = node > 0 ? node : first;
        }
        return false;
    }

    /** A literal that every secret bit is, or is ANDed with; FALSE if there is none. */
    private static int common(Netlist netlist, int[] word) {
        int[] candidates = null;
        for (int literal : word) {
            if (literal == Netlist.TRUE) {
                return Netlist.FALSE;
            }
            if (literal != Netlist.FALSE) {
                int[] own = {literal};
                int[] operands = operands(netlist, literal);
                candidates = candidates == null
                        ? concat(own, operands)
                        : Arrays.stream(candidates)
                                .filter(candidate -> candidate == literal || contains(operands, candidate))
                                .toArray();
                if (candidates.length == 0) {
                    return Netlist.FALSE;
                }
            }
        }
        return candidates == null ? Netlist.FALSE : candidates[0];
    }

    private static int without(Netlist netlist, int literal, int condition) {
        if (literal == Netlist.FALSE) {
            return Netlist.FALSE;
        }
        if (literal == condition) {
            return Netlist.TRUE;
        }
        int[] operands = operands(netlist, literal);
        return operands[operands[0] == condition ? 1 : 0];
    }

    private static boolean contains(int[] literals, int literal) {
        for (int other : literals) {
            if (other == literal) {
                return true;
            }
        }
        return false;
    }

    private static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
