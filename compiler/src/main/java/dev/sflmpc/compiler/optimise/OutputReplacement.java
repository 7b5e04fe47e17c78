package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.equivalence.EquivalenceChecker;
import dev.sflmpc.compiler.equivalence.EquivalenceLimits;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Puts another circuit in the place of outputs whose function is known as a whole.
 *
 * <p>That it is their function is proved on a <i>model</i>, a circuit in the form that the one at hand seems to have, so that the two
 * have most of their signals in common: A. Kuehlmann, F. Krohm, "Equivalence checking using cuts and heaps", DAC 1997.
 */
final class OutputReplacement {

    /** Proofs that may fail before a circuit is given up. */
    static final int FAILED_PROOFS = 60;

    /** Makes a circuit over the inputs of a netlist made by {@link Graph#withInputs}. */
    @FunctionalInterface
    interface Maker {

        /** The bits of the outputs, in their order. */
        int[] make(Netlist net);
    }

    private OutputReplacement() {}

    /** Some outputs and what they need. */
    static Graph alone(Graph graph, int[] places) {
        int[] outputs =
                Arrays.stream(places).map(place -> graph.outputs()[place]).toArray();
        return new Graph(graph.net(), graph.inputs(), outputs).swept();
    }

    /** A circuit as a graph with the inputs of another. */
    static Graph made(Graph graph, Maker maker) {
        Netlist net = graph.withInputs();
        int[] bits = maker.make(net);
        return new Graph(net, new int[0], bits);
    }

    /** The graph with the nodes of some outputs made anew. */
    static Graph replaced(Graph graph, int[] places, Maker maker) {
        Netlist old = graph.net();
        Netlist net = graph.withInputs();
        int last = Arrays.stream(places)
                .map(place -> graph.outputs()[place] >>> 1)
                .max()
                .orElseThrow();
        net.setOrigin(old.origin(last));
        int[] bits = maker.make(net);
        int[] map = new int[old.nodeCount()];
        Arrays.fill(map, -1);
        map[0] = Netlist.FALSE;
        for (int k = 0; k < bits.length; k++) {
            int output = graph.outputs()[places[k]];
            // an output that is an input or a constant stays one
            if (output > Netlist.TRUE && !old.isInput(output >>> 1)) {
                map[output >>> 1] = bits[k] ^ (output & 1);
            }
        }
        for (int node = 0; node < map.length; node++) {
            if (map[node] < 0) {
                net.setOrigin(old.origin(node));
                map[node] = old.isInput(node) ? Graph.inputLiteral(old.inputIndex(node)) : graph.copy(net, map, node);
            }
        }
        return graph.mapped(net, map).swept();
    }

    /**
     * Whether the outputs of two graphs are the same, proved by signals that they have in common.
     *
     * @param failedProofs proofs of signals in common that may fail
     */
    static boolean isProved(Graph model, Graph actual, int failedProofs) {
        return EquivalenceChecker.isProved(
                model.net(),
                inputs(model.net()),
                model.outputs(),
                actual.net(),
                inputs(actual.net()),
                actual.outputs(),
                new EquivalenceLimits(1 << 16, 1e8, 2_000, failedProofs, 1));
    }

    private static int[] inputs(Netlist net) {
        int[] inputs = new int[net.inputCount()];
        for (int node = 1; node < net.nodeCount(); node++) {
            if (net.isInput(node)) {
                inputs[net.inputIndex(node)] = 2 * node;
            }
        }
        return inputs;
    }
}
