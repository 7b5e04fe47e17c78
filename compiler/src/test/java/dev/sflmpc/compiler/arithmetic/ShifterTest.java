package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShifterTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 24, 32, 64, 100, 128})
    void shift_secretAmount_fillsFromTheWordsEnd(int n) {
        for (int k : new int[] {1, 2, 3, 4, 6, 8, 11}) {
            Check.computes((net, w) -> Shifter.shiftLeft(net, w[0], w[1]), v -> v[0].shiftLeft(cut(v[1], n)), n, k);
            Check.computes(
                    (net, w) -> Shifter.shiftRight(net, w[0], w[1], false), v -> v[0].shiftRight(cut(v[1], n)), n, k);
            Check.computes(
                    (net, w) -> Shifter.shiftRight(net, w[0], w[1], true),
                    v -> Check.signed(v[0], n).shiftRight(cut(v[1], n)),
                    n,
                    k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 24, 32, 64, 100})
    void rotate_secretAmount_isModuloTheWidth(int n) {
        for (int k : new int[] {1, 2, 3, 5, 6, 8, 11}) {
            Check.computes(
                    (net, w) -> Shifter.rotateLeft(net, w[0], w[1]), v -> rotated(v[0], n, v[1].intValueExact()), n, k);
            Check.computes(
                    (net, w) -> Shifter.rotateRight(net, w[0], w[1]),
                    v -> rotated(v[0], n, -v[1].intValueExact()),
                    n,
                    k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6, 100, Integer.MAX_VALUE})
    void shift_publicAmount_isFree(int amount) {
        int n = 5;
        BigInteger distance = BigInteger.valueOf(amount);
        Check.computes((net, w) -> Shifter.shiftLeft(net, w[0], amount), v -> v[0].shiftLeft(cut(distance, n)), n);
        Check.computes(
                (net, w) -> Shifter.shiftRight(net, w[0], amount, true),
                v -> Check.signed(v[0], n).shiftRight(cut(distance, n)),
                n);
        Check.computes(
                (net, w) -> Shifter.shiftRight(net, w[0], amount, false), v -> v[0].shiftRight(cut(distance, n)), n);
        Check.computes((net, w) -> Shifter.rotateLeft(net, w[0], amount), v -> rotated(v[0], n, amount % n), n);
        Check.computes((net, w) -> Shifter.rotateRight(net, w[0], amount), v -> rotated(v[0], n, -(amount % n)), n);
        Check.costs(0, (net, w) -> Shifter.rotateRight(net, w[0], amount), n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 7})
    void andCount_powerOfTwoWidth_isAsDocumented(int k) {
        int n = 1 << k;
        Check.costs(n * k, (net, w) -> Shifter.shiftLeft(net, w[0], w[1]), n, k);
        Check.costs(n * k, (net, w) -> Shifter.shiftRight(net, w[0], w[1], false), n, k);
        Check.costs(n * k - k, (net, w) -> Shifter.shiftRight(net, w[0], w[1], true), n, k);
        Check.costs(n * k - (n - 1), (net, w) -> Shifter.rotateLeft(net, w[0], w[1]), n, k);
        Check.costs(n * k - (n - 1), (net, w) -> Shifter.rotateRight(net, w[0], w[1]), n, k + 9);
    }

    @Test
    void andCount_wideAmount_addsHalfAWordAndItsHighBits() {
        Check.costs(160 + 16 + 3, (net, w) -> Shifter.shiftLeft(net, w[0], w[1]), 32, 8);
        Check.costs(384 + 32 + 2, (net, w) -> Shifter.shiftRight(net, w[0], w[1], false), 64, 8);
        Check.costs(96, (net, w) -> Shifter.shiftLeft(net, w[0], w[1]), 24, 4);
    }

    @Test
    void andCount_knownBits_areDropped() {
        // one shifted left is a decoder
        Check.costs(32 - 5 - 1, (net, w) -> Shifter.shiftLeft(net, Check.constant(1, 32), w[0]), 5);
        Check.costs(32, (net, w) -> Shifter.shiftLeft(net, w[0], new int[] {0, 0, w[1][0]}), 32, 1);
        Check.costs(0, (net, w) -> Shifter.rotateLeft(net, w[0], Check.constant(37, 8)), 24);
    }

    private static int cut(BigInteger amount, int n) {
        return amount.min(BigInteger.valueOf(n)).intValueExact();
    }

    private static BigInteger rotated(BigInteger value, int n, int amount) {
        int left = Math.floorMod(amount, n);
        BigInteger all = SignedDigits.allOnes(n);
        return value.shiftLeft(left).and(all).or(value.and(all).shiftRight(n - left));
    }

    @Test
    void shiftLeft_ofTrueByItself_readsBothOperands() {
        Check.computes(
                (net, w) -> Shifter.shiftLeft(net, new int[] {Netlist.TRUE, w[0][0]}, w[0]),
                v -> BigInteger.ONE.add(v[0].shiftLeft(1)).shiftLeft(v[0].intValueExact()),
                1);
    }
}
