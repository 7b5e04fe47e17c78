package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Equality and order.
 *
 * <p>AND gates at width n: equal and isZero n - 1 in logarithmic depth; less and lessOrEqual n, lessUpToTies n - 1. Against a constant the
 * order costs n - 1 less one for every low bit that cannot matter: trailing zeros of the constant for {@code x < c},
 * trailing ones for {@code x <= c}; {@code x < 0} on signed words is the sign bit.
 */
public final class Comparator {

    private Comparator() {}

    /** {@code a == b}. */
    public static int equal(Netlist net, int[] a, int[] b) {
        Adder.requireEqualWidths(a, b);
        long start = net.here();
        int[] same = new int[significantWidth(a, b)];
        for (int i = 0; i < same.length; i++) {
            same[i] = net.xor(a[i], b[i]) ^ 1;
        }
        int equal = Words.andAll(net, same);
        net.made(start, () -> "equality of " + same.length + " bits");
        return equal;
    }

    /** {@code a == 0}. */
    public static int isZero(Netlist net, int[] a) {
        return Words.andAll(net, Words.invert(Words.slice(a, 0, Words.signedWidth(a))));
    }

    /** {@code a < b}: the borrow of {@code a - b}, whose gates it shares with a subtraction of the same words. */
    public static int less(Netlist net, int[] a, int[] b, boolean signed) {
        return less(net, a, b, signed, Netlist.FALSE);
    }

    /** {@code a < b}, or a bit where they are equal: so words of lower rank go on, and it is one comparison of all. */
    public static int less(Netlist net, int[] a, int[] b, boolean signed, int whenEqual) {
        Adder.requireEqualWidths(a, b);
        long start = net.here();
        int carry = whenEqual ^ 1;
        int width = significantWidth(a, b);
        for (int i = 0; i < width; i++) {
            int top = signed && i + 1 == width ? 1 : 0;
            carry = Adder.carryBit(net, a[i] ^ top, b[i] ^ 1 ^ top, carry);
        }
        net.made(start, () -> "comparison of " + width + (signed ? " signed" : "") + " bits");
        return carry ^ 1;
    }

    /**
     * {@code a < b} of words that differ; of equal ones it is either. The carry into the lowest bit is free then: with
     * {@code a[0]} for it the carry out of that bit is {@code a[0]} too, majority(a, !b, a) = a, without an AND gate.
     */
    public static int lessUpToTies(Netlist net, int[] a, int[] b, boolean signed) {
        int isSign = signed && significantWidth(a, b) == 1 ? 1 : 0;
        return less(net, a, b, signed, a[0] ^ isSign ^ 1);
    }

    /** The width without bits that are copies of the one below in both words. */
    private static int significantWidth(int[] a, int[] b) {
        return Math.max(Words.signedWidth(a), Words.signedWidth(b));
    }

    /** {@code a <= b}. */
    public static int lessOrEqual(Netlist net, int[] a, int[] b, boolean signed) {
        return less(net, b, a, signed) ^ 1;
    }
}
