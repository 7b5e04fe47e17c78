package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Non-restoring division of an unsigned dividend by the absolute value of a divisor.
 *
 * <p>Step k brings in one bit of the dividend, doubles the partial remainder and subtracts the divisor, or adds it when
 * the remainder is negative. It is triangular: after step k the remainder is kept modulo 2^(k+1) only. While the
 * divisor has a magnitude bit at or above k its sign is known, since k bits of dividend cannot reach the divisor;
 * otherwise it fits. That halves the work of the rectangular form. The remainder lies in [-|b|, |b|), so that bits
 * beyond the divisor's width plus one are dropped as well.
 *
 * <p>A negative divisor needs no absolute value: modulo a power of two, subtracting |b| is adding b. In one's
 * complement the test above is wrong for |b| = 2^k exactly, where the remainder still fits and its own sign is right.
 *
 * @param quotient as many bits as the dividend; all ones when the divisor is zero
 * @param remainder as many bits as the dividend
 * @param byZero whether the divisor is zero
 */
record TriangularDivision(int[] quotient, int[] remainder, int byZero) {

    static TriangularDivision of(Netlist net, int[] dividend, Divisor divisor) {
        int zeros = Math.min(divisor.trailingZeros(), dividend.length);
        if (zeros > 0) {
            return of(net, Words.slice(dividend, zeros, dividend.length), divisor.shiftedRight(zeros))
                    .scaled(Words.slice(dividend, 0, zeros));
        }
        int count = dividend.length;
        int[] atOrAbove = prefixOr(net, divisor.magnitude());
        boolean nonZero = divisor.isKnownNonZero();
        // narrower than the prefix of the dividend: a divisor of zero then needs a correction
        boolean narrow = nonZero || count >= divisor.width() + 2;
        int byZero = nonZero ? Netlist.FALSE : net.or(atOrAbove[0], divisor.sign()) ^ 1;
        int[] quotient = new int[count];
        int[] partial = new int[0];
        int negative = Netlist.FALSE;
        int first = 1;
        if (divisor.isNormalized()) {
            int known = Math.min(divisor.width() - 1, count);
            partial = Words.slice(dividend, count - known, count);
            first = known + 1;
        }
        for (int k = first; k <= count; k++) {
            int width = narrow ? Math.min(k, divisor.width()) + 1 : k + 1;
            partial = step(net, partial, dividend[count - k], divisor, negative, width);
            negative = k < divisor.width() ? net.or(partial[width - 1], atOrAbove[k]) : partial[width - 1];
            boolean correct = width == k + 1;
            quotient[count - k] = correct ? negative ^ 1 : net.or(negative ^ 1, byZero);
        }
        int kept = narrow ? Math.min(divisor.width(), count) : count;
        int[] remainder = remainder(net, partial, divisor, negative, kept);
        return new TriangularDivision(quotient, withDividend(net, remainder, dividend, byZero), byZero);
    }

    /** The division of dividend and divisor that are 2^k times as large, given the low k bits of the dividend. */
    private TriangularDivision scaled(int[] low) {
        int count = low.length + quotient.length;
        int[] whole = Words.shiftedLeft(remainder, low.length, count);
        System.arraycopy(low, 0, whole, 0, low.length);
        return new TriangularDivision(Words.extendWith(quotient, count, byZero), whole, byZero);
    }

    private static int[] step(Netlist net, int[] partial, int next, Divisor divisor, int negative, int width) {
        int[] doubled = new int[width];
        doubled[0] = next;
        for (int i = 1; i < width; i++) {
            doubled[i] = i <= partial.length ? partial[i - 1] : Netlist.FALSE;
        }
        int[] addend = new int[width];
        int subtract = negative ^ 1;
        for (int i = 0; i < width; i++) {
            addend[i] = net.xor(divisor.bit(i), subtract);
        }
        return Adder.add(net, doubled, addend, net.xor(subtract, divisor.sign()));
    }

    /** The partial remainder, plus the absolute value of the divisor when it is negative. */
    private static int[] remainder(Netlist net, int[] partial, Divisor divisor, int negative, int width) {
        int[] correction = Words.zeroExtend(Words.andEach(net, divisor.magnitude(), negative), width);
        return Adder.add(net, Words.zeroExtend(partial, width), correction, net.and(divisor.sign(), negative));
    }

    /** Completes a remainder that was kept to the divisor's width: only a division by zero leaves more. */
    private static int[] withDividend(Netlist net, int[] remainder, int[] dividend, int byZero) {
        int[] result = Words.zeroExtend(remainder, dividend.length);
        for (int i = remainder.length; i < dividend.length; i++) {
            result[i] = net.and(dividend[i], byZero);
        }
        return result;
    }

    /** Entry k is the OR of the bits from k on. */
    private static int[] prefixOr(Netlist net, int[] word) {
        int[] result = new int[word.length + 1];
        for (int k = word.length - 1; k >= 0; k--) {
            result[k] = net.or(result[k + 1], word[k]);
        }
        return result;
    }
}
