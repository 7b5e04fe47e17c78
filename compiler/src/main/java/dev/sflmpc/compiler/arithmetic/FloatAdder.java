package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Addition and subtraction of IEEE 754 floats, rounded to nearest even: 572 and 1246 AND gates for single and
 * double precision.
 *
 * <p>The operands are sorted by magnitude, so that a NaN is the larger one and a single test finds it; infinities of
 * opposite sign are then the larger one infinite and a difference of zero. The normalising shift is the lesser of
 * leading zeros and exponent, decided by the borrow of the subtraction that makes the new exponent.
 */
public final class FloatAdder {

    private FloatAdder() {}

    /** {@code a + b}. */
    public static int[] add(Netlist net, FloatFormat format, int[] a, int[] b) {
        if (isZero(format, b)) {
            return addZero(net, format, a, Words.sign(b));
        }
        if (isZero(format, a)) {
            return addZero(net, format, b, Words.sign(a));
        }
        if (Arrays.equals(a, b)) {
            return FloatScaler.scale(net, format, a, 1);
        }
        int[] magnitudeA = format.split(a).magnitude();
        int[] magnitudeB = format.split(b).magnitude();
        int exchange = Comparator.less(net, magnitudeA, magnitudeB, false);
        int[][] sorted = Selector.swap(net, exchange, magnitudeA, magnitudeB);
        int sign = net.mux(exchange, Words.sign(b), Words.sign(a));
        int opposite = net.xor(Words.sign(a), Words.sign(b));
        FloatParts large = format.split(Words.zeroExtend(sorted[0], format.width()));
        FloatParts small = format.split(Words.zeroExtend(sorted[1], format.width()));
        return addSorted(net, format, large, small, sign, opposite);
    }

    private static boolean isZero(FloatFormat format, int[] word) {
        return FloatConstant.of(format, word).filter(FloatConstant::isZero).isPresent();
    }

    /** {@code a + 0}: -0 becomes 0 when the other zero is positive. */
    private static int[] addZero(Netlist net, FloatFormat format, int[] a, int signOfZero) {
        int[] sum = FloatScaler.canonical(net, format, a);
        if (signOfZero == Netlist.FALSE) {
            FloatParts parts = format.split(a);
            int nonZero = net.or(parts.hidden(net), parts.hasFraction(net));
            sum[a.length - 1] = net.and(sum[a.length - 1], nonZero);
        }
        return sum;
    }

    /** {@code a - b}. */
    public static int[] subtract(Netlist net, FloatFormat format, int[] a, int[] b) {
        return add(net, format, a, negate(b));
    }

    /** The sign turned, also that of a NaN. */
    public static int[] negate(int[] a) {
        int[] negated = a.clone();
        negated[a.length - 1] ^= 1;
        return negated;
    }

    /** The sign cleared. */
    public static int[] abs(int[] a) {
        int[] positive = a.clone();
        positive[a.length - 1] = Netlist.FALSE;
        return positive;
    }

    private static int[] addSorted(
            Netlist net, FloatFormat format, FloatParts large, FloatParts small, int sign, int opposite) {
        int hiddenLarge = large.hidden(net);
        int hiddenSmall = small.hidden(net);
        int[] scale = large.scale(net, hiddenLarge);
        int[] distance = Adder.subtract(net, scale, small.scale(net, hiddenSmall));
        int[] aligned = aligned(net, small.significand(hiddenSmall), distance);
        int[] still = Words.shiftedLeft(large.significand(hiddenLarge), 3, aligned.length);
        int[] sum = Adder.addWithCarry(net, still, Words.xorEach(net, aligned, opposite), opposite);
        sum[aligned.length] = net.and(sum[aligned.length], opposite ^ 1);

        BitScan.FirstOne first = BitScan.FirstOne.fromTop(net, sum);
        int nonZero = first.any();
        FloatNormal normal = FloatNormal.of(net, sum, first, scale, format.fractionBits() + 2);
        int special = large.isSpecial(net);
        int nan = net.and(special, net.or(large.hasFraction(net), nonZero ^ 1));
        int resultSign = net.and(sign, net.and(opposite, nonZero ^ 1) ^ 1);
        return normal.rounding(format, resultSign, Netlist.FALSE, net).pack(net, special, nan);
    }

    /** The smaller significand shifted right, with two more bits and a sticky one below. */
    private static int[] aligned(Netlist net, int[] significand, int[] distance) {
        int[] word = Words.shiftedLeft(significand, 2, significand.length + 2);
        int bits = Math.min(distance.length, 32 - Integer.numberOfLeadingZeros(word.length));
        int far = Words.orAll(net, Words.slice(distance, bits, distance.length));
        FloatShift.Shifted shifted =
                FloatShift.right(net, word, Words.orEach(net, Words.slice(distance, 0, bits), far));
        return Words.concat(new int[] {shifted.sticky()}, shifted.word());
    }
}
