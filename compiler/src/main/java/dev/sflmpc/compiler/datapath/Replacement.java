package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Literals of a netlist as another circuit of other literals.
 *
 * @param inputs what the circuit is given
 * @param outputs what it computes; inputs of the netlist and those whose node comes before the last gate of the inputs are left as
 *     they are, which keeps the netlist without cycles whatever is replaced together
 */
record Replacement(int[] inputs, int[] outputs, Circuit circuit) {

    /** Makes gates. */
    interface Circuit {
        /** The outputs for these inputs, in the order of the replacement. */
        int[] build(Netlist net, int[] inputs);
    }

    /** Which nodes of the outputs are defined by this replacement. */
    IntPredicate definable(Netlist net) {
        int top = IntStream.of(inputs)
                .map(literal -> literal >>> 1)
                .filter(node -> !net.isInput(node))
                .max()
                .orElse(0);
        return node -> node > top && !net.isInput(node);
    }
}
