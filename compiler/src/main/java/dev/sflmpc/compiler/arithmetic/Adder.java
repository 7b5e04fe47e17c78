package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Addition and what is made of it, as ripple-carry chains of full adders with one AND each.
 *
 * <table>
 * <caption>AND gates at width n</caption>
 * <tr><td>add, subtract</td><td>n - 1</td></tr>
 * <tr><td>add with a secret carry in</td><td>n - 1</td></tr>
 * <tr><td>addWithCarry, subtractWithBorrow</td><td>n</td></tr>
 * <tr><td>negate; add or subtract of 1</td><td>n - 2</td></tr>
 * <tr><td>negateIf, abs</td><td>n - 1</td></tr>
 * <tr><td>add of a constant</td><td>n - 2 - trailing zeros of the constant</td></tr>
 * </table>
 *
 * <p>The full adder is Boyar, Peralta, Pochuev, "On the multiplicative complexity of Boolean functions over the basis
 * (AND, XOR, 1)": carry = c ^ ((a ^ c) &amp; (b ^ c)). That n - 1 is least was shown there too.
 */
public final class Adder {

    private Adder() {}

    /** {@code a + b} modulo 2^n. */
    public static int[] add(Netlist net, int[] a, int[] b) {
        return add(net, a, b, Netlist.FALSE);
    }

    /** {@code a + b + carryIn} modulo 2^n. */
    public static int[] add(Netlist net, int[] a, int[] b, int carryIn) {
        requireEqualWidths(a, b);
        long start = net.here();
        int[] sum = new int[a.length];
        int carry = carryIn;
        for (int i = 0; i < a.length; i++) {
            sum[i] = sumBit(net, a[i], b[i], carry);
            if (i + 1 < a.length) {
                carry = carryBit(net, a[i], b[i], carry);
            }
        }
        net.made(start, () -> "carry chain of " + a.length + " bits");
        return sum;
    }

    /** {@code a + b + carryIn} of unsigned words as n + 1 bits. */
    public static int[] addWithCarry(Netlist net, int[] a, int[] b, int carryIn) {
        return add(net, Arrays.copyOf(a, a.length + 1), Arrays.copyOf(b, b.length + 1), carryIn);
    }

    /** {@code a - b} modulo 2^n. */
    public static int[] subtract(Netlist net, int[] a, int[] b) {
        return add(net, a, Words.invert(b), Netlist.TRUE);
    }

    /** {@code a - b} of unsigned words as n bits, and above them the borrow: {@code a < b}. */
    public static int[] subtractWithBorrow(Netlist net, int[] a, int[] b) {
        int[] difference = addWithCarry(net, a, Words.invert(b), Netlist.TRUE);
        difference[a.length] ^= 1;
        return difference;
    }

    /** {@code -a} modulo 2^n. */
    public static int[] negate(Netlist net, int[] a) {
        return subtract(net, new int[a.length], a);
    }

    /** {@code condition ? -a : a} modulo 2^n. */
    public static int[] negateIf(Netlist net, int condition, int[] a) {
        int[] result = new int[a.length];
        int lowBitsZero = condition; // and the condition holds
        for (int i = 0; i < a.length; i++) {
            result[i] = net.xor(a[i], net.xor(condition, lowBitsZero));
            if (i + 1 < a.length) {
                lowBitsZero = net.and(lowBitsZero, a[i] ^ 1);
            }
        }
        return result;
    }

    /** The absolute value of a signed word, to be read as unsigned: the least number gives 2^(n-1). */
    public static int[] abs(Netlist net, int[] a) {
        return negateIf(net, Words.sign(a), a);
    }

    static int sumBit(Netlist net, int a, int b, int c) {
        if (a <= Netlist.TRUE) {
            return net.xor(net.xor(c, b), a);
        }
        return net.xor(a, net.xor(b, c));
    }

    /** The majority of three bits: one AND, none when two of them are constant, equal or opposite. */
    static int carryBit(Netlist net, int a, int b, int c) {
        if (a <= Netlist.TRUE) {
            return majority(net, c, b, a);
        }
        return b <= Netlist.TRUE ? majority(net, a, c, b) : majority(net, a, b, c);
    }

    private static int majority(Netlist net, int a, int b, int pivot) {
        return net.xor(pivot, net.and(net.xor(a, pivot), net.xor(b, pivot)));
    }

    static void requireEqualWidths(int[] a, int[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("words of " + a.length + " and " + b.length + " bits");
        }
    }
}
