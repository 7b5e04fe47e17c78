package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Division of IEEE 754 floats, rounded to nearest even: 1294 and 4378 AND gates for single and
 * double precision.
 *
 * <p>The divisor is normalised; the dividend is shifted, at once with its normalisation, so far down that a quotient
 * that is subnormal comes out denormalised ({@link FloatScaling}). The quotient is made without restoring, and its
 * remainder is part of the sticky bit.
 */
public final class FloatDivider {

    private FloatDivider() {}

    /** {@code a / b}. */
    public static int[] divide(Netlist net, FloatFormat format, int[] a, int[] b) {
        Optional<BigInteger> reciprocal = FloatConstant.of(format, b).flatMap(FloatConstant::exactReciprocal);
        if (reciprocal.isPresent() && !Words.isConstant(a)) {
            return FloatMultiplier.multiply(net, format, a, Words.constant(reciprocal.get(), format.width()));
        }
        FloatParts partsA = format.split(a);
        FloatParts partsB = format.split(b);
        int hiddenA = partsA.hidden(net);
        int hiddenB = partsB.hidden(net);
        FloatLeading leadingA = FloatLeading.of(net, partsA.fraction(), hiddenA, 0);
        FloatLeading leadingB = FloatLeading.of(net, partsB.fraction(), hiddenB, 0);
        int specialA = partsA.isSpecial(net);
        int specialB = partsB.isSpecial(net);
        int zeroA = leadingA.any() ^ 1;
        int zeroB = leadingB.any() ^ 1;
        int nan = net.or(net.and(specialA, leadingA.anyFraction()), net.and(specialB, leadingB.anyFraction()));
        nan = net.or(nan, net.or(net.and(specialA, specialB), net.and(zeroA, zeroB)));

        int precision = format.precision();
        int bits = 32 - Integer.numberOfLeadingZeros(precision + 1);
        ColumnSum exponent = new ColumnSum(format.exponentBits() + 2);
        exponent.add(partsA.scale(net, hiddenA), 0);
        exponent.subtract(partsB.scale(net, hiddenB), 0);
        exponent.add(leadingB.zeros(), 0);
        exponent.addConstant(BigInteger.valueOf(format.bias() - 1));
        FloatScaling scaling = FloatScaling.of(net, leadingA.zeros(), exponent.sum(net), bits, zeroA, specialB);
        int[] divisor = FloatShift.normalize(net, partsB.significand(hiddenB), leadingB.zeros());
        int[] dividend = Words.zeroExtend(partsA.significand(hiddenA), precision + (1 << bits));
        FloatQuotient quotient = FloatQuotient.of(net, shifted(net, dividend, scaling.amount()), divisor);
        int sign = net.xor(partsA.sign(), partsB.sign());
        return scaling.select(net, format, sign, quotient.digits(), quotient.sticky())
                .pack(net, net.or(specialA, zeroB), nan);
    }

    /** The smallest distance first, so that what is known to be zero stays so. */
    private static int[] shifted(Netlist net, int[] word, int[] amount) {
        int[] result = word;
        for (int i = 0; i < amount.length; i++) {
            result = Selector.mux(net, amount[i], Words.shiftedLeft(result, 1 << i, word.length), result);
        }
        return result;
    }

    /**
     * @param digits precision + 2 bits, the first one the units
     * @param sticky whether digits follow
     */
    private record FloatQuotient(int[] digits, int sticky) {

        /** The top 2 n + 1 bits of the dividend, the first of them the units, over the n bits of the divisor. */
        static FloatQuotient of(Netlist net, int[] dividend, int[] divisor) {
            int width = divisor.length + 1;
            int low = dividend.length - 2 * divisor.length - 1;
            int[] partial = Words.slice(dividend, dividend.length - divisor.length, dividend.length);
            int[] wide = Words.zeroExtend(divisor, width);
            int[] digits = new int[divisor.length + 2];
            partial = Adder.subtract(net, Words.zeroExtend(partial, width), wide);
            digits[width] = Words.sign(partial) ^ 1;
            for (int i = width - 1; i >= 0; i--) {
                int subtract = digits[i + 1];
                int[] next = new int[width];
                next[0] = dividend[low + i];
                System.arraycopy(partial, 0, next, 1, width - 1);
                partial = Adder.add(net, next, Words.xorEach(net, wide, subtract), subtract);
                digits[i] = Words.sign(partial) ^ 1;
            }
            int[] correction = Words.andEach(net, divisor, digits[0] ^ 1);
            int[] remainder = Adder.add(net, Words.slice(partial, 0, divisor.length), correction);
            int rest = Words.orAll(net, Words.slice(dividend, 0, low));
            return new FloatQuotient(digits, net.or(rest, Words.orAll(net, remainder)));
        }
    }
}
