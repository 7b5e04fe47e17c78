package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A small number in unary: {@code bits[i]} is whether it is greater than {@code min + i}, so that a minimum is an AND and a
 * maximum an OR of each bit, and a constant shifts.
 */
record Thermometer(int min, int[] bits) {

    static Thermometer constant(int value) {
        return new Thermometer(value, new int[0]);
    }

    int max() {
        return min + bits.length;
    }

    /** Whether the number is {@code threshold} or more. */
    int atLeast(int threshold) {
        if (threshold <= min) {
            return Netlist.TRUE;
        }
        return threshold > max() ? Netlist.FALSE : bits[threshold - min - 1];
    }

    Thermometer plus(int constant) {
        return new Thermometer(min + constant, bits);
    }

    Thermometer negated() {
        int[] negated = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            negated[i] = bits[bits.length - 1 - i] ^ 1;
        }
        return new Thermometer(-max(), negated);
    }

    /** The same number, which is known to lie in these bounds. */
    Thermometer within(int least, int greatest) {
        int[] cut = new int[greatest - least];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = atLeast(least + i + 1);
        }
        return new Thermometer(least, cut);
    }

    /** The lesser or the greater one. */
    static Thermometer extremum(Netlist net, boolean greatest, Thermometer a, Thermometer b) {
        int least = greatest ? Math.max(a.min, b.min) : Math.min(a.min, b.min);
        int most = greatest ? Math.max(a.max(), b.max()) : Math.min(a.max(), b.max());
        int[] bits = new int[most - least];
        for (int i = 0; i < bits.length; i++) {
            int p = a.atLeast(least + i + 1);
            int q = b.atLeast(least + i + 1);
            bits[i] = greatest ? net.or(p, q) : net.and(p, q);
        }
        return new Thermometer(least, bits);
    }

    static Thermometer choice(Netlist net, int condition, Thermometer whenTrue, Thermometer whenFalse) {
        int least = Math.min(whenTrue.min, whenFalse.min);
        int[] bits = new int[Math.max(whenTrue.max(), whenFalse.max()) - least];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = net.mux(condition, whenTrue.atLeast(least + i + 1), whenFalse.atLeast(least + i + 1));
        }
        return new Thermometer(least, bits);
    }

    /** The number, and one more if a bit is set. */
    Thermometer plusBit(Netlist net, int bit) {
        return choice(net, bit, plus(1), this);
    }
}
