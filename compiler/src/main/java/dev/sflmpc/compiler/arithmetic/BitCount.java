package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** The number of ones in a word: n less the number of ones in n written in binary, which is least (Boyar, Peralta). */
public final class BitCount {

    private BitCount() {}

    /** The number of ones, in as many bits as the width needs: {@code floor(log2 n) + 1}. */
    public static int[] popcount(Netlist net, int[] a) {
        ColumnSum sum = new ColumnSum(32 - Integer.numberOfLeadingZeros(a.length));
        for (int bit : a) {
            sum.addBit(bit, 0);
        }
        return sum.sum(net);
    }
}
