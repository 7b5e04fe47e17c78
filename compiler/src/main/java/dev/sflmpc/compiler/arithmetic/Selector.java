package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;

/** Choice between two words: n AND gates; bits that are equal or opposite in both cost nothing. */
public final class Selector {

    private Selector() {}

    /** {@code condition ? whenTrue : whenFalse}. */
    public static int[] mux(Netlist net, int condition, int[] whenTrue, int[] whenFalse) {
        Adder.requireEqualWidths(whenTrue, whenFalse);
        long start = net.here();
        int[] result = new int[whenTrue.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = net.mux(condition, whenTrue[i], whenFalse[i]);
        }
        net.made(start, () -> "selection of " + result.length + " bits");
        return result;
    }

    /** Both words, exchanged when {@code condition} holds: n AND gates for the two. */
    public static int[][] swap(Netlist net, int condition, int[] a, int[] b) {
        Adder.requireEqualWidths(a, b);
        long start = net.here();
        int[][] result = new int[2][a.length];
        for (int i = 0; i < a.length; i++) {
            int change = net.and(condition, net.xor(a[i], b[i]));
            result[0][i] = net.xor(a[i], change);
            result[1][i] = net.xor(b[i], change);
        }
        net.made(start, () -> "conditional exchange of " + a.length + " bits");
        return result;
    }
}
