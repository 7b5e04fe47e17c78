package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparatorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16, 32, 64, 128})
    void less_anyOperands_isTheirOrder(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> new int[] {
                        Comparator.less(net, w[0], w[1], signed), Comparator.lessOrEqual(net, w[0], w[1], signed)
                    },
                    v -> {
                        int order = Check.read(v[0], n, signed).compareTo(Check.read(v[1], n, signed));
                        return BigInteger.valueOf((order < 0 ? 1 : 0) + (order <= 0 ? 2 : 0));
                    },
                    n,
                    n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 32})
    void lessUpToTies_anyOperands_isTheirOrderUnlessTheyAreEqual(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> {
                        int isDifferent = Comparator.equal(net, w[0], w[1]) ^ 1;
                        return new int[] {net.and(isDifferent, Comparator.lessUpToTies(net, w[0], w[1], signed))};
                    },
                    v -> Check.bit(Check.read(v[0], n, signed).compareTo(Check.read(v[1], n, signed)) < 0),
                    n,
                    n);
            Check.costs(n - 1, (net, w) -> new int[] {Comparator.lessUpToTies(net, w[0], w[1], signed)}, n, n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16, 64, 128})
    void equal_anyOperands_isEquality(int n) {
        Check.computes(
                (net, w) -> new int[] {Comparator.equal(net, w[0], w[1])}, v -> Check.bit(v[0].equals(v[1])), n, n);
        Check.computes((net, w) -> new int[] {Comparator.isZero(net, w[0])}, v -> Check.bit(v[0].signum() == 0), n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32, 64, 128})
    void andCount_independentBits_isAsDocumented(int n) {
        Check.costs(n - 1, (net, w) -> new int[] {Comparator.equal(net, w[0], w[1])}, n, n);
        Check.costs(n - 1, (net, w) -> new int[] {Comparator.isZero(net, w[0])}, n);
        Check.costs(n, (net, w) -> new int[] {Comparator.less(net, w[0], w[1], false)}, n, n);
        Check.costs(n, (net, w) -> new int[] {Comparator.lessOrEqual(net, w[0], w[1], true)}, n, n);
    }

    @Test
    void andCount_constantOperand_dropsBitsThatCannotMatter() {
        Check.costs(31, (net, w) -> less(net, w[0], 0x8000_0001L, false), 32);
        Check.costs(3, (net, w) -> less(net, w[0], 0x1000_0000L, false), 32);
        Check.costs(0, (net, w) -> less(net, w[0], 0, true), 32);
        Check.costs(0, (net, w) -> less(net, w[0], 0x8000_0000L, false), 32);
        Check.costs(
                3,
                (net, w) -> new int[] {Comparator.lessOrEqual(net, w[0], Check.constant(0xfff_ffff, 32), false)},
                32);
        Check.costs(0, (net, w) -> new int[] {Comparator.less(net, w[0], w[0], true)}, 32);
    }

    @Test
    void less_besideSubtraction_sharesItsGates() {
        Check.costs(
                32,
                (net, w) -> Check.concat(
                        Adder.subtract(net, w[0], w[1]), new int[] {Comparator.less(net, w[0], w[1], false)}),
                32,
                32);
    }

    private static int[] less(Netlist net, int[] a, long constant, boolean signed) {
        return new int[] {Comparator.less(net, a, Check.constant(constant, a.length), signed)};
    }
}
