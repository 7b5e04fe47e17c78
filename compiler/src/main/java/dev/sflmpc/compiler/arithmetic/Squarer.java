package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Squares with digits +1 and -1 ({@link SignedDigits}): each pair of digits meets once,
 *
 * <pre>A^2 = X + A 2^n - A + ((4^n - 1) / 3 - c^2) / 2,   X = sum_{i&lt;j} XNOR(a_i, a_j) 2^(i+j),</pre>
 *
 * n^2 / 2 ANDs, and n^2 / 4 modulo 2^n. A signed word lacks the term A 2^n. Long squares go through Karatsuba's
 * A^2 = A0^2 + 2^h ((A0 + A1)^2 - A0^2 - A1^2) + 4^h A1^2.
 */
final class Squarer {

    private static final int LEAST_SPLIT = 36;

    private Squarer() {}

    /** {@code a * a} modulo 2^width. */
    static int[] square(Netlist net, Factor a, int width) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        if (a.width() < 4 * LEAST_SPLIT) {
            ways.add(() -> direct(net, a, width));
        }
        if (a.width() >= LEAST_SPLIT) {
            ways.add(() -> split(net, a, width));
        }
        return Cheapest.of(net, ways);
    }

    /** Adds {@code a * a} modulo the sum's 2^width. */
    static void add(Netlist net, ColumnSum sum, Factor a) {
        if (a.width() == 0) {
            return;
        }
        if (a.width() < LEAST_SPLIT) {
            addDirect(sum, a);
        } else {
            sum.add(square(net, a, sum.width()), 0);
        }
    }

    /** Adds {@code a * a} plus the word that the digits of {@code a} are, modulo the sum's 2^width. */
    static void addSquarePlusDigits(ColumnSum sum, Factor a) {
        int[] digits = a.digits();
        addPairs(sum, digits, 0);
        if (!a.signed()) {
            sum.add(digits, digits.length);
        }
        sum.addConstant(pairsToSquare(a));
    }

    /** Subtracts what {@link #addSquarePlusDigits} adds. */
    static void subtractSquarePlusDigits(ColumnSum sum, Factor a) {
        int[] digits = a.digits();
        for (int j = 1; j < digits.length; j++) {
            for (int i = 0; i < j; i++) {
                // -x = (1 - x) - 1
                sum.addXnor(digits[i] ^ 1, digits[j], i + j);
                sum.addConstant(BigInteger.ONE.shiftLeft(i + j).negate());
            }
        }
        if (!a.signed()) {
            sum.subtract(digits, digits.length);
        }
        sum.addConstant(pairsToSquare(a).negate());
    }

    /** The constant part of a square, its digits added. */
    private static BigInteger pairsToSquare(Factor a) {
        int n = a.width();
        BigInteger all = SignedDigits.allOnes(n).pow(2);
        BigInteger squares = SignedDigits.allOnes(2 * n).divide(BigInteger.valueOf(3));
        if (a.signed()) {
            BigInteger constant =
                    all.add(BigInteger.ONE).subtract(squares.shiftLeft(1)).shiftRight(2);
            return BigInteger.ONE.shiftLeft(n - 1).subtract(constant);
        }
        return squares.subtract(all).shiftRight(1);
    }

    private static int[] direct(Netlist net, Factor a, int width) {
        ColumnSum sum = new ColumnSum(width);
        addDirect(sum, a);
        return sum.sum(net);
    }

    private static void addDirect(ColumnSum sum, Factor a) {
        addSquarePlusDigits(sum, a);
        sum.subtract(a.digits(), 0);
    }

    private static void addPairs(ColumnSum sum, int[] digits, int weight) {
        for (int j = 1; j < digits.length; j++) {
            for (int i = 0; i < j; i++) {
                sum.addXnor(digits[i], digits[j], weight + i + j);
            }
        }
    }

    private static int[] split(Netlist net, Factor a, int width) {
        ColumnSum sum = new ColumnSum(width);
        int[] digits = a.digits();
        int n = digits.length;
        addSplit(net, sum, digits);
        if (a.signed()) {
            // digits = a + 2^(n-1)
            sum.subtract(digits, n);
            sum.addConstant(BigInteger.ONE.shiftLeft(2 * n - 2));
        }
        return sum.sum(net);
    }

    /** Adds the square of an unsigned word. */
    private static void addSplit(Netlist net, ColumnSum sum, int[] a) {
        int width = sum.width();
        if (2 * a.length <= width) {
            addWhole(net, sum, a, 0);
            return;
        }
        int h = width / 2;
        Factor low = new Factor(Words.slice(a, 0, h), false);
        Factor high = new Factor(Words.slice(a, h, Math.min(a.length, width - 1)), false);
        addWhole(net, sum, low.bits(), 0);
        SignedDigits.addTwice(net, sum, low, high, h);
        sum.addBit(a[h], 2 * h);
    }

    /** Adds the square of an unsigned word, times 2^weight, none of whose columns may be dropped. */
    private static void addWhole(Netlist net, ColumnSum sum, int[] a, int weight) {
        int n = a.length;
        if (n < LEAST_SPLIT) {
            addPairs(sum, a, weight);
            sum.subtract(a, weight);
            sum.add(a, weight + n);
            BigInteger squares = SignedDigits.allOnes(2 * n).divide(BigInteger.valueOf(3));
            sum.addConstant(squares.subtract(SignedDigits.allOnes(n).pow(2))
                    .shiftRight(1)
                    .shiftLeft(weight));
            return;
        }
        int h = (n + 1) / 2;
        int[] low = Words.slice(a, 0, h);
        int[] high = Words.slice(a, h, 2 * h);
        addWhole(net, sum, Adder.addWithCarry(net, low, high, Netlist.FALSE), weight + h);
        SignedDigits.addOuter(net, sum, whole(net, low), whole(net, high), h, 0, weight);
    }

    private static int[] whole(Netlist net, int[] a) {
        ColumnSum sum = new ColumnSum(2 * a.length);
        addWhole(net, sum, a, 0);
        return sum.sum(net);
    }
}
