package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;

/**
 * Several reads of one array that does not change between them.
 *
 * <p>AND gates for R reads of N = 2^k entries of w bits, N above 2: w (N/2 - 1) once, and w N/2 + 2^k - k - 1 a read,
 * where a read alone costs w (N - 1). 2 and 8 reads of 64 entries of 32 bits cost 3154 and 9640.
 *
 * <p>A read is the inner product of the array with a decoded index over GF(2). Winograd's identity pairs entries,
 *
 * <pre>D_i v_i + D_j v_j = (D_i + v_j)(D_j + v_i) + v_i v_j + D_i D_j,</pre>
 *
 * the products of entries are the same for all reads, and D_i D_j is zero, the index being one-hot ("A new algorithm
 * for inner product", 1968). Entries are taken relative to the first one where every index is in range.
 */
public final class RepeatedReads {

    private RepeatedReads() {}

    /** The entries at unsigned indices; zero where an index is out of range. */
    public static int[][] read(Netlist net, int[][] entries, int[][] indices) {
        int width = entries[0].length;
        int[] all = Cheapest.of(
                net,
                List.of(
                        () -> Words.concat(single(net, entries, indices)),
                        () -> Words.concat(paired(net, entries, indices))));
        int[][] result = new int[indices.length][];
        for (int r = 0; r < indices.length; r++) {
            result[r] = Words.slice(all, r * width, (r + 1) * width);
        }
        return result;
    }

    private static int[][] single(Netlist net, int[][] entries, int[][] indices) {
        int[][] result = new int[indices.length][];
        for (int r = 0; r < indices.length; r++) {
            result[r] = Arrays.read(net, entries, indices[r]);
        }
        return result;
    }

    private static int[][] paired(Netlist net, int[][] entries, int[][] indices) {
        boolean inRange = true;
        for (int[] index : indices) {
            inRange &= isInRange(index, entries.length);
        }
        int[][] result = new int[indices.length][];
        for (int r = 0; r < indices.length; r++) {
            result[r] = Words.isConstant(indices[r])
                    ? Arrays.read(net, entries, indices[r])
                    : readShared(net, entries, indices[r], inRange);
        }
        return result;
    }

    /** Whether an index of this width is always one of an entry. */
    public static boolean isInRange(int[] index, int count) {
        return Words.unsignedWidth(index) < 31 && 1L << Words.unsignedWidth(index) <= count;
    }

    /**
     * One of several reads of the same entries in the same netlist, which share the gates that are the same for all.
     *
     * @param inRange whether all of their indices are always in range
     */
    public static int[] readShared(Netlist net, int[][] entries, int[] index, boolean inRange) {
        // relative to the first entry, number 0 is no term and number 1 is left without a partner
        int[] base = inRange ? entries[0] : new int[entries[0].length];
        int[][] terms = relative(net, entries, base);
        int first = inRange ? 1 : 0;
        int[] products = new int[base.length];
        for (int i = entries.length - 1; i > first; i -= 2) {
            for (int b = 0; b < base.length; b++) {
                products[b] = net.xor(products[b], net.and(terms[i][b], terms[i - 1][b]));
            }
        }
        int[] hot = Arrays.decode(net, index, entries.length);
        return pairedRead(net, terms, hot, first, Words.xor(net, base, products));
    }

    private static int[] pairedRead(Netlist net, int[][] terms, int[] hot, int first, int[] start) {
        int[] word = start.clone();
        int i = terms.length - 1;
        for (; i > first; i -= 2) {
            for (int b = 0; b < word.length; b++) {
                int product = net.and(net.xor(hot[i], terms[i - 1][b]), net.xor(hot[i - 1], terms[i][b]));
                word[b] = net.xor(word[b], product);
            }
        }
        return i == first ? Words.xor(net, word, Words.andEach(net, terms[first], hot[first])) : word;
    }

    private static int[][] relative(Netlist net, int[][] entries, int[] base) {
        int[][] terms = new int[entries.length][];
        for (int i = 0; i < entries.length; i++) {
            terms[i] = Words.xor(net, entries[i], base);
        }
        return terms;
    }
}
