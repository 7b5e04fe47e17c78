package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitScanTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11, 32, 64, 128})
    void zeroCounts_anyWord_countFromEitherEnd(int n) {
        Check.computes((net, w) -> BitScan.leadingZeros(net, w[0]), v -> BigInteger.valueOf(n - v[0].bitLength()), n);
        Check.computes(
                (net, w) -> BitScan.trailingZeros(net, w[0]), v -> BigInteger.valueOf(trailingZeros(v[0], n)), n);
        Check.computes(
                (net, w) -> BitScan.highestPosition(net, w[0]), v -> BigInteger.valueOf(v[0].bitLength() - 1), n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 11, 64})
    void oneHot_anyWord_isTheFirstSetBitAlone(int n) {
        Check.computes(
                (net, w) -> BitScan.highestOne(net, w[0]),
                v -> v[0].signum() == 0 ? v[0] : BigInteger.ONE.shiftLeft(v[0].bitLength() - 1),
                n);
        Check.computes((net, w) -> BitScan.lowestOne(net, w[0]), v -> v[0].and(v[0].negate()), n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32, 64, 128})
    void andCount_independentBits_isOneLessThanTheWidth(int n) {
        Check.costs(n - 1, (net, w) -> BitScan.leadingZeros(net, w[0]), n);
        Check.costs(n - 1, (net, w) -> BitScan.trailingZeros(net, w[0]), n);
        Check.costs(n - 1, (net, w) -> BitScan.highestPosition(net, w[0]), n);
        Check.costs(n - 1, (net, w) -> BitScan.highestOne(net, w[0]), n);
        Check.costs(n - 1, (net, w) -> BitScan.lowestOne(net, w[0]), n);
    }

    private static int trailingZeros(BigInteger value, int width) {
        return value.signum() == 0 ? width : value.getLowestSetBit();
    }
}
