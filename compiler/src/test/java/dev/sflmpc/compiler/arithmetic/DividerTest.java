package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DividerTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 32, 64, 128})
    void divide_anyOperands_truncatesTowardZero(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> joined(Divider.divide(net, w[0], w[1], signed)),
                    v -> expected(v[0], v[1], n, signed),
                    n,
                    n);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 2", "6, 3", "6, 4", "6, 5", "3, 6", "5, 6", "32, 8", "8, 32", "31, 32", "48, 46"})
    void divide_narrowOperands_isExactInTheWideWord(int widthA, int widthB) {
        int n = Math.max(widthA, widthB) + 2;
        for (int kind = 0; kind < 8; kind++) {
            boolean signed = (kind & 1) != 0;
            boolean extendA = (kind & 2) != 0;
            boolean extendB = (kind & 4) != 0;
            Check.computes(
                    (net, w) -> joined(Divider.divide(
                            net, Words.extend(w[0], n, extendA), Words.extend(w[1], n, extendB), signed)),
                    v -> expected(extended(v[0], widthA, extendA, n), extended(v[1], widthB, extendB, n), n, signed),
                    widthA,
                    widthB);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 6})
    void divide_everyConstant_isExactByAnyWay(int n) {
        for (int b = 0; b < 1 << n; b++) {
            for (boolean signed : new boolean[] {false, true}) {
                constantDivisor(BigInteger.valueOf(b), n, signed);
                constantDividend(BigInteger.valueOf(b), n, signed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {3, 7, 10, 60, 255, 641, 1000, 1_000_003, 0x7fff_ffff, 0xffff_fffeL, 0x8000_0001L, -3, -10, -1000})
    void divide_constantDivisor_isExactByAnyWay(long b) {
        for (boolean signed : new boolean[] {false, true}) {
            constantDivisor(BigInteger.valueOf(b).and(SignedDigits.allOnes(32)), 32, signed);
            constantDivisor(BigInteger.valueOf(b).and(SignedDigits.allOnes(64)), 64, signed);
        }
    }

    private static void constantDivisor(BigInteger b, int n, boolean signed) {
        int[] word = Words.constant(b, n);
        Check.computes(
                (net, w) -> joined(Divider.divide(net, w[0], word, signed)), v -> expected(v[0], b, n, signed), n);
        Check.computes((net, w) -> Divider.quotient(net, w[0], word, signed), v -> quotient(v[0], b, n, signed), n);
        Check.computes((net, w) -> Divider.remainder(net, w[0], word, signed), v -> remainder(v[0], b, n, signed), n);
    }

    private static void constantDividend(BigInteger a, int n, boolean signed) {
        Check.computes(
                (net, w) -> joined(Divider.divide(net, Words.constant(a, n), w[0], signed)),
                v -> expected(a, v[0], n, signed),
                n);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 49, 64, 62, 76, 84",
        "16, 165, 196, 194, 224, 240",
        "32, 589, 652, 650, 712, 744",
        "64, 2205, 2332, 2330, 2456, 2520",
        "128, 8509, 8764, 8762, 9016, 9144"
    })
    void andCount_independentBits_isAsDocumented(
            int n, int unsignedQuotient, int unsigned, int signedQuotient, int signedRemainder, int signed) {
        Check.costs(unsignedQuotient, (net, w) -> Divider.quotient(net, w[0], w[1], false), n, n);
        Check.costs(unsigned, (net, w) -> Divider.remainder(net, w[0], w[1], false), n, n);
        Check.costs(unsigned, (net, w) -> joined(Divider.divide(net, w[0], w[1], false)), n, n);
        Check.costs(signedQuotient, (net, w) -> Divider.quotient(net, w[0], w[1], true), n, n);
        Check.costs(signedRemainder, (net, w) -> Divider.remainder(net, w[0], w[1], true), n, n);
        Check.costs(signed, (net, w) -> joined(Divider.divide(net, w[0], w[1], true)), n, n);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 0",
        "8, 0, 0, 31, 3",
        "3, 31, 32, 93, 33",
        "10, 58, 60, 118, 34",
        "1000, 138, 144, 192, 150",
        "2147483647, 60, 90, 32, 64"
    })
    void andCount_constantDivisor_isTheCheapestWay(
            long b, int unsignedQuotient, int unsignedRemainder, int signedQuotient, int signedRemainder) {
        int[] word = Check.constant(b, 32);
        Check.costs(unsignedQuotient, (net, w) -> Divider.quotient(net, w[0], word, false), 32);
        Check.costs(unsignedRemainder, (net, w) -> Divider.remainder(net, w[0], word, false), 32);
        Check.costs(signedQuotient, (net, w) -> Divider.quotient(net, w[0], word, true), 32);
        Check.costs(signedRemainder, (net, w) -> Divider.remainder(net, w[0], word, true), 32);
    }

    @Test
    void andCount_narrowOperands_isTheirNarrowPrice() {
        Check.costs(
                49 + 1,
                (net, w) -> Divider.quotient(net, Words.zeroExtend(w[0], 32), Words.zeroExtend(w[1], 32), false),
                8,
                8);
        Check.costs(0, (net, w) -> Divider.quotient(net, Check.constant(100, 32), Check.constant(-7, 32), true), 1);
    }

    private static int[] joined(QuotientRemainder result) {
        return Check.concat(result.quotient(), result.remainder());
    }

    private static BigInteger expected(BigInteger a, BigInteger b, int n, boolean signed) {
        BigInteger remainder = remainder(a, b, n, signed).and(SignedDigits.allOnes(n));
        return Check.concat(quotient(a, b, n, signed), n, remainder);
    }

    private static BigInteger quotient(BigInteger a, BigInteger b, int n, boolean signed) {
        boolean byZero = b.signum() == 0;
        return byZero ? BigInteger.ONE.negate() : Check.read(a, n, signed).divide(Check.read(b, n, signed));
    }

    private static BigInteger remainder(BigInteger a, BigInteger b, int n, boolean signed) {
        return b.signum() == 0 ? a : Check.read(a, n, signed).remainder(Check.read(b, n, signed));
    }

    private static BigInteger extended(BigInteger value, int width, boolean bySign, int n) {
        return Check.read(value, width, bySign).and(SignedDigits.allOnes(n));
    }
}
