package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Two circuits over the same inputs in one netlist, so that what they build alike is one node already.
 *
 * <p>{@code first[i]} and {@code second[i]} are the literals of output bit {@code i}; input bit {@code i} is literal {@code
 * 2 * (i + 1)}. Nodes of the first circuit come before those of the second alone.
 */
record Miter(Netlist netlist, int inputBits, int[] first, int[] second) {

    static Miter of(Circuit a, Circuit b) {
        Netlist netlist = new Netlist();
        int[] inputs = netlist.inputs(a.inputBits().length);
        int[] first = a.copyInto(netlist, inputs);
        int[] second = b.copyInto(netlist, inputs);
        return new Miter(netlist, inputs.length, first, second);
    }
}
