package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Square root of IEEE 754 floats, rounded to nearest even: 553 and 2001 AND gates for single and
 * double precision.
 *
 * <p>The significand is normalised and made the radicand of a {@link SquareRoot} of one bit more than the precision. No
 * root lies halfway between two floats, since its square would have more bits than a significand: the last bit alone
 * decides the rounding, and the remainder is not needed. The root is never subnormal and never too large.
 */
public final class FloatRoot {

    private FloatRoot() {}

    /** The square root; NaN for a negative number, -0 for -0. */
    public static int[] squareRoot(Netlist net, FloatFormat format, int[] a) {
        FloatParts parts = format.split(a);
        int hidden = parts.hidden(net);
        int bias = format.bias();
        // the exponent of a zero is lowered so far that the field of its root is zero
        FloatLeading leading = FloatLeading.of(net, parts.fraction(), hidden, bias - 1);
        int[] scale = Words.zeroExtend(parts.scale(net, hidden), format.exponentBits() + 1);
        int[] lowered = Adder.subtract(net, scale, Words.zeroExtend(leading.zeros(), scale.length));

        int precision = format.precision();
        int[] shift = Words.slice(leading.zeros(), 0, 32 - Integer.numberOfLeadingZeros(precision - 1));
        int[] significand = FloatShift.normalize(net, parts.significand(hidden), shift);
        int[] even = Words.shiftedLeft(significand, precision + 1, 2 * precision + 2);
        int[] radicand = Selector.mux(net, lowered[0], even, Words.shiftedLeft(even, 1, even.length));
        int[] root = SquareRoot.root(net, radicand);

        int[] sum = Adder.add(
                net,
                Words.signExtend(lowered, lowered.length + 1),
                Words.constant(BigInteger.valueOf(bias - 2), lowered.length + 1));
        int[] field = Words.slice(sum, 1, format.exponentBits() + 1);
        int[] rounded = new FloatRounding(
                        format, parts.sign(), field, Words.slice(root, 1, root.length), root[0], Netlist.TRUE)
                .sum(net);
        int special = parts.isSpecial(net);
        int nan = net.or(net.and(special, leading.anyFraction()), net.and(parts.sign(), leading.any()));
        return packed(net, format, rounded, parts.sign(), net.or(special, nan), nan);
    }

    private static int[] packed(Netlist net, FloatFormat format, int[] rounded, int sign, int special, int nan) {
        int fractionBits = format.fractionBits();
        int[] fraction = Words.andEach(net, Words.slice(rounded, 0, fractionBits), special ^ 1);
        fraction[fractionBits - 1] = net.xor(fraction[fractionBits - 1], nan);
        int[] exponent = Words.slice(rounded, fractionBits, fractionBits + format.exponentBits());
        return format.join(fraction, Words.orEach(net, exponent, special), net.and(sign, nan ^ 1));
    }
}
