package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A multiplier and a shift that divide every number of some width by a constant d: {@code floor((x + bias) m / 2^s)}.
 *
 * @param multiplier m
 * @param shift s
 * @param isBiased whether the bias is 1, else 0
 */
record Reciprocal(BigInteger multiplier, int shift, boolean isBiased) {

    /** Longer multipliers than the shortest one that may have cheaper digits. */
    private static final int SPARE_SHIFTS = 2;

    private static final int LONGEST_WITH_SPARES = 256;

    /** Candidates for dividing by {@code divisor}, which is above 1 and no power of two. */
    static List<Reciprocal> of(BigInteger divisor, Factor dividend) {
        int bits = dividend.signed() ? dividend.width() - 1 : dividend.width();
        return of(divisor, bits, !dividend.signed());
    }

    /**
     * @param bits of the dividend's magnitude
     * @param mayBeBiased whether candidates with a bias are wanted
     */
    static List<Reciprocal> of(BigInteger divisor, int bits, boolean mayBeBiased) {
        List<Reciprocal> found = new ArrayList<>();
        int spare = bits <= LONGEST_WITH_SPARES ? SPARE_SHIFTS : 0;
        int above = 0;
        int below = 0;
        for (int shift = bits; above <= spare || below <= spare; shift++) {
            BigInteger power = BigInteger.ONE.shiftLeft(shift);
            BigInteger floor = power.divide(divisor);
            BigInteger tolerance = BigInteger.ONE.shiftLeft(shift - bits);
            BigInteger belowError = power.mod(divisor);
            BigInteger aboveError = divisor.subtract(belowError);
            if (aboveError.compareTo(tolerance) <= 0 && above <= spare) {
                found.add(new Reciprocal(floor.add(BigInteger.ONE), shift, false));
                above++;
            }
            if (belowError.compareTo(tolerance) <= 0 && below <= spare) {
                if (mayBeBiased && floor.signum() > 0) {
                    found.add(new Reciprocal(floor, shift, true));
                }
                below++;
            }
        }
        return found;
    }

    /**
     * The quotient of {@code factor * word + added}, which is not negative and has up to {@code bits} bits, the word read as
     * unsigned: both constants are a part of the product.
     */
    int[] quotient(Netlist net, int[] word, BigInteger factor, BigInteger added, int bits) {
        int exact = bits + multiplier.bitLength() + (isBiased ? 1 : 0);
        ColumnSum sum = new ColumnSum(Math.max(exact, shift + 1));
        ConstantMultiplier.add(net, sum, new Factor(word, false), factor.multiply(multiplier));
        sum.addConstant(added.add(isBiased ? BigInteger.ONE : BigInteger.ZERO).multiply(multiplier));
        return Words.slice(sum.sum(net), shift, sum.width());
    }

    /** The quotient toward zero, in {@code width} bits. */
    int[] quotient(Netlist net, Factor dividend, int width) {
        int exact = dividend.width() + multiplier.bitLength() + (isBiased ? 1 : 0);
        ColumnSum sum = new ColumnSum(Math.max(exact, shift + 1));
        ConstantMultiplier.add(net, sum, dividend, multiplier);
        if (isBiased) {
            sum.addConstant(multiplier);
        }
        if (dividend.signed()) {
            // a floor below zero is one too low
            sum.addBit(Words.sign(dividend.bits()), shift);
        }
        int[] quotient = Words.slice(sum.sum(net), shift, sum.width());
        return Words.extend(quotient, width, dividend.signed());
    }
}
