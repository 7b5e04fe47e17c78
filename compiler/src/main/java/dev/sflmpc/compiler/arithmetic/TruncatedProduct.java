package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;

/**
 * Products modulo 2^n that cut off much of the whole product.
 *
 * <p>The multiplier is read as {@code B = (2 b1 + b0 - 2) + sum_{i>=2} (2 b_i - 1) 2^(i-1) + 2^(m-1)}, m its width: the
 * lowest digit selects one of 0, A, -A, -2A (1.5 ANDs a bit, by Karatsuba over GF(2)), each further one adds A or -A,
 * whose bits are XNORs and free ({@link SignedDigits}). A signed multiplier, its top bit flipped, lacks the last term.
 */
final class TruncatedProduct {

    /** Up to here the rows are plain XNORs, which full adders take best behind all other bits. */
    private static final int LONGEST_DIRECT = 45;

    private TruncatedProduct() {}

    static int[] of(Netlist net, Factor a, Factor b, int width) {
        ColumnSum sum = new ColumnSum(width);
        add(net, sum, a, b);
        return sum.sum(net);
    }

    /** Adds {@code a * b} modulo the sum's 2^width; {@code b} has two bits or more. */
    static void add(Netlist net, ColumnSum sum, Factor a, Factor b) {
        add(net, sum, a, b, false);
    }

    /** Subtracts {@code a * b} modulo the sum's 2^width: the multiplier's digits change their signs, which is free. */
    static void subtract(Netlist net, ColumnSum sum, Factor a, Factor b) {
        add(net, sum, a, b, true);
    }

    private static void add(Netlist net, ColumnSum sum, Factor a, Factor b, boolean negated) {
        int width = sum.width();
        // as a signed word or one of full width, A negated needs no row of its own
        Factor left =
                a.signed() || a.width() >= width ? a : new Factor(Words.zeroExtend(a.bits(), a.width() + 1), true);
        addLowestDigit(net, sum, left.extended(width), b.digits()[0], b.digits()[1], negated);
        int[] higher = Words.slice(b.digits(), 2, b.width());
        int[] digits = negated ? Words.invert(higher) : higher;
        boolean rowsFirst = width > LONGEST_DIRECT;
        if (rowsFirst) {
            SignedDigits.add(net, sum, left.digits(), digits, 1);
        }
        for (int i = 0; i < digits.length; i++) {
            sum.addBit(digits[i] ^ 1, i + 1);
        }
        if (left.signed()) {
            BigInteger perRow = BigInteger.ONE.shiftLeft(left.width() - 1).negate();
            sum.addConstant(perRow.multiply(SignedDigits.allOnes(digits.length).shiftLeft(1)));
        }
        if (!b.signed()) {
            addRow(sum, left.extended(width), b.width() - 1, negated);
        }
        if (!rowsFirst) {
            SignedDigits.add(net, sum, left.digits(), digits, 1);
        }
    }

    private static void addRow(ColumnSum sum, int[] row, int weight, boolean negated) {
        if (negated) {
            sum.addNumber(row, true, weight);
        } else {
            sum.add(row, weight);
        }
    }

    /** Adds {@code (2 b1 + b0 - 2) a}, or subtracts it. */
    private static void addLowestDigit(Netlist net, ColumnSum sum, int[] a, int b0, int b1, boolean negated) {
        int width = a.length;
        int negative = negated ? b1 : b1 ^ 1;
        int two = net.and(b0 ^ 1, b1 ^ 1);
        int oneOrTwo = net.xor(b0, two);
        int[] row = new int[width + 2];
        for (int j = 0; j < width; j += 2) {
            int even = net.and(b0, a[j]);
            row[j] = net.xor(row[j], even);
            if (j + 1 < width) {
                int odd = net.and(two, a[j + 1]);
                int both = net.and(oneOrTwo, net.xor(a[j], a[j + 1]));
                row[j + 1] = net.xor(both, even, odd);
                row[j + 2] = odd;
            }
        }
        sum.add(Words.xorEach(net, Words.slice(row, 0, width), negative), 0);
        sum.addBit(negative, 0);
    }
}
