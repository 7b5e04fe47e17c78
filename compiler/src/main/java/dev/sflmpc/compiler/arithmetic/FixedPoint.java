package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Multiplication and division of signed fixed-point words; addition, subtraction and order are those of integers.
 *
 * <p>AND gates for fixed&lt;32, 16&gt; and fixed&lt;64, 32&gt;: multiply 911 and 3218, divide 1164 and 4380, remainder
 * 712 and 2456. A product is made exactly, in as many bits as are kept or pushed out ({@link Multiplier}); a division
 * is that of integers whose dividend is fractionBits longer ({@link Divider}).
 */
public final class FixedPoint {

    private FixedPoint() {}

    /** {@code a * b}, made exactly, rounded toward minus infinity, wrapped to the width. */
    public static int[] multiply(Netlist net, int[] a, int[] b, int fractionBits) {
        Adder.requireEqualWidths(a, b);
        int[] product = Multiplier.product(net, a, true, b, true, a.length + fractionBits);
        return Words.slice(product, fractionBits, product.length);
    }

    /** {@code a * 2^fractionBits / b}, truncated toward zero, wrapped to the width; division by zero gives all ones. */
    public static int[] divide(Netlist net, int[] a, int[] b, int fractionBits) {
        Adder.requireEqualWidths(a, b);
        if (Words.isConstant(b)) {
            int width = a.length + fractionBits;
            int[] dividend = Words.shiftedLeft(a, fractionBits, width);
            int[] quotient = Divider.quotient(net, dividend, Words.signExtend(b, width), true);
            return Words.slice(quotient, 0, a.length);
        }
        return Divider.divide(net, a, fractionBits, b, true).quotient();
    }

    /** {@code a - b * trunc(a / b)}, exact, with the dividend's sign; {@code a} when {@code b} is zero. */
    public static int[] remainder(Netlist net, int[] a, int[] b) {
        return Divider.remainder(net, a, b, true);
    }
}
