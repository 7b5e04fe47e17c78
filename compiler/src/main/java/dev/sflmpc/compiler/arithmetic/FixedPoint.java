package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Multiplication and division of signed fixed-point words; addition, subtraction and order are those of integers.
 *
 * <p>AND gates for fixed&lt;32, 16&gt;: see {@link SignedDigits} for the product of width + fractionBits bits that is
 * made exactly and cut; division is an integer division of a dividend that is fractionBits longer.
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
        return Divider.divide(net, a, fractionBits, b, true).quotient();
    }

    /** {@code a - b * trunc(a / b)}, exact, with the dividend's sign; {@code a} when {@code b} is zero. */
    public static int[] remainder(Netlist net, int[] a, int[] b) {
        return Divider.remainder(net, a, b, true);
    }
}
