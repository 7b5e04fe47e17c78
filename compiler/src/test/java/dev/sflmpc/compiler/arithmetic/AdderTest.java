package dev.sflmpc.compiler.arithmetic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16, 32, 64, 128})
    void add_anyOperands_isSumModuloPowerOfTwo(int n) {
        Check.computes((net, w) -> Adder.add(net, w[0], w[1]), v -> v[0].add(v[1]), n, n);
        Check.computes((net, w) -> Adder.subtract(net, w[0], w[1]), v -> v[0].subtract(v[1]), n, n);
        Check.computes(
                (net, w) -> Adder.add(net, w[0], w[1], w[2][0]),
                v -> v[0].add(v[1]).add(v[2]),
                n,
                n,
                1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16, 64, 128})
    void addWithCarry_anyOperands_keepsCarryAndBorrow(int n) {
        Check.computes(
                (net, w) -> Adder.addWithCarry(net, w[0], w[1], w[2][0]),
                v -> v[0].add(v[1]).add(v[2]),
                n,
                n,
                1);
        Check.computes((net, w) -> Adder.subtractWithBorrow(net, w[0], w[1]), v -> v[0].subtract(v[1]), n, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16, 64, 128})
    void negate_anyOperand_isNegativeModuloPowerOfTwo(int n) {
        Check.computes((net, w) -> Adder.negate(net, w[0]), v -> v[0].negate(), n);
        Check.computes(
                (net, w) -> Adder.abs(net, w[0]), v -> Check.signed(v[0], n).abs(), n);
        Check.computes(
                (net, w) -> Adder.negateIf(net, w[1][0], w[0]), v -> v[1].signum() == 0 ? v[0] : v[0].negate(), n, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 32, 64, 128})
    void andCount_independentBits_isAsDocumented(int n) {
        Check.costs(n - 1, (net, w) -> Adder.add(net, w[0], w[1]), n, n);
        Check.costs(n - 1, (net, w) -> Adder.subtract(net, w[0], w[1]), n, n);
        Check.costs(n - 1, (net, w) -> Adder.add(net, w[0], w[1], w[2][0]), n, n, 1);
        Check.costs(n, (net, w) -> Adder.addWithCarry(net, w[0], w[1], w[2][0]), n, n, 1);
        Check.costs(n, (net, w) -> Adder.subtractWithBorrow(net, w[0], w[1]), n, n);
        Check.costs(n - 2, (net, w) -> Adder.negate(net, w[0]), n);
        Check.costs(n - 1, (net, w) -> Adder.negateIf(net, w[1][0], w[0]), n, 1);
        Check.costs(n - 1, (net, w) -> Adder.abs(net, w[0]), n);
    }

    @Test
    void andCount_constantOperand_dropsItsTrailingZeros() {
        Check.costs(30, (net, w) -> Adder.add(net, w[0], Check.constant(1, 32)), 32);
        Check.costs(30, (net, w) -> Adder.subtract(net, w[0], Check.constant(1, 32)), 32);
        Check.costs(30, (net, w) -> Adder.add(net, w[0], Check.constant(0x5555_5555, 32)), 32);
        Check.costs(26, (net, w) -> Adder.add(net, w[0], Check.constant(0x70, 32)), 32);
        Check.costs(0, (net, w) -> Adder.add(net, w[0], Check.constant(0, 32)), 32);
        Check.costs(0, (net, w) -> Adder.subtract(net, w[0], w[0]), 32);
        Check.costs(0, (net, w) -> Adder.add(net, w[0], w[0]), 32);
    }
}
