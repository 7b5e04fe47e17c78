package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Products of words. */
public final class Multiplier {

    private Multiplier() {}

    /** {@code a * b} modulo 2^n. */
    public static int[] multiply(Netlist net, int[] a, int[] b) {
        Adder.requireEqualWidths(a, b);
        return product(net, a, false, b, false, a.length);
    }

    /** {@code a * b} in twice the width. */
    public static int[] multiplyWide(Netlist net, int[] a, int[] b, boolean signed) {
        Adder.requireEqualWidths(a, b);
        return product(net, a, signed, b, signed, 2 * a.length);
    }

    /** {@code a * a} modulo 2^n. */
    public static int[] square(Netlist net, int[] a) {
        return multiply(net, a, a);
    }

    /** {@code a * a} in twice the width. */
    public static int[] squareWide(Netlist net, int[] a, boolean signed) {
        return multiplyWide(net, a, a, signed);
    }

    /** The exact product modulo 2^width; the factors may differ in width and sign. */
    static int[] product(Netlist net, int[] a, boolean signedA, int[] b, boolean signedB, int width) {
        ColumnSum sum = new ColumnSum(width);
        int[] left = Words.extend(a, width, signedA);
        int[] right = Words.extend(b, width, signedB);
        for (int i = 0; i < width; i++) {
            sum.add(Words.andEach(net, Words.slice(left, 0, width - i), right[i]), i);
        }
        return sum.sum(net);
    }
}
