package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0", "1, 1", "2, 1", "3, 2", "4, 0", "4, 3", "5, 2", "5, 5", "6, 4", "8, 4", "16, 8", "32, 16", "64, 32",
        "64, 60", "128, 64"
    })
    void multiplyAndDivide_anyOperands_roundAsDocumented(int n, int fractionBits) {
        Check.computes(
                (net, w) -> FixedPoint.multiply(net, w[0], w[1], fractionBits),
                v -> Check.signed(v[0], n).multiply(Check.signed(v[1], n)).shiftRight(fractionBits),
                n,
                n);
        Check.computes(
                (net, w) -> FixedPoint.divide(net, w[0], w[1], fractionBits),
                v -> v[1].signum() == 0
                        ? BigInteger.ONE.negate()
                        : Check.signed(v[0], n).shiftLeft(fractionBits).divide(Check.signed(v[1], n)),
                n,
                n);
        Check.computes(
                (net, w) -> FixedPoint.remainder(net, w[0], w[1]),
                v -> v[1].signum() == 0 ? v[0] : Check.signed(v[0], n).remainder(Check.signed(v[1], n)),
                n,
                n);
    }

    @ParameterizedTest
    @CsvSource({"10, 3", "10, -3", "10, 1", "10, 256", "12, 300", "12, -2048", "16, 1000"})
    void divide_constantOperands_isExact(int n, int constant) {
        int[] word = Check.constant(constant, n);
        BigInteger value = BigInteger.valueOf(constant);
        Check.computes(
                (net, w) -> FixedPoint.divide(net, w[0], word, 4),
                v -> Check.signed(v[0], n).shiftLeft(4).divide(value),
                n);
        Check.computes(
                (net, w) -> FixedPoint.divide(net, word, w[0], 4),
                v -> v[0].signum() == 0
                        ? BigInteger.ONE.negate()
                        : value.shiftLeft(4).divide(Check.signed(v[0], n)),
                n);
    }

    @Test
    void andCount_isAsDocumented() {
        Check.costs(911, (net, w) -> FixedPoint.multiply(net, w[0], w[1], 16), 32, 32);
        Check.costs(3218, (net, w) -> FixedPoint.multiply(net, w[0], w[1], 32), 64, 64);
        Check.costs(1164, (net, w) -> FixedPoint.divide(net, w[0], w[1], 16), 32, 32);
        Check.costs(4380, (net, w) -> FixedPoint.divide(net, w[0], w[1], 32), 64, 64);
        Check.costs(30, (net, w) -> FixedPoint.multiply(net, w[0], Check.constant(3 << 16, 32), 16), 32);
        Check.costs(712, (net, w) -> FixedPoint.remainder(net, w[0], w[1]), 32, 32);
    }
}
