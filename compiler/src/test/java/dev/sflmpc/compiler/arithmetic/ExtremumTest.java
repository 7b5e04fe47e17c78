package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremumTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 32, 64, 128})
    void sort2_anyOperands_isTheirOrder(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> {
                        int[][] sorted = Extremum.sort2(net, w[0], w[1], signed);
                        return Check.concat(sorted[0], sorted[1]);
                    },
                    v -> {
                        BigInteger a = Check.read(v[0], n, signed);
                        BigInteger b = Check.read(v[1], n, signed);
                        return Check.concat(a.min(b), n, a.max(b));
                    },
                    n,
                    n);
        }
    }

    @Test
    void andCount_isTwicePerBitButForTheLowestOne() {
        Check.costs(63, (net, w) -> Extremum.min(net, w[0], w[1], false), 32, 32);
        Check.costs(63, (net, w) -> Extremum.max(net, w[0], w[1], true), 32, 32);
        Check.costs(
                63,
                (net, w) -> Check.concat(Extremum.min(net, w[0], w[1], true), Extremum.max(net, w[0], w[1], true)),
                32,
                32);
        Check.costs(1, (net, w) -> Extremum.min(net, w[0], w[1], true), 1, 1);
        Check.costs(31, (net, w) -> Extremum.max(net, w[0], new int[w[0].length], true), 32);
        Check.costs(0, (net, w) -> Extremum.max(net, w[0], new int[] {Netlist.FALSE, Netlist.FALSE}, false), 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void min_wordWithItself_isFree(boolean signed) {
        Check.costs(0, (net, w) -> Extremum.min(net, w[0], w[0], signed), 32);
    }
}
