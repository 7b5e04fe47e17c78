package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Products of numbers written with digits +1 and -1, whose partial products are free.
 *
 * <p>An n-bit word A stands for A' = sum (2 a_i - 1) 2^i = 2 A - c with c = 2^n - 1. The product of two digits is an
 * XNOR, so that
 *
 * <pre>Y(A, B) = sum XNOR(a_i, b_j) 2^(i+j) = (A' B' + c_A c_B) / 2</pre>
 *
 * costs nothing but the full adders that sum it: n^2 - n ANDs, where AND-ed partial products cost 2 n^2 and radix-4
 * Booth digits 1.25 n^2. What a caller wants of it is recovered by adding a few rows ({@link Multiplier}).
 *
 * <p>Karatsuba's identity is applied to Y itself. With A = A0 + 2^h A1 split in the middle (e = 0), and S = A0 + A1,
 *
 * <pre>Y01 + Y10 = Y(SA, SB) + SA + SB - (4 c + 1) - Y00 - Y11.</pre>
 *
 * With the parts overlapping by e bits it evaluates at 2^e: A0' + 2^e A1' is odd, hence again a number of such digits,
 * and needs no correction. Y00 = L0 + 2^q L1 and Y11 = H0 + 2^p H1 enter through T = L1 - H0, which occurs twice.
 */
final class SignedDigits {

    private static final int DIRECT = -1;

    private SignedDigits() {}

    /**
     * {@code a * b} modulo 2^width: with A' = 2 A + alpha and B' = 2 B + beta it is half of
     * {@code Y - beta A - alpha B - (alpha beta + c_A c_B) / 2}.
     */
    static int[] product(Netlist net, Factor a, Factor b, int width) {
        ColumnSum sum = new ColumnSum(width + 1);
        addTwice(net, sum, a, b, 0);
        return Words.slice(sum.sum(net), 1, width + 1);
    }

    /** Adds {@code a * b * 2^(weight+1)}. */
    static void addTwice(Netlist net, ColumnSum sum, Factor a, Factor b, int weight) {
        add(net, sum, a.digits(), b.digits(), weight);
        BigInteger ones = allOnes(a.width()).multiply(allOnes(b.width()));
        BigInteger constant = offset(a).multiply(offset(b)).add(ones).shiftRight(1);
        sum.addConstant(constant.negate().shiftLeft(weight));
        if (a.width() == b.width() && !a.signed() && !b.signed()) {
            int[] s = Adder.addWithCarry(net, a.bits(), b.bits(), Netlist.FALSE);
            sum.subtract(s, weight);
            sum.add(s, weight + a.width());
        } else {
            addCorrection(sum, a, b, weight);
            addCorrection(sum, b, a, weight);
        }
    }

    /** The difference between the value of the digits and twice the factor. */
    private static BigInteger offset(Factor a) {
        return a.signed() ? BigInteger.ONE : allOnes(a.width()).negate();
    }

    /** Adds {@code -a} times the offset of {@code b}, times 2^weight. */
    private static void addCorrection(ColumnSum sum, Factor a, Factor b, int weight) {
        int[] digits = a.digits();
        sum.subtract(digits, weight);
        if (!b.signed()) {
            sum.add(digits, weight + b.width());
        }
        if (a.signed()) {
            sum.addConstant(BigInteger.ONE.shiftLeft(weight + a.width() - 1).multiply(offset(b)));
        }
    }

    /** Adds Y(a, b) 2^weight; columns beyond the sum's width are dropped. */
    static void add(Netlist net, ColumnSum sum, int[] a, int[] b, int weight) {
        addBelow(net, sum, a, b, weight, sum.width());
    }

    /** Adds the part of Y(a, b) 2^weight in columns below {@code end}. */
    private static void addBelow(Netlist net, ColumnSum sum, int[] a, int[] b, int weight, int end) {
        int[] left = Words.slice(a, 0, Math.min(a.length, end - weight));
        int[] right = Words.slice(b, 0, Math.min(b.length, end - weight));
        int least = Math.min(left.length, right.length);
        int square = Math.min(least, bestSquare(end - weight));
        if (square <= 0 || split(square) == DIRECT) {
            addBits(sum, left, right, weight, end);
            return;
        }
        addSquare(net, sum, Words.slice(left, 0, square), Words.slice(right, 0, square), weight);
        addBelow(net, sum, Words.slice(left, square, left.length), right, weight + square, end);
        int[] low = Words.slice(left, 0, square);
        addBelow(net, sum, low, Words.slice(right, square, right.length), weight + square, end);
    }

    /** The side of the square that is cut out of a triangle of this many columns. */
    private static int bestSquare(int columns) {
        int half = (columns + 1) / 2;
        return half % 2 == 0 && split(half - 1) != DIRECT ? half - 1 : half;
    }

