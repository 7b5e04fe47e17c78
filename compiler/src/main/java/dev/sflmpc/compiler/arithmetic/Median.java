package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** The median of three words: three comparisons and two choices, 5n AND gates, where three sorted pairs cost 6n. */
public final class Median {

    private Median() {}

    /** The word that is neither the least nor the greatest. */
    public static int[] ofThree(Netlist net, int[] a, int[] b, int[] c, boolean signed) {
        int aBeforeB = Comparator.less(net, a, b, signed);
        int bBeforeC = Comparator.less(net, b, c, signed);
        int aBeforeC = Comparator.less(net, a, c, signed);
        int first = net.xor(aBeforeB, aBeforeC); // a has one of the others on either side
        int second = net.xor(aBeforeB, bBeforeC) ^ 1;
        return Selector.mux(net, first, a, Selector.mux(net, second, b, c));
    }
}
