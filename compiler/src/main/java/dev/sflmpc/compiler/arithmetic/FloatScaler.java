package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Multiplication of IEEE 754 floats by powers of two, rounded to nearest even: by 1, 2 and 1/2 it takes 54, 103 and 134
 * AND gates in single precision, 115, 204 and 267 in double, against 1129 and 3477 of any product.
 *
 * <p>Upward nothing is rounded: a subnormal number is shifted until its highest bit is the hidden one, but no further
 * than the power. Downward a number whose exponent would be less than 1 is shifted right by what is missing, and rounded.
 */
final class FloatScaler {

    private FloatScaler() {}

    /** {@code a * 2^power}, the power that of a normal float. */
    static int[] scale(Netlist net, FloatFormat format, int[] a, int power) {
        if (power < 1 - format.bias() || power > format.bias()) {
            throw new IllegalArgumentException("2^" + power + " is not a normal float");
        }
        FloatParts parts = format.split(a);
        return power > 0
                ? up(net, format, parts, power)
                : power < 0 ? down(net, format, parts, -power) : canonical(net, format, a);
    }

    /** The same, with the only NaN that results in place of any other one: {@code a * 1}. */
    static int[] canonical(Netlist net, FloatFormat format, int[] a) {
        FloatParts parts = format.split(a);
        int nan = parts.isNan(net);
        int[] fraction = Words.andEach(net, parts.fraction(), nan ^ 1);
        fraction[fraction.length - 1] = net.xor(fraction[fraction.length - 1], nan);
        return format.join(fraction, parts.exponent(), net.and(parts.sign(), nan ^ 1));
    }

    private static int[] up(Netlist net, FloatFormat format, FloatParts parts, int power) {
        int precision = format.precision();
        int[] significand = parts.significand(parts.hidden(net));
        boolean limited = power < precision;
        int furthest = limited ? power : precision - 1;
        int[] sought = Words.slice(significand, precision - 1 - furthest, precision);
        int last = sought[0];
        sought[0] = limited ? Netlist.TRUE : last;
        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, sought);

        // a number that stays subnormal, and zero, have the field 0, others power + 1 - distance
        int[] sum = Adder.addWithCarry(
                net, parts.exponent(), Words.constant(BigInteger.valueOf(power), format.exponentBits()), Netlist.FALSE);
        int[] exponent = Words.slice(sum, 0, format.exponentBits());
        for (int i = 1; i <= furthest; i++) {
            addCode(net, exponent, first.hot()[i], (limited && i == furthest ? 0 : power + 1 - i) ^ power);
        }
        addCode(
                net,
                exponent,
                limited ? net.and(first.hot()[furthest], last) : first.any() ^ 1,
                limited ? power + 1 - furthest : power);
        int above = net.or(sum[format.exponentBits()], Words.andAll(net, exponent));
        int nan = net.and(parts.isSpecial(net), parts.hasFraction(net));
        int[] moved = FloatShift.normalize(net, significand, first.distance(net));
        int[] fraction = Words.andEach(net, Words.slice(moved, 0, format.fractionBits()), above ^ 1);
        fraction[fraction.length - 1] = net.xor(fraction[fraction.length - 1], nan);
        return format.join(fraction, Words.orEach(net, exponent, above), net.and(parts.sign(), nan ^ 1));
    }

    private static void addCode(Netlist net, int[] word, int when, int code) {
        for (int b = 0; b < word.length; b++) {
            word[b] = (code >>> b & 1) != 0 ? net.xor(word[b], when) : word[b];
        }
    }

    private static int[] down(Netlist net, FloatFormat format, FloatParts parts, int power) {
        int precision = format.precision();
        int hidden = parts.hidden(net);
        int width = format.exponentBits() + 1;
        int[] field = Adder.subtract(
                net,
                Words.zeroExtend(parts.scale(net, hidden), width),
                Words.constant(BigInteger.valueOf(power + 1L), width));
        int negative = Words.sign(field);
        // at most the power, and all of the significand lies below the guard bit if that is more than it is long
        int reach = 32 - Integer.numberOfLeadingZeros(power);
        int bits = Math.min(reach, 32 - Integer.numberOfLeadingZeros(precision + 1));
        int[] distance = Adder.negate(net, Words.slice(field, 0, reach));
        int far = Words.orAll(net, Words.slice(distance, bits, reach));
        int[] amount = Words.andEach(net, Words.orEach(net, Words.slice(distance, 0, bits), far), negative);
        int[] word = Words.shiftedLeft(parts.significand(hidden), 1, precision + 1);
        FloatShift.Shifted shifted = FloatShift.right(net, word, amount);
        int[] significand = Words.slice(shifted.word(), 1, precision + 1);
        int[] sum = new FloatRounding(
                        format,
                        parts.sign(),
                        Words.andEach(net, Words.slice(field, 0, format.exponentBits()), negative ^ 1),
                        significand,
                        shifted.word()[0],
                        shifted.sticky())
                .sum(net);
        int special = parts.isSpecial(net);
        int nan = net.and(special, parts.hasFraction(net));
        int[] fraction = Words.andEach(net, Words.slice(sum, 0, format.fractionBits()), special ^ 1);
        fraction[fraction.length - 1] = net.xor(fraction[fraction.length - 1], nan);
        int[] exponent = Words.slice(sum, format.fractionBits(), format.width() - 1);
        return format.join(fraction, Words.orEach(net, exponent, special), net.and(parts.sign(), nan ^ 1));
    }
}
