package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Rounds a significand to nearest, ties to even, and packs it with its exponent: one addition for the field, the hidden
 * bit and the rounding bit, so that subnormal results and carries into the exponent need no path of their own.
 *
 * @param format of the result
 * @param sign of the result
 * @param field the exponent field without the hidden bit, never negative, in exponentBits or one bit more
 * @param significand fraction and hidden bit
 * @param hidden what is added to the field, 1 or 2 bits
 * @param guard the first bit below the significand
 * @param sticky whether any bit below that is set
 */
record FloatRounding(
        FloatFormat format, int sign, int[] field, int[] significand, int[] hidden, int guard, int sticky) {

    FloatRounding(FloatFormat format, int sign, int[] field, int[] significand, int guard, int sticky) {
        this(format, sign, field, significand, new int[] {Words.sign(significand)}, guard, sticky);
    }

    /** The result; infinite when it is too large or {@code infinite} says so. */
    int[] pack(Netlist net, int infinite, int nan) {
        int fractionBits = format.fractionBits();
        int exponentBits = format.exponentBits();
        int[] sum = sum(net);
        int[] exponent = Words.slice(sum, fractionBits, fractionBits + exponentBits);
        int beyond = Words.orAll(net, Words.slice(sum, fractionBits + exponentBits, sum.length));
        int tooLarge = net.or(beyond, Words.andAll(net, exponent));
        int special = net.or(net.or(tooLarge, infinite), nan);
        int[] fraction = Words.andEach(net, Words.slice(sum, 0, fractionBits), special ^ 1);
        fraction[fractionBits - 1] = net.xor(fraction[fractionBits - 1], nan);
        return format.join(fraction, Words.orEach(net, exponent, special), net.and(sign, nan ^ 1));
    }

    /** Fraction, field and what is above it. */
    int[] sum(Netlist net) {
        int fractionBits = format.fractionBits();
        int[] word = Words.concat(Words.slice(significand, 0, fractionBits), field);
        int[] addend = Words.shiftedLeft(hidden, fractionBits, word.length);
        int roundUp = net.and(guard, net.or(sticky, significand[0]));
        boolean full = field.length > format.exponentBits();
        return full ? Adder.add(net, word, addend, roundUp) : Adder.addWithCarry(net, word, addend, roundUp);
    }
}
