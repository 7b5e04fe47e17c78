package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Optional;

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
        Optional<FloatConstant> left = FloatConstant.of(format, a);
        Optional<FloatConstant> right = FloatConstant.of(format, b);
        if (left.isPresent() && right.isEmpty()) {
            return multiply(net, format, b, a, left.get());
        }
        return right.isPresent() ? multiply(net, format, a, b, right.get()) : product(net, format, a, b);
    }

    /** {@code a * b} by a constant: a power of two needs no product, and a normal one no exchange. */
    private static int[] multiply(Netlist net, FloatFormat format, int[] a, int[] b, FloatConstant constant) {
        if (constant.power().isPresent()) {
            int[] signed = constant.negative() ? FloatAdder.negate(a) : a;
            return FloatScaler.scale(net, format, signed, constant.power().get());
        }
        if (constant.isZero()) {
            int nan = format.split(a).isSpecial(net);
            int sign = net.xor(Words.sign(a), Words.sign(b));
            return format.withNan(net, new int[format.fractionBits()], new int[format.exponentBits()], sign, nan);
        }
        return constant.isNormal() ? byNormal(net, format, a, b) : product(net, format, a, b);
    }

    private static int[] byNormal(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts parts = format.split(a);
        FloatParts constant = format.split(b);
        int hidden = parts.hidden(net);
        FloatLeading leading = FloatLeading.of(net, parts.fraction(), hidden, 0);
        int special = parts.isSpecial(net);
        int[] exponent = exponent(net, format, parts.scale(net, hidden), constant.exponent());
        int[] product =
                Multiplier.multiplyWide(net, parts.significand(hidden), constant.significand(Netlist.TRUE), false);
        int nan = net.and(special, leading.anyFraction());
        int sign = net.xor(parts.sign(), constant.sign());
        return rounded(net, format, product, leading, exponent, sign).pack(net, special, nan);
    }

    private static FloatRounding rounded(
            Netlist net, FloatFormat format, int[] product, FloatLeading leading, int[] exponent, int sign) {
        int precision = format.precision();
        int bits = 32 - Integer.numberOfLeadingZeros(precision + 1);
        // a product of zero has no exponent
        FloatScaling scaling = FloatScaling.of(net, leading.zeros(), exponent, bits, leading.any() ^ 1, Netlist.FALSE);
        int[] wide = Words.zeroExtend(product, 2 * precision + (1 << bits));
        FloatShift.Shifted shifted = FloatShift.left(net, wide, scaling.amount(), precision + 2);
        return scaling.select(net, format, sign, shifted.word(), shifted.sticky());
    }

    private static int[] product(Netlist net, FloatFormat format, int[] a, int[] b) {
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

        int[] exponent = exponent(net, format, partsA.scale(net, hiddenA), partsB.scale(net, hiddenB));
        int[] product = Multiplier.multiplyWide(net, small, large, false);
        int sign = net.xor(partsA.sign(), partsB.sign());
        return rounded(net, format, product, leading, exponent, sign).pack(net, infinite, nan);
    }

    private static int[] exponent(Netlist net, FloatFormat format, int[] a, int[] b) {
        ColumnSum sum = new ColumnSum(format.exponentBits() + 2);
        sum.add(a, 0);
        sum.add(b, 0);
        sum.addConstant(BigInteger.valueOf(-format.bias()));
        return sum.sum(net);
    }
}
