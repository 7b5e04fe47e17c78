package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;

/**
 * Minimum, maximum and compare-exchange: 2n - 1 AND gates each, and 2n - 1 for the two extrema of the same words together.
 * It does not matter which of two equal words is the lesser, and that saves the first gate of the comparison.
 */
public final class Extremum {

    private Extremum() {}

    /** The AND gates for words of {@code width} bits. */
    public static long andCount(int width) {
        return 2L * width - 1;
    }

    /** The lesser word. */
    public static int[] min(Netlist net, int[] a, int[] b, boolean signed) {
        return sort2(net, a, b, signed)[0];
    }

    /** The greater word. */
    public static int[] max(Netlist net, int[] a, int[] b, boolean signed) {
        return sort2(net, a, b, signed)[1];
    }

    /** The lesser word and the greater one. */
    public static int[][] sort2(Netlist net, int[] a, int[] b, boolean signed) {
        if (!Words.hasConstantBit(a) && !Words.hasConstantBit(b)) {
            return Selector.swap(net, Comparator.lessUpToTies(net, b, a, signed), a, b);
        }
        // one of these may need fewer bits of a constant
        int[] swap = Cheapest.of(
                net,
                List.of(
                        () -> new int[] {Comparator.lessUpToTies(net, b, a, signed)},
                        () -> new int[] {Comparator.less(net, b, a, signed)},
                        () -> new int[] {Comparator.lessOrEqual(net, b, a, signed)}));
        return Selector.swap(net, swap[0], a, b);
    }
}
