package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Division by a constant, by the cheapest of three ways.
 *
 * <ul>
 *   <li>A power of two: unsigned free; signed n - 1 ANDs for the quotient, k for the remainder by 2^k.
 *   <li>The general division with the constant folded in: about (bits of the divisor) x (bits of the quotient).
 *   <li>Multiplication with the reciprocal: {@code floor(x m / 2^s)} with {@code m} just above 2^s / d, or
 *       {@code floor((x + 1) m / 2^s)} with {@code m} just below (Granlund, Montgomery, "Division by invariant integers
 *       using multiplication"; Robison, "N-bit unsigned division via n-bit multiply-add"). The sign that rounds a
 *       signed quotient toward zero is one more bit of the same sum.
 * </ul>
 */
final class ConstantDivider {

    private ConstantDivider() {}

    /** The quotient and the remainder by one way, the cheapest for both together. */
    static QuotientRemainder divide(Netlist net, int[] a, int[] b, boolean signed) {
        int width = a.length;
        int[] both = choose(net, a, b, signed, result -> {
            int[] joined = Words.zeroExtend(result.quotient(), 2 * width);
            System.arraycopy(result.remainder(), 0, joined, width, width);
            return joined;
        });
        return new QuotientRemainder(Words.slice(both, 0, width), Words.slice(both, width, 2 * width));
    }

    static int[] quotient(Netlist net, int[] a, int[] b, boolean signed) {
        return choose(net, a, b, signed, QuotientRemainder::quotient);
    }

    static int[] remainder(Netlist net, int[] a, int[] b, boolean signed) {
        BigInteger divisor = new Factor(b, signed).value().abs();
        if (!signed || divisor.bitCount() <= 1) {
            return choose(net, a, b, signed, QuotientRemainder::remainder);
        }
        return Cheapest.of(
                net,
                List.of(
                        () -> choose(net, a, b, true, QuotientRemainder::remainder),
                        () -> byMagnitude(net, a, divisor)));
    }

    /** The remainder of the absolute value, with the dividend's sign. */
    private static int[] byMagnitude(Netlist net, int[] a, BigInteger divisor) {
        int sign = Words.sign(a);
        int[] inverted = Words.xorEach(net, Words.slice(a, 0, a.length - 1), sign);
        int[] remainder = new ModularArithmetic(divisor).reduce(net, inverted, sign);
        int[] wide = Words.zeroExtend(remainder, Math.min(a.length, remainder.length + 1));
        return Words.signExtend(Adder.negateIf(net, sign, wide), a.length);
    }

    private static int[] choose(
            Netlist net, int[] a, int[] b, boolean signed, Function<QuotientRemainder, int[]> wanted) {
        BigInteger divisor = new Factor(b, signed).value();
        if (divisor.signum() == 0) {
            return wanted.apply(new QuotientRemainder(Words.invert(new int[a.length]), a));
        }
        if (divisor.abs().bitCount() == 1) {
            return Explained.of(
                    net,
                    () -> "division by the power of two " + Words.shown(divisor),
                    () -> wanted.apply(byPowerOfTwo(net, a, divisor, signed)));
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> Explained.of(
                net,
                () -> "division by the constant " + Words.shown(divisor) + " digit by digit",
                () -> wanted.apply(Divider.divide(net, a, 0, b, signed))));
        Factor dividend = Factor.of(a, signed, a.length + 1);
        if (dividend.width() > 1) {
            for (Reciprocal reciprocal : Reciprocal.of(divisor.abs(), dividend)) {
                ways.add(() -> Explained.of(
                        net,
                        () -> "division by the constant " + Words.shown(divisor)
                                + " through a multiplication with its reciprocal",
                        () -> wanted.apply(byReciprocal(net, a, divisor, signed, reciprocal))));
            }
        }
        return Cheapest.of(net, ways);
    }

    private static QuotientRemainder byPowerOfTwo(Netlist net, int[] a, BigInteger divisor, boolean signed) {
        int width = a.length;
        int shift = divisor.getLowestSetBit();
        int[] low = Words.slice(a, 0, shift);
        int sign = signed ? Words.sign(a) : Netlist.FALSE;
        int roundsUp = net.and(sign, Words.orAll(net, low));
        int[] floor = Words.slice(a, shift, width);
        int[] rounded = Adder.add(net, floor, new int[floor.length], roundsUp);
        int[] quotient = Words.extend(rounded, width, signed);
        return new QuotientRemainder(
                signed && divisor.signum() < 0 ? Adder.negate(net, quotient) : quotient,
                Words.extendWith(low, width, roundsUp));
    }

    private static QuotientRemainder byReciprocal(
            Netlist net, int[] a, BigInteger divisor, boolean signed, Reciprocal reciprocal) {
        int width = a.length;
        int[] magnitude = reciprocal.quotient(net, Factor.of(a, signed, width + 1), width);
        int[] quotient = divisor.signum() < 0 ? Adder.negate(net, magnitude) : magnitude;
        int bits = Math.min(width, divisor.abs().bitLength() + (signed ? 1 : 0));
        int[] multiple =
                Multiplier.product(net, magnitude, signed, Words.constant(divisor.abs(), width + 1), false, bits);
        int[] remainder = Adder.subtract(net, Words.slice(a, 0, bits), multiple);
        return new QuotientRemainder(quotient, Words.extend(remainder, width, signed));
    }
}
