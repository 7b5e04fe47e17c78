package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 32, 64})
    void mux_anyCondition_selects(int n) {
        Check.computes(
                (net, w) -> Selector.mux(net, w[2][0], w[0], w[1]), v -> v[2].signum() != 0 ? v[0] : v[1], n, n, 1);
        Check.computes(
                (net, w) -> {
                    int[][] both = Selector.swap(net, w[2][0], w[0], w[1]);
                    return Check.concat(both[0], both[1]);
                },
                v -> v[2].signum() != 0 ? Check.concat(v[1], n, v[0]) : Check.concat(v[0], n, v[1]),
                n,
                n,
                1);
    }

    @Test
    void andCount_isOnePerDifferingBit() {
        Check.costs(32, (net, w) -> Selector.mux(net, w[2][0], w[0], w[1]), 32, 32, 1);
        Check.costs(
                32,
                (net, w) -> {
                    int[][] both = Selector.swap(net, w[2][0], w[0], w[1]);
                    return Check.concat(both[0], both[1]);
                },
                32,
                32,
                1);
        Check.costs(0, (net, w) -> Selector.mux(net, w[1][0], w[0], w[0]), 32, 1);
        Check.costs(0, (net, w) -> Selector.mux(net, w[1][0], w[0], Words.invert(w[0])), 32, 1);
        Check.costs(0, (net, w) -> Selector.mux(net, Netlist.TRUE, w[0], w[1]), 32, 32);
        Check.costs(0, (net, w) -> Selector.mux(net, w[0][0], Check.constant(77, 9), Check.constant(200, 9)), 1);
    }

    @Test
    void mux_equalOperands_isThatOperand() {
        Check.computes((net, w) -> Selector.mux(net, w[1][0], w[0], w[0]), (BigInteger[] v) -> v[0], 5, 1);
    }
}
