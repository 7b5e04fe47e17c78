package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.netlist.Netlist;

/** Evaluates a netlist on 64 inputs at once into an array that is used again. */
final class Simulation {

    private Simulation() {}

    /** {@code values[n]} becomes the value of node {@code n}; those of the inputs are given. */
    static void run(Netlist net, long[] values) {
        values[0] = 0;
        for (int node = 1; node < values.length; node++) {
            if (!net.isInput(node)) {
                long a = value(values, net.left(node));
                long b = value(values, net.right(node));
                values[node] = net.isAnd(node) ? a & b : a ^ b;
            }
        }
    }

    static long value(long[] values, int literal) {
        return values[literal >>> 1] ^ -(long) (literal & 1);
    }
}
