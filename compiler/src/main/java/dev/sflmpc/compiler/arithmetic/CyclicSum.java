package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A sum modulo 2^k - 1 or 2^k + 1: the carry out of the highest of k columns comes in again at the lowest one, as it is where
 * 2^k = 1, and inverted where 2^k = -1, since {@code -c = (1 - c) - 1}.
 *
 * <p>Of n bits, n - 2k full adders leave two in each column, one AND each. So the remainder by a divisor of 2^k - 1 or
 * 2^k + 1 costs what the sum of the digits in base 2^k does, and little more: "casting out nines".
 */
public final class CyclicSum {

    private final BigInteger modulus;
    private final int width;
    private final boolean isNegative;
    private final List<Deque<Integer>> columns = new ArrayList<>();
    private BigInteger constant = BigInteger.ZERO;

    /**
     * @param width k
     * @param isNegative whether 2^k = -1
     */
    private CyclicSum(int width, boolean isNegative) {
        this.width = width;
        this.isNegative = isNegative;
        modulus = BigInteger.ONE.shiftLeft(width).add(isNegative ? BigInteger.ONE : BigInteger.ONE.negate());
        for (int i = 0; i < width; i++) {
            columns.add(new ArrayDeque<>());
        }
    }

    /** Empty sums modulo multiples of an odd number above 1 that have up to {@code widest} columns, the narrowest first. */
    static List<CyclicSum> ofDivisor(BigInteger divisor, int widest) {
        BigInteger power = BigInteger.ONE;
        for (int k = 1; k <= widest; k++) {
            power = power.shiftLeft(1).mod(divisor);
            if (power.equals(divisor.subtract(BigInteger.ONE))) {
                CyclicSum narrowest = new CyclicSum(k, true);
                return 2 * k <= widest ? List.of(narrowest, new CyclicSum(2 * k, false)) : List.of(narrowest);
            }
            if (power.equals(BigInteger.ONE)) {
                return List.of(new CyclicSum(k, false));
            }
        }
        return List.of();
    }

    /** Another sum with the same modulus. */
    public CyclicSum empty() {
        return new CyclicSum(width, isNegative);
    }

    /** Adds {@code bit * 2^weight}. */
    void addBit(int bit, int weight) {
        boolean isSubtracted = isNegative && weight / width % 2 == 1;
        int column = weight % width;
        if (isSubtracted) {
            addConstant(BigInteger.ONE.shiftLeft(column).negate());
        }
        int added = bit ^ (isSubtracted ? 1 : 0);
        if (added == Netlist.TRUE) {
            addConstant(BigInteger.ONE.shiftLeft(column));
        } else if (added != Netlist.FALSE) {
            columns.get(column).add(added);
        }
    }

    /** Adds {@code word * 2^weight}, the word read as unsigned. */
    void add(int[] word, int weight) {
        for (int i = 0; i < word.length; i++) {
            addBit(word[i], weight + i);
        }
    }

    /**
     * Adds {@code factor * word}, a row for each digit of the factor other than 0.
     *
     * @param signed whether the word is in two's complement
     */
    public void addMultiple(int[] word, boolean signed, BigInteger factor) {
        BigInteger least = factor.mod(modulus);
        boolean isNegative = least.shiftLeft(1).compareTo(modulus) > 0;
        BigInteger magnitude = isNegative ? modulus.subtract(least) : least;
        // 3 m and m differ where the digits of m in non-adjacent form are
        BigInteger triple = magnitude.multiply(BigInteger.valueOf(3));
        BigInteger digits = triple.xor(magnitude);
        for (int i = digits.getLowestSetBit(); i >= 0 && i < digits.bitLength(); i++) {
            if (digits.testBit(i)) {
                addNumber(word, signed, isNegative == triple.testBit(i), i - 1);
            }
        }
    }

    private void addNumber(int[] word, boolean signed, boolean subtracted, int weight) {
        for (int i = 0; i < word.length; i++) {
            boolean isSign = signed && i == word.length - 1;
            if (subtracted == isSign) {
                addBit(word[i], weight + i);
            } else {
                // -b = (1 - b) - 1
                addBit(word[i] ^ 1, weight + i);
                addConstant(BigInteger.ONE.shiftLeft(weight + i).negate());
            }
        }
    }

    /** Adds a number, which may be negative. */
    void addConstant(BigInteger number) {
        constant = constant.add(number).mod(modulus);
    }

    /** A word with the same remainder as the sum; the columns are used up. */
    int[] sum(Netlist net) {
        int reduced = 0;
        for (int column = 0; reduced < width; column = (column + 1) % width) {
            reduced = columns.get(column).size() <= 2 ? reduced + 1 : 0;
            addThrees(net, column);
        }
        ColumnSum sum = new ColumnSum(greatest().bitLength());
        for (int column = 0; column < width; column++) {
            for (int bit : columns.get(column)) {
                sum.addBit(bit, column);
            }
        }
        sum.addConstant(constant);
        return sum.sum(net);
    }

    private void addThrees(Netlist net, int column) {
        Deque<Integer> bits = columns.get(column);
        while (bits.size() > 2) {
            int a = bits.remove();
            int b = bits.remove();
            int c = bits.remove();
            addBit(Adder.sumBit(net, a, b, c), column);
            addBit(Adder.carryBit(net, a, b, c), column + 1);
        }
    }

    /** What {@link #sum} can be at most, known once it was made. */
    BigInteger greatest() {
        BigInteger greatest = constant;
        for (int column = 0; column < width; column++) {
            greatest =
                    greatest.add(BigInteger.valueOf(columns.get(column).size()).shiftLeft(column));
        }
        return greatest;
    }
}
