package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Products with a constant: a sum of shifted copies, one per digit of the constant, in one compressor.
 *
 * <p>The constant is taken in binary and in non-adjacent form, each with and without sharing of partial sums
 * ({@link SharedTerms}), and the cheapest wins: {@code x * 3} is one adder, {@code x * 0x01010101} is two. A power of
 * two costs nothing.
 */
final class ConstantMultiplier {

    /** Sharing looks at all pairs of digits, again and again. */
    private static final int MOST_DIGITS_SHARED = 400;

    private ConstantMultiplier() {}

    /** {@code a * constant} modulo 2^width. */
    static int[] product(Netlist net, Factor a, BigInteger constant, int width) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        for (BigInteger reading : readings(constant, width)) {
            for (boolean signedDigits : new boolean[] {false, true}) {
                List<SharedTerms.Term> digits = SharedTerms.digits(reading, signedDigits, width);
                ways.add(() -> sum(net, a, new SharedTerms(digits), width));
                if (digits.size() > 3 && digits.size() <= MOST_DIGITS_SHARED) {
                    ways.add(() -> sum(net, a, SharedTerms.shared(digits), width));
                }
            }
        }
        return Cheapest.of(net, ways);
    }

    /** Adds {@code a * constant} with the sharing that its non-adjacent form allows. */
    static void add(Netlist net, ColumnSum sum, Factor a, BigInteger constant) {
        List<SharedTerms.Term> digits = SharedTerms.digits(constant, true, sum.width());
        boolean share = digits.size() > 3 && digits.size() <= MOST_DIGITS_SHARED;
        add(net, sum, a, share ? SharedTerms.shared(digits) : new SharedTerms(digits));
    }

    /** Modulo 2^width a constant is also a negative one, with fewer digits when most of its bits are set. */
    private static List<BigInteger> readings(BigInteger constant, int width) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(width);
        BigInteger least = constant.mod(modulus);
        return constant.bitLength() < width - 1 ? List.of(constant) : List.of(least, least.subtract(modulus));
    }

    private static int[] sum(Netlist net, Factor a, SharedTerms terms, int width) {
        ColumnSum sum = new ColumnSum(width);
        add(net, sum, a, terms);
        return sum.sum(net);
    }

    private static void add(Netlist net, ColumnSum sum, Factor a, SharedTerms terms) {
        List<Factor> multiples = new ArrayList<>();
        multiples.add(a);
        for (SharedTerms.Multiple multiple : terms.multiples()) {
            boolean signed = a.signed() || multiple.value().signum() < 0;
            int exact = a.width() + multiple.value().abs().bitLength() + (signed && !a.signed() ? 1 : 0);
            ColumnSum partial = new ColumnSum(Math.min(sum.width(), exact));
            add(partial, multiples, List.of(multiple.low(), multiple.high()));
            multiples.add(new Factor(partial.sum(net), signed && exact <= sum.width()));
        }
        add(sum, multiples, terms.terms());
    }

    private static void add(ColumnSum sum, List<Factor> multiples, List<SharedTerms.Term> terms) {
        for (SharedTerms.Term term : terms) {
            Factor factor = multiples.get(term.multiple());
            if (term.negative()) {
                sum.subtract(factor.digits(), term.shift());
            } else {
                sum.add(factor.digits(), term.shift());
            }
            if (factor.signed()) {
                // the digits are the factor plus half its range
                BigInteger half = BigInteger.ONE.shiftLeft(factor.width() - 1 + term.shift());
                sum.addConstant(term.negative() ? half : half.negate());
            }
        }
    }
}
