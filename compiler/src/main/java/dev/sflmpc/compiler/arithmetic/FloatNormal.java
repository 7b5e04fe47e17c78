package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A sum shifted left until its top bit is set or its exponent has come down to that of subnormal numbers.
 *
 * @param kept the top bits, the lowest of them below the significand
 * @param sticky whether a bit below is set
 * @param field the exponent field without the hidden bit; zero for a sum of zero
 */
record FloatNormal(int[] kept, int sticky, int[] field) {

    /**
     * @param first the leading one of the sum
     * @param scale the field that the sum has when its top bit is set, less one
     */
    static FloatNormal of(Netlist net, int[] sum, BitScan.FirstOne first, int[] scale, int keep) {
        int[] zeros = first.distance(net);
        int width = Math.max(scale.length, zeros.length);
        int[] wideScale = Words.zeroExtend(scale, width);
        int[] lowered = Adder.subtractWithBorrow(net, wideScale, Words.zeroExtend(zeros, width));
        int subnormal = lowered[width];
        int[] amount = Selector.mux(net, subnormal, Words.zeroExtend(wideScale, zeros.length), zeros);
        int[] field = Words.andEach(net, Words.slice(lowered, 0, scale.length), net.or(subnormal, first.any() ^ 1) ^ 1);
        FloatShift.Shifted shifted = FloatShift.left(net, sum, amount, keep);
        return new FloatNormal(shifted.word(), shifted.sticky(), field);
    }

    FloatRounding rounding(FloatFormat format, int sign, int stickyBelow, Netlist net) {
        int[] significand = Words.slice(kept, 1, kept.length);
        return new FloatRounding(format, sign, field, significand, kept[0], net.or(sticky, stickyBelow));
    }
}
