package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Many XORs of subsets of the same terms, with few gates: the terms are cut into groups, and of each group every sum that is
 * needed is made once. No ANDs.
 *
 * <p>Arlazarov, Dinic, Kronrod, Faradzhev, "On economical construction of the transitive closure of a directed graph"
 * (1970), known as the method of the four Russians.
 */
final class SubsetSums {

    private static final int LARGEST_GROUP = 10;

    private final Netlist net;
    private final int[] terms;
    private final int groupSize;
    private final int[][] made;

    /**
     * @param terms literals
     * @param sums how many XORs of them are going to be asked for
     */
    SubsetSums(Netlist net, int[] terms, int sums) {
        this.net = net;
        this.terms = terms.clone();
        groupSize = groupSize(terms.length, sums);
        made = new int[groups(terms.length, groupSize)][1 << groupSize];
        for (int[] group : made) {
            Arrays.fill(group, 1, group.length, -1);
            group[0] = Netlist.FALSE;
        }
    }

    private static int groups(int terms, int size) {
        return (terms + size - 1) / size;
    }

    private static int groupSize(int terms, int sums) {
        int best = 1;
        for (int size = 2; size <= Math.min(LARGEST_GROUP, terms); size++) {
            if (gates(terms, sums, size) < gates(terms, sums, best)) {
                best = size;
            }
        }
        return best;
    }

    /** Gates of sums that are as random as they can be: each has half of single terms, but nearly always some of a group. */
    private static long gates(int terms, int sums, int size) {
        long insideGroups = Math.min((1L << size) - size - 1, (long) sums * (size - 1));
        double used = 1 - Math.scalb(1.0, -size);
        return groups(terms, size) * insideGroups + Math.round(sums * used * groups(terms, size));
    }

    /** The XOR of the terms whose numbers are set. */
    int sum(BitSet subset) {
        int result = Netlist.FALSE;
        for (int group = 0; group < made.length; group++) {
            int members = 0;
            int end = Math.min(terms.length, (group + 1) * groupSize);
            for (int i = group * groupSize; i < end; i++) {
                members |= (subset.get(i) ? 1 : 0) << (i - group * groupSize);
            }
            result = net.xor(result, within(group, members));
        }
        return result;
    }

    private int within(int group, int members) {
        if (made[group][members] < 0) {
            int highest = Integer.highestOneBit(members);
            int term = terms[group * groupSize + Integer.numberOfTrailingZeros(highest)];
            made[group][members] = net.xor(within(group, members ^ highest), term);
        }
        return made[group][members];
    }
}
