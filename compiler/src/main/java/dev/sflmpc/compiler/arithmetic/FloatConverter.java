package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Conversions between integers of any width and IEEE 754 floats, and between float formats.
 *
 * <table>
 * <caption>AND gates</caption>
 * <tr><td>i32, u32, i64, u64 to single</td><td>245, 214, 409, 346</td></tr>
 * <tr><td>i32, u32, i64, u64 to double</td><td>217, 186, 555, 492</td></tr>
 * <tr><td>single to i32, u32, i64, u64</td><td>266, 235, 439, 376</td></tr>
 * <tr><td>double to i32, u32, i64, u64</td><td>317, 286, 598, 535</td></tr>
 * <tr><td>single to double, double to single</td><td>194, 359</td></tr>
 * </table>
 *
 * <p>The exponent of an integer is the position of its highest bit, which is one-hot: the field is an XOR of the
 * fields of the positions, and takes no subtraction.
 */
public final class FloatConverter {

    private FloatConverter() {}

    /** The float nearest to an integer, ties to even; infinite if that is too large. */
    public static int[] fromInteger(Netlist net, FloatFormat format, int[] word, boolean signed) {
        return fromFixed(net, format, word, 0, signed);
    }

    /**
     * The float nearest to {@code word / 2^scale}, ties to even; infinite if that is too large. As cheap as that of an
     * integer, and cheaper where results may be subnormal: then the highest bit is sought above those only.
     *
     * @param scale from 0 to the width of the word
     */
    public static int[] fromFixed(Netlist net, FloatFormat format, int[] word, int scale, boolean signed) {
        int sign = signed ? Words.sign(word) : Netlist.FALSE;
        int[] magnitude = Adder.negateIf(net, sign, word);
        int precision = format.precision();
        // the bit that is worth the least normal float stands for all below it
        int least = Math.max(0, scale - format.bias() + 1);
        int[] sought = Words.slice(magnitude, least, magnitude.length);
        sought[0] = least > 0 ? Netlist.TRUE : sought[0];
        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, sought);
        int[] zeros = first.distance(net);
        int highest = format.bias() + word.length - 1 - scale; // the field when the top bit is set
        boolean mayOverflow = highest >= (1 << format.exponentBits()) - 1;
        if (word.length <= precision && !mayOverflow && least == 0) {
            int[] normal = FloatShift.normalize(net, magnitude, zeros);
            int[] fraction = Words.shiftedLeft(normal, format.fractionBits() + 1 - word.length, format.fractionBits());
            return format.join(fraction, field(net, first.hot(), highest, format.exponentBits()), sign);
        }
        int[] wide = Words.shiftedLeft(
                magnitude, Math.max(0, precision + 1 - word.length), Math.max(precision + 1, word.length));
        FloatShift.Shifted shifted = FloatShift.left(net, wide, zeros, precision + 1);
        int bits = Math.max(format.exponentBits(), 32 - Integer.numberOfLeadingZeros(highest));
        FloatRounding rounding = new FloatRounding(
                format,
                sign,
                field(net, first.hot(), highest - 1, bits),
                Words.slice(shifted.word(), 1, precision + 1),
                shifted.word()[0],
                shifted.sticky());
        return mayOverflow
                ? rounding.pack(net, Netlist.FALSE, Netlist.FALSE)
                : Words.concat(Words.slice(rounding.sum(net), 0, format.width() - 1), new int[] {sign});
    }

    /** {@code highest - i} for the one i that is hot, zero if none is. */
    private static int[] field(Netlist net, int[] hot, int highest, int bits) {
        int[] field = new int[bits];
        for (int i = 0; i < hot.length; i++) {
            for (int b = 0; b < bits; b++) {
                field[b] = (highest - i >>> b & 1) != 0 ? net.xor(field[b], hot[i]) : field[b];
            }
        }
        return field;
    }

    /** Truncated toward zero; the nearest integer of the type where that is out of range, and 0 for NaN. */
    public static int[] toInteger(Netlist net, FloatFormat format, int[] a, int width, boolean signed) {
        return toFixed(net, format, a, width, 0, signed);
    }

    /**
     * {@code a * 2^scale} truncated toward zero; the nearest number of {@code width} bits where that is out of range, and
     * 0 for NaN.
     *
     * @param scale from 0 to {@code width}
     */
    public static int[] toFixed(Netlist net, FloatFormat format, int[] a, int width, int scale, boolean signed) {
        FloatParts parts = format.split(a);
        int nan = parts.isNan(net);
        // below the least normal float all is cut, unless it is worth a unit
        boolean subnormalsCount = scale >= format.bias();
        int hidden = subnormalsCount ? parts.hidden(net) : Netlist.TRUE;
        int[] exponent = subnormalsCount ? parts.scale(net, hidden) : parts.exponent();
        int highest = format.bias() + width - 1 - scale;
        int bits = Math.max(format.exponentBits(), 32 - Integer.numberOfLeadingZeros(Math.max(highest, width))) + 1;
        int[] distance = Adder.subtract(
                net, Words.constant(BigInteger.valueOf(highest), bits), Words.zeroExtend(exponent, bits));
        // a type that holds every finite float has no exponent above it
        boolean holdsAll = highest >= (1 << format.exponentBits()) - 1;
        int above = holdsAll ? parts.isSpecial(net) : Words.sign(distance);
        distance[bits - 1] = signed ? nan : net.or(nan, parts.sign()); // clears, like any distance of the width
        int[] significand = parts.significand(hidden);
        int[] word = width >= significand.length
                ? Words.shiftedLeft(significand, width - significand.length, width)
                : Words.slice(significand, significand.length - width, significand.length);
        int[] magnitude = Shifter.shiftRight(net, word, distance, false);
        int tooLarge = net.and(above, distance[bits - 1] ^ 1);
        if (!signed) {
            return Words.orEach(net, magnitude, tooLarge);
        }
        int saturated = net.or(tooLarge, magnitude[width - 1]);
        magnitude[width - 1] = Netlist.FALSE;
        int[] limit = new int[width];
        java.util.Arrays.fill(limit, parts.sign() ^ 1);
        limit[width - 1] = parts.sign();
        return Selector.mux(net, saturated, limit, Adder.negateIf(net, parts.sign(), magnitude));
    }

    /** The float of another format that is nearest, ties to even. */
    public static int[] convert(Netlist net, FloatFormat from, FloatFormat to, int[] a) {
        boolean exact = to.fractionBits() >= from.fractionBits() && to.bias() >= from.bias() + from.fractionBits();
        return exact ? widen(net, from, to, a) : narrow(net, from, to, a);
    }

    /** Every number of the first format is a normal one of the second. */
    private static int[] widen(Netlist net, FloatFormat from, FloatFormat to, int[] a) {
        FloatParts parts = from.split(a);
        int hidden = parts.hidden(net);
        int special = parts.isSpecial(net);
        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, parts.fraction());
        FloatLeading leading = FloatLeading.of(net, parts.fraction(), hidden, 0);
        int[] normal = FloatShift.normalize(net, parts.fraction(), leading.zeros());
        int nan = net.and(special, leading.anyFraction());

        int difference = to.bias() - from.bias();
        int[] exponent = Adder.add(
                net,
                Words.zeroExtend(parts.exponent(), to.exponentBits()),
                Words.constant(BigInteger.valueOf(difference), to.exponentBits()));
        int[] subnormal = field(net, first.hot(), difference, to.exponentBits());
        for (int b = 0; b < exponent.length; b++) {
            int change = (difference >>> b & 1) != 0 ? subnormal[b] ^ 1 : subnormal[b];
            exponent[b] = net.xor(exponent[b], net.and(hidden ^ 1, change));
        }
        int[] fraction = Words.andEach(net, normal, nan ^ 1);
        fraction[fraction.length - 1] = net.xor(fraction[fraction.length - 1], nan);
        int[] wide = Words.shiftedLeft(fraction, to.fractionBits() - fraction.length, to.fractionBits());
        return to.join(wide, Words.orEach(net, exponent, special), net.and(parts.sign(), nan ^ 1));
    }

    private static int[] narrow(Netlist net, FloatFormat from, FloatFormat to, int[] a) {
        FloatParts parts = from.split(a);
        int hidden = parts.hidden(net);
        int[] significand = parts.significand(hidden);
        int[] scale = Words.zeroExtend(parts.scale(net, hidden), Math.max(from.exponentBits(), to.exponentBits()) + 2);
        int[] lowered = scale;
        int anyFraction = parts.hasFraction(net);
        int any = net.or(hidden, anyFraction);
        // where the least result is greater than any subnormal operand, that one is sticky only
        boolean subnormalsVanish = from.bias() - 2 >= to.bias() + to.fractionBits();
        if (!subnormalsVanish) {
            FloatLeading leading = FloatLeading.of(net, parts.fraction(), hidden, 0);
            significand = FloatShift.normalize(net, significand, leading.zeros());
            lowered = Adder.subtract(net, scale, Words.zeroExtend(leading.zeros(), scale.length));
            anyFraction = leading.anyFraction();
            any = leading.any();
        }
        int special = parts.isSpecial(net);
        FloatRounding rounding = placed(net, from, to, significand, lowered, any, parts.sign());
        return rounding.pack(net, special, net.and(special, anyFraction));
    }

    /** Shifted right where the exponent is too small for a normal result. */
    private static FloatRounding placed(
            Netlist net, FloatFormat from, FloatFormat to, int[] significand, int[] exponent, int any, int sign) {
        int[] field = Adder.add(
                net, exponent, Words.constant(BigInteger.valueOf(to.bias() - from.bias() - 1), exponent.length));
        int top = field.length - 1;
        int negative = field[top];
        int kept = to.precision() + 1;
        int cut = Math.max(0, significand.length - kept);
        int below = Words.orAll(net, Words.slice(significand, 0, cut));
        int[] word = Words.shiftedLeft(
                Words.slice(significand, cut, significand.length), Math.max(0, kept - significand.length), kept);

        int bits = Math.min(top, 32 - Integer.numberOfLeadingZeros(kept));
        int[] distance = Adder.negate(net, Words.slice(field, 0, top));
        int far = Words.orAll(net, Words.slice(distance, bits, top));
        int[] amount = Words.andEach(net, Words.orEach(net, Words.slice(distance, 0, bits), far), negative);
        FloatShift.Shifted shifted = FloatShift.right(net, word, amount);
        int none = net.or(negative, any ^ 1);
        return new FloatRounding(
                to,
                sign,
                Words.andEach(net, Words.slice(field, 0, Math.max(top, to.exponentBits())), none ^ 1),
                Words.slice(shifted.word(), 1, kept),
                shifted.word()[0],
                net.or(below, shifted.sticky()));
    }
}
