package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverflowTest {

    /** An operation that reports overflow. */
    private interface CheckedOperation {
        Checked apply(Netlist net, int[] a, int[] b, boolean signed);
    }

    /** An operation that stops at the limits. */
    private interface SaturatingOperation {
        int[] apply(Netlist net, int[] a, int[] b, boolean signed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 32, 64, 128})
    void add_anyOperands_noticesOverflow(int n) {
        operation(Overflow::add, Overflow::saturatingAdd, BigInteger::add, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 32, 64, 128})
    void subtract_anyOperands_noticesOverflow(int n) {
        operation(Overflow::subtract, Overflow::saturatingSubtract, BigInteger::subtract, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 16, 32, 64})
    void multiply_anyOperands_noticesOverflow(int n) {
        operation(Overflow::multiply, Overflow::saturatingMultiply, BigInteger::multiply, n);
    }

    @Test
    void andCount_isAsDocumented() {
        for (boolean signed : new boolean[] {false, true}) {
            Check.costs(32, (net, w) -> joined(Overflow.add(net, w[0], w[1], signed)), 32, 32);
            Check.costs(32, (net, w) -> joined(Overflow.subtract(net, w[0], w[1], signed)), 32, 32);
            int saturating = signed ? 63 : 64;
            Check.costs(saturating, (net, w) -> Overflow.saturatingAdd(net, w[0], w[1], signed), 32, 32);
            Check.costs(saturating, (net, w) -> Overflow.saturatingSubtract(net, w[0], w[1], signed), 32, 32);
        }
        Check.costs(668, (net, w) -> joined(Overflow.multiply(net, w[0], w[1], false)), 32, 32);
        Check.costs(666, (net, w) -> joined(Overflow.multiply(net, w[0], w[1], true)), 32, 32);
    }

    private static void operation(
            CheckedOperation checked, SaturatingOperation saturating, BinaryOperator<BigInteger> exact, int n) {
        for (boolean signed : new boolean[] {false, true}) {
            BigInteger least = signed ? BigInteger.ONE.shiftLeft(n - 1).negate() : BigInteger.ZERO;
            BigInteger greatest = SignedDigits.allOnes(signed ? n - 1 : n);
            Check.computes(
                    (net, w) -> joined(checked.apply(net, w[0], w[1], signed)),
                    v -> {
                        BigInteger result = exact.apply(Check.read(v[0], n, signed), Check.read(v[1], n, signed));
                        boolean fits = result.compareTo(least) >= 0 && result.compareTo(greatest) <= 0;
                        return Check.concat(result, n, Check.bit(!fits));
                    },
                    n,
                    n);
            Check.computes(
                    (net, w) -> saturating.apply(net, w[0], w[1], signed),
                    v -> exact.apply(Check.read(v[0], n, signed), Check.read(v[1], n, signed))
                            .max(least)
                            .min(greatest),
                    n,
                    n);
        }
    }

    private static int[] joined(Checked checked) {
        return Check.concat(checked.wrapped(), new int[] {checked.overflow()});
    }
}
