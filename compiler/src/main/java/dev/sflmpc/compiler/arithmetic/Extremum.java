package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Minimum, maximum and compare-exchange: 2n AND gates each, and 2n for the two extrema of the same words together. */
public final class Extremum {

    private Extremum() {}

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
        return Selector.swap(net, Comparator.less(net, b, a, signed), a, b);
    }
}