    private static void addBits(ColumnSum sum, int[] a, int[] b, int weight, int end) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length && weight + i + j < end; j++) {
                sum.addXnor(a[i], b[j], weight + i + j);
            }
        }
    }

    /**
     * The overlap with which a square of this side is split, or {@link #DIRECT}: for sides below 150 the best of all,
     * as counted with this class; longer ones go on in the same way.
     */
    private static int split(int side) {
        if (side % 2 != 0) {
            return side < 23 ? DIRECT : 1;
        }
        if (side < 42) {
            return side < 26 ? DIRECT : 0;
        }
        boolean even = side == 44 || (side % 4 == 2 && side >= 50 && side <= 86) || (side % 8 == 6 && side <= 142);
        return even && side != 46 ? 0 : 2;
    }

    /** Adds Y(a, b) 2^weight for two words of one width. */
    private static void addSquare(Netlist net, ColumnSum sum, int[] a, int[] b, int weight) {
        int n = a.length;
        int overlap = split(n);
        if (overlap == DIRECT) {
            addBits(sum, a, b, weight, sum.width());
            return;
        }
        int p = (n - overlap) / 2;
        int h = n - p;
        int[] low = square(net, Words.slice(a, 0, h), Words.slice(b, 0, h));
        int[] high = square(net, Words.slice(a, h, n), Words.slice(b, h, n));
        int[] middleA = evaluate(net, a, h, overlap);
        int[] middleB = evaluate(net, b, h, overlap);
        addSquare(net, sum, middleA, middleB, weight + p);
        if (overlap == 0) {
            sum.add(middleA, weight + p);
            sum.add(middleB, weight + p);
        }
        sum.addConstant(middleConstant(n, overlap).shiftLeft(weight));
        addOuter(net, sum, low, high, p, overlap, weight);
    }

    /** Y(a, b) as a word. */
    private static int[] square(Netlist net, int[] a, int[] b) {
        ColumnSum sum = new ColumnSum(2 * a.length);
        addSquare(net, sum, a, b, 0);
        return sum.sum(net);
    }

    /** The digits of A0' + 2^e A1', or without overlap the sum A0 + A1; h + 1 bits. */
    private static int[] evaluate(Netlist net, int[] word, int h, int overlap) {
        int[] high = Words.slice(word, h, word.length);
        if (overlap == 0) {
            return Adder.addWithCarry(net, Words.slice(word, 0, h), high, Netlist.FALSE);
        }
        int[] sum = Adder.addWithCarry(net, Words.slice(word, overlap, h), high, word[overlap - 1]);
        int[] digits = new int[h + 1];
        System.arraycopy(word, 0, digits, 0, overlap);
        digits[overlap - 1] ^= 1;
        System.arraycopy(sum, 0, digits, overlap, sum.length);
        return digits;
    }

    private static BigInteger middleConstant(int n, int overlap) {
        int p = (n - overlap) / 2;
        int h = n - p;
        if (overlap == 0) {
            return allOnes(h).shiftLeft(2).add(BigInteger.ONE).negate().shiftLeft(p);
        }
        BigInteger whole = squareOf(allOnes(n));
        BigInteger low = squareOf(allOnes(h));
        BigInteger middle = squareOf(allOnes(h + 1)).shiftLeft(p);
        BigInteger high = squareOf(allOnes(p));
        BigInteger shiftedHigh = high.shiftLeft(2 * h).subtract(high.shiftLeft(p + 2 * overlap));
        return whole.subtract(low)
                .add(low.shiftLeft(p))
                .subtract(middle)
                .subtract(shiftedHigh)
                .shiftRight(1);
    }

    /** Adds (1 - 2^p) (low - 2^q high) 2^weight, q = p + 2 e; with e = 0, low and high have 2 p bits. */
    static void addOuter(Netlist net, ColumnSum sum, int[] low, int[] high, int p, int overlap, int weight) {
        int q = p + 2 * overlap;
        int[] low0 = Words.slice(low, 0, q);
        int[] high1 = Words.slice(high, p, high.length);
        int[] t = Adder.subtractWithBorrow(net, Words.slice(low, q, low.length), Words.slice(high, 0, p));
        int[] difference = Words.slice(t, 0, p);
        int[] borrow = {t[p]};
        sum.add(low0, weight);
        sum.subtract(low0, weight + p);
        sum.add(difference, weight + q);
        sum.subtract(difference, weight + p + q);
        sum.subtract(high1, weight + p + q);
        sum.add(high1, weight + 2 * p + q);
        sum.subtract(borrow, weight + p + q);
        sum.add(borrow, weight + 2 * p + q);
    }

    /** 2^n - 1. */
    static BigInteger allOnes(int n) {
        return BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
    }

    private static BigInteger squareOf(BigInteger x) {
        return x.multiply(x);
    }
}
