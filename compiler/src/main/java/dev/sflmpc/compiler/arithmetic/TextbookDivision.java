package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Divisions and square roots in the forms that textbooks and synthesis tools give them, to compare netlists with. {@link Divider}
 * and {@link SquareRoot} compute the same with half the gates. A divisor of 0 gives a quotient of ones and the low bits of the dividend.
 */
public final class TextbookDivision {

    private TextbookDivision() {}

    /** Subtracts in each step and keeps the difference where it is not negative. */
    public static QuotientRemainder restoring(Netlist net, int[] a, int[] b) {
        int[] quotient = new int[a.length];
        int[] rest = new int[b.length];
        for (int k = a.length - 1; k >= 0; k--) {
            int[] next = Words.shiftedLeft(rest, 1, b.length + 1);
            next[0] = a[k];
            int[] difference = Adder.subtractWithBorrow(net, next, Words.zeroExtend(b, b.length + 1));
            quotient[k] = Words.sign(difference) ^ 1;
            for (int i = 0; i < rest.length; i++) {
                rest[i] = net.mux(quotient[k], difference[i], next[i]);
            }
        }
        return new QuotientRemainder(quotient, rest);
    }

    /** The root, by restoring steps; what is left of the radicand has one bit more than the root has so far. */
    public static int[] root(Netlist net, int[] a) {
        int length = a.length / 2;
        int[] root = new int[0];
        int[] rest = new int[0];
        for (int k = length - 1; k >= 0; k--) {
            int[] next = Words.shiftedLeft(rest, 2, Math.max(rest.length, root.length) + 2);
            next[0] = a[2 * k];
            next[1] = a[2 * k + 1];
            int[] trial = Words.shiftedLeft(root, 2, next.length);
            trial[0] = Netlist.TRUE;
            int[] difference = Adder.subtractWithBorrow(net, next, trial);
            int bit = Words.sign(difference) ^ 1;
            root = Words.shiftedLeft(root, 1, root.length + 1);
            root[0] = bit;
            rest = new int[Math.min(next.length, root.length + 1)];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = net.mux(bit, difference[i], next[i]);
            }
        }
        return root;
    }
}
