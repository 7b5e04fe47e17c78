package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * The leading zeros of a significand whose hidden bit may be zero: M + k ANDs for M fraction bits and a count of k bits.
 * The fraction is scanned without the hidden bit, so that its OR, which every test for NaN needs, is among the gates.
 *
 * @param zeros the count; a given code for a significand of zero
 * @param any whether the significand is not zero
 * @param anyFraction whether the fraction is not zero
 */
record FloatLeading(int[] zeros, int any, int anyFraction) {

    static FloatLeading of(Netlist net, int[] fraction, int hidden, int codeOfZero) {
        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, fraction);
        int any = net.or(hidden, first.any());
        int least = 32 - Integer.numberOfLeadingZeros(fraction.length);
        int bits = Math.max(least, 32 - Integer.numberOfLeadingZeros(codeOfZero));
        int[] zeros = new int[bits];
        for (int b = 0; b < bits; b++) {
            int code = (codeOfZero >>> b & 1) != 0 ? first.any() ^ 1 : Netlist.FALSE;
            for (int i = 0; i < fraction.length; i++) {
                if ((i + 1 >>> b & 1) != 0) {
                    code = net.xor(code, first.hot()[i]);
                }
            }
            zeros[b] = b < least ? net.and(hidden ^ 1, code) : (codeOfZero >>> b & 1) != 0 ? any ^ 1 : Netlist.FALSE;
        }
        return new FloatLeading(zeros, any, first.any());
    }
}
