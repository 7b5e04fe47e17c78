package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Multiplication of IEEE 754 floats, rounded to nearest even: 1129 and 3477 AND gates for single and
 * double precision.
 *
 * <p>A product of two subnormal numbers rounds to zero. The factors are exchanged so that only the first one may be
 * subnormal in any other product, and it is not normalised before the multiplication: one shift of the product does
 * that and denormalises ({@link FloatScaling}).
 */
public final class FloatMultiplier {

    private FloatMultiplier() {}

    /** {@code a * b}. */
    public static int[] multiply(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts partsA = format.split(a);
        FloatParts partsB = format.split(b);
        int hiddenA = partsA.hidden(net);
        int hiddenB = partsB.hidden(net);
        int[][] sorted = Selector.swap(net, hiddenA, partsA.fraction(), partsB.fraction());
        int bothNormal = net.and(hiddenA, hiddenB);
        FloatLeading leading = FloatLeading.of(net, sorted[0], bothNormal, 0);
        int[] small = Words.concat(sorted[0], new int[] {bothNormal});
        int[] large = Words.concat(sorted[1], new int[] {net.xor(net.xor(hiddenA, hiddenB), bothNormal)});

        int specialA = partsA.isSpecial(net);
        int specialB = partsB.isSpecial(net);
        int infinite = net.or(specialA, specialB);
        int largeFraction = Words.orAll(net, sorted[1]);
        int fractionB = net.mux(hiddenA, leading.anyFraction(), largeFraction);
        int nan = net.or(net.and(specialA, largeFraction), net.and(specialB, fractionB));
        nan = net.or(nan, net.and(infinite, leading.any() ^ 1));

        int precision = format.precision();
        int bits = 32 - Integer.numberOfLeadingZeros(precision + 1);
        int[] exponent = exponent(net, format, partsA.scale(net, hiddenA), partsB.scale(net, hiddenB));
        int[] product = Multiplier.multiplyWide(net, small, large, false);
        // a product of zero has no exponent
        FloatScaling scaling = FloatScaling.of(net, leading.zeros(), exponent, bits, leading.any() ^ 1, Netlist.FALSE);
        int[] wide = Words.zeroExtend(product, 2 * precision + (1 << bits));
        FloatShift.Shifted shifted = FloatShift.left(net, wide, scaling.amount(), precision + 2);
        int sign = net.xor(partsA.sign(), partsB.sign());
        return scaling.select(net, format, sign, shifted.word(), shifted.sticky())
                .pack(net, infinite, nan);
    }

    private static int[] exponent(Netlist net, FloatFormat format, int[] a, int[] b) {
        ColumnSum sum = new ColumnSum(format.exponentBits() + 2);
        sum.add(a, 0);
        sum.add(b, 0);
        sum.addConstant(BigInteger.valueOf(-format.bias()));
        return sum.sum(net);
    }
}
