package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Division that truncates toward zero, with RISC-V's rule for zero: {@code x / 0} is all ones (the greatest unsigned
 * number, or -1), {@code x % 0} is {@code x}; the remainder has the dividend's sign and {@code MIN / -1 = MIN}.
 *
 * <table>
 * <caption>AND gates</caption>
 * <tr><td>width</td><td>8</td><td>16</td><td>32</td><td>64</td><td>n</td></tr>
 * <tr><td>unsigned quotient</td><td>49</td><td>165</td><td>589</td><td>2205</td><td>n(n+1)/2 + 2n - 3</td></tr>
 * <tr><td>unsigned remainder, or both</td><td>64</td><td>196</td><td>652</td><td>2332</td><td>+ 2n - 1</td></tr>
 * <tr><td>signed quotient</td><td>62</td><td>194</td><td>650</td><td>2330</td><td>n(n+1)/2 + 4n - 6</td></tr>
 * </table>
 *
 * <p>A signed quotient needs the absolute value of the dividend (n - 1) and a conditional negation (n - 1), but none of
 * the divisor: {@link TriangularDivision} adds or subtracts it by its sign. The rule for zero costs one AND: the top
 * bit of the magnitude of the quotient is set only for a divisor of zero, where the negation must not happen, and for
 * MIN / -1 and MIN / 1, where it changes nothing.
 *
 * <p>A constant divisor is left to {@link ConstantDivider}, which is reached through every method here. Operands that
 * are known to be narrower, in their own sign, cost the narrower price.
 */
public final class Divider {

    private Divider() {}

    /** Quotient and remainder together; where only one of them is used, gates of the other one are dead. */
    public static QuotientRemainder divide(Netlist net, int[] a, int[] b, boolean signed) {
        Adder.requireEqualWidths(a, b);
        if (Words.isConstant(b) && !Words.isConstant(a)) {
            return ConstantDivider.divide(net, a, b, signed);
        }
        return divide(net, a, 0, b, signed);
    }

    /** {@code a / b}; by a constant sometimes cheaper than as a part of {@link #divide}. */
    public static int[] quotient(Netlist net, int[] a, int[] b, boolean signed) {
        Adder.requireEqualWidths(a, b);
        if (Words.isConstant(b)) {
            return ConstantDivider.quotient(net, a, b, signed);
        }
        return divide(net, a, 0, b, signed).quotient();
    }

    /** {@code a % b}. */
    public static int[] remainder(Netlist net, int[] a, int[] b, boolean signed) {
        Adder.requireEqualWidths(a, b);
        if (Words.isConstant(b)) {
            return ConstantDivider.remainder(net, a, b, signed);
        }
        return divide(net, a, 0, b, signed).remainder();
    }

    /**
     * {@code a * 2^scale} divided by {@code b}; the quotient wrapped to the width of {@code a}. The remainder is right
     * for a scale of 0 only.
     */
    static QuotientRemainder divide(Netlist net, int[] a, int scale, int[] b, boolean signed) {
        int width = a.length;
        int signA = signed ? Words.sign(a) : Netlist.FALSE;
        int[] narrow = signed ? Words.slice(a, 0, Words.signedWidth(a)) : a;
        int[] magnitude = Adder.negateIf(net, signA, narrow);
        int[] dividend = Words.shiftedLeft(magnitude, scale, magnitude.length + scale);
        int dividendWidth = Words.unsignedWidth(dividend);
        long start = net.here();
        Divisor divisor = Divisor.of(net, b, signed);
        TriangularDivision division = TriangularDivision.of(net, Words.slice(dividend, 0, dividendWidth), divisor);
        net.made(start, () -> "division of " + dividendWidth + " by " + divisor.width() + " bits (TriangularDivision)");
        if (!signed) {
            int[] quotient = Words.extendWith(division.quotient(), width, division.byZero());
            return new QuotientRemainder(quotient, Words.zeroExtend(division.remainder(), width));
        }
        boolean topOnlyForLeast =
                !Words.isConstant(signA) && dividendWidth == dividend.length && width <= dividendWidth;
        int keepSign = topOnlyForLeast ? division.quotient()[dividendWidth - 1] : division.byZero();
        int negative = net.and(net.xor(signA, Words.sign(b)), keepSign ^ 1);
        int[] unsignedQuotient = Words.extendWith(division.quotient(), dividendWidth + 1, division.byZero());
        return new QuotientRemainder(
                signedResult(net, negative, unsignedQuotient, width),
                signedResult(net, signA, Words.zeroExtend(division.remainder(), dividendWidth + 1), width));
    }

    /** Negates in as few bits as hold the result. */
    private static int[] signedResult(Netlist net, int negative, int[] magnitude, int width) {
        int[] word = Words.slice(magnitude, 0, Math.min(magnitude.length, width));
        return Words.signExtend(Adder.negateIf(net, negative, word), width);
    }
}
