package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSumTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void sum_wordsAndConstants_isTheirSum(int n) {
        int width = n + 3;
        Check.computes(
                (net, w) -> {
                    ColumnSum sum = new ColumnSum(width);
                    sum.add(w[0], 0);
                    sum.subtract(w[1], 1);
                    sum.add(w[2], 2);
                    sum.add(w[0], 1);
                    sum.addBit(w[1][0], 0);
                    sum.addConstant(BigInteger.valueOf(-11));
                    return sum.sum(net);
                },
                v -> v[0].multiply(BigInteger.valueOf(3))
                        .subtract(v[1].shiftLeft(1))
                        .add(v[2].shiftLeft(2))
                        .add(Check.bit(v[1].testBit(0)))
                        .subtract(BigInteger.valueOf(11)),
                n,
                n,
                n);
    }

    @Test
    void andCount_threeWords_isOneFullAdderPerBitRemoved() {
        // 96 bits in, 32 out, one half adder in column 1; the last column has no carries
        Check.costs(
                61,
                (net, w) -> {
                    ColumnSum sum = new ColumnSum(32);
                    sum.add(w[0], 0);
                    sum.add(w[1], 0);
                    sum.add(w[2], 0);
                    return sum.sum(net);
                },
                32,
                32,
                32);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 11, 64, 160, 1600})
    void popcount_costsWidthLessItsOwnWeight(int n) {
        Check.costs(n - Integer.bitCount(n), (net, w) -> BitCount.popcount(net, w[0]), n);
        Check.computes((net, w) -> BitCount.popcount(net, w[0]), v -> BigInteger.valueOf(v[0].bitCount()), n);
    }

    @Test
    void sum_nothing_isTheConstant() {
        ColumnSum sum = new ColumnSum(8);
        sum.addConstant(BigInteger.valueOf(-2));
        Check.costs(0, (net, w) -> sum.sum(net), 1);
        Check.computes((net, w) -> new ColumnSum(3).sum(net), v -> BigInteger.ZERO, 1);
        Check.computes((net, w) -> new ColumnSum(1).sum(new Netlist()), v -> BigInteger.ZERO, 1);
    }
}
