package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Arithmetic that notices when a result does not fit.
 *
 * <p>AND gates at width n: add and subtract n; saturating ones 2n (unsigned) and 2n - 1 (signed). multiply takes the
 * product modulo 2^(n+1) and about 3n, at 32 bits 668 (unsigned) and 666 (signed); saturating n more, or n - 1. With p
 * and q the highest set bits of the factors, p + q &gt;= n shows overflow, and otherwise n + 1 bits hold the product
 * (Schulte et al., "Integer multiplication with overflow detection or saturation").
 */
public final class Overflow {

    private Overflow() {}

    /** {@code a + b}. */
    public static Checked add(Netlist net, int[] a, int[] b, boolean signed) {
        return split(net, Adder.add(net, widened(a, signed), widened(b, signed)), signed);
    }

    /** {@code a - b}. */
    public static Checked subtract(Netlist net, int[] a, int[] b, boolean signed) {
        return split(net, Adder.subtract(net, widened(a, signed), widened(b, signed)), signed);
    }

    /** {@code a * b}. */
    public static Checked multiply(Netlist net, int[] a, int[] b, boolean signed) {
        int[] product = Multiplier.product(net, a, signed, b, signed, a.length + 1);
        Checked low = split(net, product, signed);
        return new Checked(low.wrapped(), net.or(low.overflow(), isLong(net, a, b, signed)));
    }

    /** The nearest number to {@code a + b}. */
    public static int[] saturatingAdd(Netlist net, int[] a, int[] b, boolean signed) {
        int[] sum = Adder.add(net, widened(a, signed), widened(b, signed));
        Checked checked = split(net, sum, signed);
        return signed
                ? saturated(net, checked, Words.sign(sum))
                : Words.orEach(net, checked.wrapped(), checked.overflow());
    }

    /** The nearest number to {@code a - b}. */
    public static int[] saturatingSubtract(Netlist net, int[] a, int[] b, boolean signed) {
        int[] difference = Adder.subtract(net, widened(a, signed), widened(b, signed));
        Checked checked = split(net, difference, signed);
        return signed
                ? saturated(net, checked, Words.sign(difference))
                : Words.andEach(net, checked.wrapped(), checked.overflow() ^ 1);
    }

    /** The nearest number to {@code a * b}. */
    public static int[] saturatingMultiply(Netlist net, int[] a, int[] b, boolean signed) {
        Checked checked = multiply(net, a, b, signed);
        return signed
                ? saturated(net, checked, net.xor(Words.sign(a), Words.sign(b)))
                : Words.orEach(net, checked.wrapped(), checked.overflow());
    }

    private static int[] widened(int[] word, boolean signed) {
        return Words.extend(word, word.length + 1, signed);
    }

    /** Takes the n + 1 bits of a result apart. */
    private static Checked split(Netlist net, int[] result, boolean signed) {
        int width = result.length - 1;
        int overflow = signed ? net.xor(result[width], result[width - 1]) : result[width];
        return new Checked(Words.slice(result, 0, width), overflow);
    }

    /** The least or the greatest number where the result overflowed, by the sign of the exact result. */
    private static int[] saturated(Netlist net, Checked checked, int sign) {
        int top = checked.wrapped().length - 1;
        int[] limit = new int[top + 1];
        java.util.Arrays.fill(limit, sign ^ 1);
        limit[top] = sign;
        return Selector.mux(net, checked.overflow(), limit, checked.wrapped());
    }

    /** Whether bit i of one magnitude and bit j of the other are set with i + j too high for n + 1 bits to tell. */
    private static int isLong(Netlist net, int[] a, int[] b, boolean signed) {
        int[] p = signed ? magnitude(net, a) : a;
        int[] q = signed ? magnitude(net, b) : b;
        int[] found = new int[Math.max(0, p.length - 1)];
        int atOrAbove = Netlist.FALSE;
        for (int i = p.length - 1; i > 0; i--) {
            atOrAbove = net.or(atOrAbove, p[i]);
            found[i - 1] = net.and(atOrAbove, q[p.length - i]);
        }
        return Words.orAll(net, found);
    }

    /** The n - 1 bits below the sign in one's complement. */
    private static int[] magnitude(Netlist net, int[] word) {
        return Words.xorEach(net, Words.slice(word, 0, word.length - 1), Words.sign(word));
    }
}
