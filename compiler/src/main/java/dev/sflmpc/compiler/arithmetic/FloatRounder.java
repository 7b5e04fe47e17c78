package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Rounding of IEEE 754 floats to integers that stay floats; the sign stays, also that of a result of zero.
 *
 * <p>AND gates for single and double precision: TOWARD_ZERO 109 and 208; DOWN, UP 170 and 332; NEAREST_EVEN 169
 * and 332; NEAREST_AWAY 147 and 281.
 *
 * <p>The exponent is decoded to a mask of the fraction bits below the units. To round, the mask, or half of it, is
 * added to the word and the masked bits are cleared: a carry into the exponent is right as it is.
 */
public final class FloatRounder {

    /** Where a number between two integers goes. */
    public enum Direction {
        /** To the nearer one, in the middle to the even one. */
        NEAREST_EVEN,
        /** To the nearer one, in the middle away from zero. */
        NEAREST_AWAY,
        /** To the one that is nearer to zero. */
        TOWARD_ZERO,
        /** To the lesser one. */
        DOWN,
        /** To the greater one. */
        UP
    }

    private FloatRounder() {}

    /** The integer next to {@code a}; infinity stays, NaN becomes canonical. */
    public static int[] round(Netlist net, FloatFormat format, int[] a, Direction direction) {
        FloatParts parts = format.split(a);
        int nan = parts.isNan(net);
        int[] mask = mask(net, parts.exponent(), format.fractionBits(), nan);
        int[] exponentBelowTop = Words.slice(parts.exponent(), 0, format.exponentBits() - 1);
        int top = Words.sign(parts.exponent());
        int atOne = Words.andAll(net, exponentBelowTop); // 1 <= |a| < 2, where the top bit is not set
        int belowOne = net.and(top ^ 1, atOne ^ 1);
        int[] magnitude = parts.magnitude();
        int[] rounded =
                switch (direction) {
                    case TOWARD_ZERO -> clearedBelow(net, format, magnitude, belowOne);
                    case DOWN -> directed(net, format, parts, mask, belowOne, parts.sign());
                    case UP -> directed(net, format, parts, mask, belowOne, parts.sign() ^ 1);
                    case NEAREST_AWAY -> nearest(net, format, magnitude, mask, belowOne, mask[0]);
                    case NEAREST_EVEN -> {
                        int odd = net.xor(units(net, parts.fraction(), mask), net.and(top ^ 1, atOne));
                        yield nearest(net, format, magnitude, mask, belowOne, odd);
                    }
                };
        int[] fraction = new int[format.fractionBits()];
        for (int i = 0; i < fraction.length; i++) {
            fraction[i] = net.and(rounded[i], mask[i] ^ 1);
        }
        int quiet = format.fractionBits() - 1;
        fraction[quiet] = net.xor(fraction[quiet], nan);
        int[] exponent = Words.orEach(net, Words.slice(rounded, format.fractionBits(), rounded.length), nan);
        return format.join(fraction, exponent, net.and(parts.sign(), nan ^ 1));
    }

    /** Which fraction bits lie below the units: all of them below 2 and for a NaN. */
    private static int[] mask(Netlist net, int[] exponent, int fractionBits, int nan) {
        int top = exponent.length - 1;
        int bits = Math.min(top, 32 - Integer.numberOfLeadingZeros(fractionBits - 1));
        int large = net.and(exponent[top], nan ^ 1);
        int allUnits = Words.orAll(net, Words.slice(exponent, bits, top));
        int[] units = Words.andEach(net, Words.orEach(net, Words.slice(exponent, 0, bits), allUnits), large);
        int[] atLeast = Words.thermometer(net, units, fractionBits);
        int[] mask = new int[fractionBits];
        for (int i = 0; i < fractionBits; i++) {
            int bound = fractionBits - 1 - i;
            mask[i] = (bound == 0 ? large : atLeast[bound]) ^ 1;
        }
        return mask;
    }

    /** The fraction bit that is worth one; FALSE where it is the hidden one. */
    private static int units(Netlist net, int[] fraction, int[] mask) {
        int unit = Netlist.FALSE;
        for (int i = 1; i < fraction.length; i++) {
            unit = net.xor(unit, net.and(net.xor(mask[i - 1], mask[i]), fraction[i]));
        }
        return unit;
    }

    private static int[] nearest(
            Netlist net, FloatFormat format, int[] magnitude, int[] mask, int belowOne, int carryIn) {
        int[] half = Words.slice(mask, 1, magnitude.length + 1);
        half[format.fractionBits() - 1] = belowOne;
        int[] sum = Adder.add(net, magnitude, Words.zeroExtend(half, magnitude.length), carryIn);
        int[] exponent = Words.slice(sum, format.fractionBits(), sum.length);
        int top = exponent.length - 1;
        int atOne = Words.andAll(net, Words.slice(exponent, 0, top));
        return clearedBelow(net, format, sum, net.and(exponent[top] ^ 1, atOne ^ 1));
    }

    private static int[] directed(
            Netlist net, FloatFormat format, FloatParts parts, int[] mask, int belowOne, int away) {
        int[] magnitude = parts.magnitude();
        int[] addend = Words.zeroExtend(Words.andEach(net, mask, away), magnitude.length);
        int[] sum = clearedBelow(net, format, Adder.add(net, magnitude, addend), belowOne);
        int nonZero = net.or(parts.hidden(net), parts.hasFraction(net));
        int one = net.and(net.and(belowOne, away), nonZero);
        for (int i = format.fractionBits(); i < sum.length - 1; i++) {
            sum[i] = net.xor(sum[i], one);
        }
        return sum;
    }

    private static int[] clearedBelow(Netlist net, FloatFormat format, int[] magnitude, int belowOne) {
        int[] result = magnitude.clone();
        for (int i = format.fractionBits(); i < result.length; i++) {
            result[i] = net.and(result[i], belowOne ^ 1);
        }
        return result;
    }
}
