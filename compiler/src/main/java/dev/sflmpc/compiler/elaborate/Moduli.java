package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.Cheapest;
import dev.sflmpc.compiler.arithmetic.CyclicSum;
import dev.sflmpc.compiler.arithmetic.ModularArithmetic;
import dev.sflmpc.compiler.elaborate.Sum.Plain;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remainders by a constant p, as modular arithmetic is written: {@code (a + b) % p}, {@code (a - b + p) % p},
 * {@code (a * b) % p}.
 *
 * <p>A sum that does not wrap has the remainder of what it has for p less or more. Where its range is not longer than 2 p, it
 * is moved to -p … p - 1 before it has gates, and p is added where the sign shows that: for a difference of remainders
 * 2 n - 1 ANDs in all, for a sum 3 n - 1. Whatever is longer goes to {@link ModularArithmetic#reduce}.
 */
final class Moduli {

    private final Values values;

    Moduli(Values values) {
        this.values = values;
    }

    /** Whether a remainder is the dividend itself. */
    static boolean isItsRemainder(Range dividend, Range divisor) {
        BigInteger greatest = dividend.min().abs().max(dividend.max().abs());
        BigInteger least = divisor.min().abs().min(divisor.max().abs());
        return divisor.contains(BigInteger.ZERO) ? divisor.isSingle() : greatest.compareTo(least) < 0;
    }

    /** Whether {@link #remainder} is for these operands. */
    static boolean canReduce(Range dividend, Range divisor) {
        return !dividend.mayBeNegative() && divisor.isSingle() && divisor.min().compareTo(BigInteger.ONE) > 0;
    }

    /** The remainder of an integer that is not negative. */
    Value remainder(Value dividend, BigInteger modulus) {
        ValueType type = dividend.type();
        List<Term> terms = Sums.flatten(dividend);
        Range exact = values.sums().exactRange(terms);
        if (!Range.of(type).contains(exact)) {
            terms = List.of(Plain.of(values.shared(dividend), false));
            exact = values.range(dividend);
        }
        Segment segment = values.sums().segmentOf(terms);
        Netlist netlist = segment.netlist();
        LinearForm whole = values.sums().form(segment, exact.width(), terms);
        ModularArithmetic modular = new ModularArithmetic(modulus);
        BigInteger greatest = exact.max();
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> modular.reduce(netlist, whole.build(), greatest));
        Range moved = moved(exact, modulus);
        boolean isNearby = moved.min().add(modulus).signum() >= 0;
        if (isNearby && modulus.bitCount() > 1) {
            LinearForm form = values.sums().form(segment, moved.width(), terms);
            form.addConstant(moved.min().subtract(exact.min()));
            ways.add(() -> corrected(netlist, form.build(), moved, modulus));
        }
        for (CyclicSum empty : modular.digitSums(exact.width())) {
            digits(segment, terms, empty).ifPresent(sum -> ways.add(() -> modular.reduce(netlist, sum.get())));
        }
        int[] bits = Arrays.copyOf(Cheapest.of(netlist, ways), type.widthBits());
        if (values.assumptions().isEmpty() || !isNearby && isNoMoreElsewhere(segment, dividend, greatest)) {
            note(segment, dividend, modulus, bits);
        }
        Range below = new Range(BigInteger.ZERO, modulus.subtract(BigInteger.ONE));
        return Value.Word.within(below, type, segment, bits);
    }

    /** The digits of all terms added up; nothing where one of them is not a number that has gates, times a constant. */
    private Optional<Supplier<CyclicSum>> digits(Segment segment, List<Term> terms, CyclicSum empty) {
        if (terms.size() < 2 || !terms.stream().allMatch(term -> term instanceof Plain)) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            CyclicSum sum = empty.empty();
            for (Term term : terms) {
                if (term instanceof Plain(Value scalar, BigInteger factor)) {
                    boolean signed = values.range(scalar).mayBeNegative();
                    sum.addMultiple(values.bits(scalar, segment), signed, factor);
                }
            }
            return sum;
        });
    }

    /** Whether a number that has gates is not negative and no more than in this branch in every other one. */
    private boolean isNoMoreElsewhere(Segment segment, Value dividend, BigInteger greatest) {
        if (dividend instanceof Sum sum && sum.built() == null) {
            return false;
        }
        Range everywhere =
                segment.insights().everywhere(values.loaded(dividend, segment)).range();
        return !everywhere.mayBeNegative() && everywhere.max().equals(greatest);
    }

    /** Notes what a remainder is of, where that has gates. */
    private void note(Segment segment, Value dividend, BigInteger modulus, int[] remainder) {
        boolean isMade = !(dividend instanceof Sum sum) || sum.built() != null;
        if (isMade) {
            segment.words().division(values.bits(dividend, segment), modulus, false, remainder);
        }
    }

    /** The range moved down by the least multiple of the modulus that brings it below the modulus. */
    private static Range moved(Range range, BigInteger modulus) {
        BigInteger turns = range.max().divide(modulus);
        return range.plus(turns.multiply(modulus).negate());
    }

    /** A number from -p to p - 1, plus p where it is negative. */
    private static int[] corrected(Netlist netlist, int[] number, Range range, BigInteger modulus) {
        int width = modulus.bitLength();
        int sign = range.mayBeNegative() ? number[number.length - 1] : Netlist.FALSE;
        int[] low = Arrays.copyOf(number, width);
        int[] correction = new int[width];
        for (int i = 0; i < width; i++) {
            low[i] = i < number.length ? number[i] : sign;
            correction[i] = modulus.testBit(i) ? sign : Netlist.FALSE;
        }
        return Adder.add(netlist, low, correction);
    }
}
