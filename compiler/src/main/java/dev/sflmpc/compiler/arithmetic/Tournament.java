package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * The least or greatest of many words, and where it is.
 *
 * <p>AND gates for m words of n bits: 2 n (m - 1); the index costs less than m more (11 for 16 words), since the halves
 * of a tree agree in all the bits of their index that are not yet decided. Among equal words the first one counts.
 */
public final class Tournament {

    /**
     * A word and its place.
     *
     * @param index in the least number of bits that holds every place
     */
    public record Winner(int[] value, int[] index) {}

    private Tournament() {}

    /** The least word. */
    public static Winner min(Netlist net, int[][] words, boolean signed) {
        return best(net, words, signed, 0);
    }

    /** The greatest word. */
    public static Winner max(Netlist net, int[][] words, boolean signed) {
        return best(net, words, signed, 1);
    }

    private static Winner best(Netlist net, int[][] words, boolean signed, int greatest) {
        int[][] values = words.clone();
        int[][] indices = new int[words.length][0];
        int count = words.length;
        for (int level = 0; count > 1; level++) {
            int next = 0;
            for (int i = 0; i < count; i += 2) {
                boolean paired = i + 1 < count;
                int second = paired ? wins(net, values[i + 1], values[i], signed, greatest) : Netlist.FALSE;
                int[] value = paired ? Selector.mux(net, second, values[i + 1], values[i]) : values[i];
                int[] low = paired ? Selector.mux(net, second, indices[i + 1], indices[i]) : indices[i];
                values[next] = value;
                indices[next] = Words.zeroExtend(low, level + 1);
                indices[next++][level] = second;
            }
            count = next;
        }
        return new Winner(values[0], indices[0]);
    }

    private static int wins(Netlist net, int[] a, int[] b, boolean signed, int greatest) {
        return greatest == 0 ? Comparator.less(net, a, b, signed) : Comparator.less(net, b, a, signed);
    }
}
