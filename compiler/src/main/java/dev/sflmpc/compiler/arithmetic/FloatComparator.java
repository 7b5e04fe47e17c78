package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Optional;

/**
 * Order of IEEE 754 floats. NaN is neither equal to, less nor greater than anything; -0 equals 0.
 *
 * <p>AND gates for single and double precision: equal 61 and 125, less and lessOrEqual 100 and 198, min and max 157 and
 * 317.
 *
 * <p>Equal words of one sign differ from a NaN as unequal ones from two zeros: with the exponent XORed by whether the
 * signs are equal, one OR serves for both tests. For the order, both magnitudes are inverted by the sign of the first,
 * so that of numbers of opposite sign the chain says which is greater, and only one of them needs a test for zero.
 */
public final class FloatComparator {

    private FloatComparator() {}

    /** {@code a == b}. */
    public static int equal(Netlist net, FloatFormat format, int[] a, int[] b) {
        Optional<FloatConstant> constant = FloatConstant.of(format, b);
        if (constant.isEmpty() && Words.isConstant(a)) {
            return equal(net, format, b, a);
        }
        if (constant.isPresent()) {
            return equalTo(net, format, a, b, constant.get());
        }
        FloatParts x = format.split(a);
        FloatParts y = format.split(b);
        int sameSign = net.xor(x.sign(), y.sign()) ^ 1;
        int sameMagnitude = Comparator.equal(net, x.magnitude(), y.magnitude());
        // zero when the signs differ, NaN when they are the same
        int exponent = Words.orAll(net, Words.xorEach(net, x.exponent(), sameSign));
        int extreme = net.and(exponent ^ 1, net.xor(x.hasFraction(net), sameSign ^ 1));
        return net.and(sameMagnitude, net.xor(extreme, sameSign));
    }

    private static int equalTo(Netlist net, FloatFormat format, int[] a, int[] b, FloatConstant constant) {
        if (constant.isNan()) {
            return Netlist.FALSE;
        }
        return constant.isZero() ? Words.orAll(net, format.split(a).magnitude()) ^ 1 : Comparator.equal(net, a, b);
    }

    /** {@code a < b}. */
    public static int less(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts x = format.split(a);
        FloatParts y = format.split(b);
        return net.and(isLess(net, x, y), isUnordered(net, x, y) ^ 1);
    }

    /** {@code a <= b}. */
    public static int lessOrEqual(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts x = format.split(a);
        FloatParts y = format.split(b);
        return net.and(isLess(net, y, x) ^ 1, isUnordered(net, x, y) ^ 1);
    }

    /** Whether the word is a NaN. */
    public static int isNan(Netlist net, FloatFormat format, int[] a) {
        return format.split(a).isNan(net);
    }

    /** The lesser float, -0 before 0; NaN if either is. */
    public static int[] min(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts x = format.split(a);
        FloatParts y = format.split(b);
        int first = isFirst(net, x, y);
        FloatParts least = format.split(Selector.mux(net, first, a, b));
        return format.withNan(net, least.fraction(), least.exponent(), least.sign(), isUnordered(net, x, y));
    }

    /** The greater float, 0 before -0; NaN if either is. */
    public static int[] max(Netlist net, FloatFormat format, int[] a, int[] b) {
        FloatParts x = format.split(a);
        FloatParts y = format.split(b);
        int first = isFirst(net, x, y);
        FloatParts greatest = format.split(Selector.mux(net, first, b, a));
        return format.withNan(net, greatest.fraction(), greatest.exponent(), greatest.sign(), isUnordered(net, x, y));
    }

    /**
     * A number in two's complement whose order is IEEE 754's total order of floats: -0 before 0, and NaNs outside of all
     * else, by their sign. No gate but XORs; and back in the same way.
     */
    public static int[] ordered(Netlist net, int[] a) {
        int[] number = a.clone();
        for (int i = 0; i < a.length - 1; i++) {
            number[i] = net.xor(a[i], Words.sign(a));
        }
        return number;
    }

    private static int isUnordered(Netlist net, FloatParts x, FloatParts y) {
        return net.or(x.isNan(net), y.isNan(net));
    }

    /** {@code x < y}, if neither is a NaN. */
    private static int isLess(Netlist net, FloatParts x, FloatParts y) {
        int less = lessFromSignOfFirst(net, x, y);
        int nonZero = net.or(y.hidden(net), y.hasFraction(net));
        int differ = net.xor(x.sign(), y.sign());
        return net.mux(differ, net.and(x.sign(), net.or(less, nonZero)), less);
    }

    /** Whether {@code x} comes before {@code y}, or any bit if they are equal or one is a NaN. */
    private static int isFirst(Netlist net, FloatParts x, FloatParts y) {
        int less = Comparator.lessUpToTies(net, turned(net, x, x.sign()), turned(net, y, x.sign()), false);
        return net.mux(net.xor(x.sign(), y.sign()), x.sign(), less);
    }

    /** The order of the magnitudes, turned when {@code x} is negative. */
    private static int lessFromSignOfFirst(Netlist net, FloatParts x, FloatParts y) {
        return Comparator.less(net, turned(net, x, x.sign()), turned(net, y, x.sign()), false);
    }

    private static int[] turned(Netlist net, FloatParts x, int sign) {
        return Words.xorEach(net, x.magnitude(), sign);
    }
}
