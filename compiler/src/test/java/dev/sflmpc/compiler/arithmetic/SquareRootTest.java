package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquareRootTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 12, 16, 31, 32, 64, 128})
    void root_anyWord_isTheIntegerPart(int n) {
        int bits = (n + 1) / 2;
        Check.computes((net, w) -> SquareRoot.root(net, w[0]), v -> v[0].sqrt(), n);
        Check.computes(
                (net, w) -> {
                    QuotientRemainder result = SquareRoot.rootAndRemainder(net, w[0]);
                    return Words.concat(result.quotient(), result.remainder());
                },
                v -> Check.concat(v[0].sqrt(), bits, v[0].subtract(v[0].sqrt().pow(2))),
                n);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void root_besidesSquares_changesAtThem(int n) {
        Check.computes((net, w) -> SquareRoot.root(net, square(net, w[0], 0)), v -> v[0], n / 2);
        Check.computes(
                (net, w) -> SquareRoot.root(net, square(net, w[0], -1)),
                v -> v[0].signum() == 0 ? SignedDigits.allOnes(n / 2) : v[0].subtract(BigInteger.ONE),
                n / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64, 128})
    void andCount_independentBits_isTriangular(int n) {
        int m = n / 2;
        Check.costs(m * (m + 1) / 2, (net, w) -> SquareRoot.root(net, w[0]), n);
        Check.costs(
                m * (m + 1) / 2 + 2 * m - 1,
                (net, w) -> {
                    QuotientRemainder result = SquareRoot.rootAndRemainder(net, w[0]);
                    return Words.concat(result.quotient(), result.remainder());
                },
                n);
    }

    private static int[] square(Netlist net, int[] word, int more) {
        int[] square = Multiplier.squareWide(net, word, false);
        return Adder.add(net, square, Check.constant(more, square.length));
    }
}
