package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Products of words. */
public final class Multiplier {

    private static final int LONGEST_BY_DIGITS = 1024;

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

    /** Adds {@code a * b} modulo the sum's 2^width; for sums of products, which share one compressor. */
    public static void addProduct(Netlist net, ColumnSum sum, int[] a, int[] b) {
        TruncatedProduct.add(net, sum, Factor.of(a, false, sum.width()), Factor.of(b, false, sum.width()));
    }

    /** The exact product modulo 2^width; the factors may differ in width and sign. */
    static int[] product(Netlist net, int[] a, boolean signedA, int[] b, boolean signedB, int width) {
        Factor left = Factor.of(a, signedA, width);
        Factor right = Factor.of(b, signedB, width);
        int leftZeros = Words.trailingZeros(left.bits());
        int rightZeros = Words.trailingZeros(right.bits());
        int zeros = leftZeros + rightZeros;
        if (left.width() == 0 || right.width() == 0 || zeros >= width) {
            return new int[width];
        }
        Factor oddLeft = Factor.of(left.shiftedRight(leftZeros).bits(), left.signed(), width - zeros);
        Factor oddRight = Factor.of(right.shiftedRight(rightZeros).bits(), right.signed(), width - zeros);
        int needed = Math.min(width - zeros, oddLeft.width() + oddRight.width());
        int[] product = narrowProduct(net, oddLeft, oddRight, needed);
        boolean signed = oddLeft.signed() || oddRight.signed();
        return Words.shiftedLeft(Words.extend(product, width - zeros, signed), zeros, width);
    }

    private static int[] narrowProduct(Netlist net, Factor a, Factor b, int width) {
        if (a.isSame(b)) {
            return Squarer.square(net, a, width);
        }
        if (Words.isConstant(a.bits())) {
            return byConstant(net, b, a, width);
        }
        if (Words.isConstant(b.bits())) {
            return byConstant(net, a, b, width);
        }
        return Cheapest.of(net, generalWays(net, a, b, width));
    }

    /** From a thousand bits on Karatsuba wins against one row per digit of the constant. */
    private static int[] byConstant(Netlist net, Factor a, Factor constant, int width) {
        if (Math.min(a.width(), constant.width()) > LONGEST_BY_DIGITS) {
            return Cheapest.of(net, generalWays(net, a, constant, width));
        }
        return ConstantMultiplier.product(net, a, constant.value(), width);
    }

    private static List<Supplier<int[]>> generalWays(Netlist net, Factor a, Factor b, int width) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        boolean small = (long) a.width() * b.width() <= 64;
        boolean whole = width == a.width() + b.width();
        boolean plain = a.width() == width && b.width() == width;
        boolean special = Words.secretBits(a.bits()) < a.width() || Words.secretBits(b.bits()) < b.width();
        if (a.width() >= 2 && b.width() >= 2 && !whole) {
            ways.add(() -> TruncatedProduct.of(net, a, b, width));
            if (a.width() != b.width() || a.signed() != b.signed()) {
                ways.add(() -> TruncatedProduct.of(net, b, a, width));
            }
        }
        if (!plain || small) {
            ways.add(() -> SignedDigits.product(net, a, b, width));
        }
        if (small || special || Math.min(a.width(), b.width()) < 4) {
            ways.add(() -> rowsOfAnds(net, a, b, width));
        }
        return ways;
    }

    private static int[] rowsOfAnds(Netlist net, Factor a, Factor b, int width) {
        ColumnSum sum = new ColumnSum(width);
        int[] left = a.extended(width);
        int[] right = b.extended(width);
        for (int i = 0; i < width; i++) {
            sum.add(Words.andEach(net, Words.slice(left, 0, width - i), right[i]), i);
        }
        return sum.sum(net);
    }
}
