package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Products of words, by whichever construction costs least for the factors at hand.
 *
 * <table>
 * <caption>AND gates</caption>
 * <tr><td>width n</td><td>8</td><td>16</td><td>32</td><td>64</td><td>128</td></tr>
 * <tr><td>n x n to n</td><td>41</td><td>145</td><td>545</td><td>2016</td><td>7212</td></tr>
 * <tr><td>n x n to 2n, unsigned</td><td>79</td><td>287</td><td>1024</td><td>3318</td><td>10454</td></tr>
 * <tr><td>n x n to 2n, signed</td><td>78</td><td>286</td><td>992</td><td>3257</td><td>10328</td></tr>
 * <tr><td>square, n to n</td><td>14</td><td>62</td><td>254</td><td>1022</td><td>3871</td></tr>
 * <tr><td>square, n to 2n, unsigned</td><td>37</td><td>141</td><td>541</td><td>1866</td><td>6156</td></tr>
 * </table>
 *
 * <p>A word that is multiplied by itself is squared. Leading zeros, copies of the sign and trailing zeros that are
 * known make a factor narrower; a constant factor goes to {@link ConstantMultiplier}. The whole products are those of
 * {@link SignedDigits}, products cut to the width of their factors those of {@link TruncatedProduct}.
 */
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

    /** {@code a * a} modulo 2^n; the same as {@link #multiply} of a word with itself. */
    public static int[] square(Netlist net, int[] a) {
        return multiply(net, a, a);
    }

    /** {@code a * a} in twice the width. */
    public static int[] squareWide(Netlist net, int[] a, boolean signed) {
        return multiplyWide(net, a, a, signed);
    }

    /**
     * Adds {@code a * b} modulo the sum's 2^width. In a sum of products that shares one compressor the additions
     * between them cost nothing.
     */
    public static void addProduct(Netlist net, ColumnSum sum, int[] a, int[] b) {
        Factor left = Factor.of(a, false, sum.width());
        Factor right = Factor.of(b, false, sum.width());
        boolean direct = right.width() >= 2 && !Words.isConstant(a) && !Words.isConstant(b);
        if (direct && left.isSame(right)) {
            Squarer.add(net, sum, left);
        } else if (direct) {
            long start = net.here();
            TruncatedProduct.add(net, sum, left, right);
            net.made(start, () -> "rows of a product " + sizes(left, right, sum.width()) + " (TruncatedProduct)");
        } else {
            sum.add(product(net, a, false, b, false, sum.width()), 0);
        }
    }

    /** Subtracts {@code a * b} modulo the sum's 2^width, at the price of adding it, but for squares. */
    public static void subtractProduct(Netlist net, ColumnSum sum, int[] a, int[] b) {
        Factor left = Factor.of(a, false, sum.width());
        Factor right = Factor.of(b, false, sum.width());
        if (right.width() >= 2 && !left.isSame(right) && !Words.isConstant(a) && !Words.isConstant(b)) {
            long start = net.here();
            TruncatedProduct.subtract(net, sum, left, right);
            net.made(start, () -> "rows of a product " + sizes(left, right, sum.width()) + " (TruncatedProduct)");
        } else {
            sum.addNumber(product(net, a, false, b, false, sum.width()), true, 0);
        }
    }

    /** Adds {@code a * constant} modulo the sum's 2^width; the constant may be negative. */
    public static void addMultiple(Netlist net, ColumnSum sum, int[] a, BigInteger constant) {
        Factor factor = Factor.of(a, false, sum.width());
        if (factor.width() > 0) {
            long start = net.here();
            ConstantMultiplier.add(net, sum, factor, constant);
            net.made(start, () -> "rows of a product with the constant " + Words.shown(constant));
        }
    }

    /** {@code a * b} modulo 2^width; the factors may differ in width and are unsigned. */
    public static int[] multiplyModulo(Netlist net, int[] a, int[] b, int width) {
        return product(net, a, false, b, false, width);
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
            return Explained.of(
                    net, () -> "square " + sizes(a, b, width) + " (Squarer)", () -> Squarer.square(net, a, width));
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
        return Explained.of(
                net,
                () -> "product with the constant " + Words.shown(constant.value()) + ", " + a.width() + " to " + width
                        + " bits (ConstantMultiplier)",
                () -> ConstantMultiplier.product(net, a, constant.value(), width));
    }

    private static List<Supplier<int[]>> generalWays(Netlist net, Factor a, Factor b, int width) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        int whole = a.width() + b.width();
        int least = Math.min(a.width(), b.width());
        boolean tiny = least < 4 || a.width() * (long) b.width() <= 64;
        boolean plain = a.width() == width && b.width() == width;
        if (width < whole && least >= 2) {
            ways.add(() -> named(net, "TruncatedProduct", a, b, width, () -> TruncatedProduct.of(net, a, b, width)));
            if (a.width() != b.width() || a.signed() != b.signed()) {
                ways.add(
                        () -> named(net, "TruncatedProduct", b, a, width, () -> TruncatedProduct.of(net, b, a, width)));
            }
        }
        if (!plain || tiny) {
            ways.add(() -> named(net, "SignedDigits", a, b, width, () -> SignedDigits.product(net, a, b, width)));
        }
        if (!plain && width < whole) {
            ways.add(() -> named(
                    net,
                    "SignedDigits, cut",
                    a,
                    b,
                    width,
                    () -> Words.slice(SignedDigits.product(net, a, b, whole), 0, width)));
        }
        if (tiny || RowsOfAnds.isWorthTrying(a, b, width)) {
            ways.add(() -> named(net, "rows of ANDs", a, b, width, () -> RowsOfAnds.product(net, a, b, width)));
        }
        return ways;
    }

    private static int[] named(
            Netlist net, String construction, Factor a, Factor b, int width, Supplier<int[]> product) {
        return Explained.of(net, () -> "product " + sizes(a, b, width) + " (" + construction + ")", product);
    }

    private static String sizes(Factor a, Factor b, int width) {
        return a.width() + " x " + b.width() + " to " + width + " bits";
    }
}
