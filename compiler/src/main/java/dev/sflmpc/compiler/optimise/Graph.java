package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Compaction;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A netlist with its interface, which no longer changes: what one pass hands to the next. */
final class Graph {

    private final Netlist net;
    private final int[] inputs;
    private final int[] outputs;
    private @Nullable LiveGates gates;

    /**
     * @param net the gates
     * @param inputs input literals, as the caller numbers them
     * @param outputs output literals
     */
    Graph(Netlist net, int[] inputs, int[] outputs) {
        this.net = net;
        assert Arrays.stream(inputs).allMatch(input -> (input & 1) == 0 && net.isInput(input >>> 1))
                : "an input became a gate";
        this.inputs = inputs;
        this.outputs = outputs;
    }

    Netlist net() {
        return net;
    }

    int[] inputs() {
        return inputs;
    }

    int[] outputs() {
        return outputs;
    }

    /** What the outputs need, counted once. */
    LiveGates gates() {
        LiveGates counted = gates;
        if (counted == null) {
            counted = LiveGates.of(net, outputs);
            gates = counted;
        }
        return counted;
    }

    /** A new netlist with the same inputs and nothing else, and with room for as many gates. */
    Netlist withInputs() {
        Netlist fresh = new Netlist(net.nodeCount());
        for (int i = 0; i < net.inputCount(); i++) {
            fresh.input();
        }
        return fresh;
    }

    /** Marks what the outputs need. */
    boolean[] live() {
        boolean[] live = new boolean[net.nodeCount()];
        for (int output : outputs) {
            live[output >>> 1] = true;
        }
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            if (live[node] && !net.isInput(node)) {
                live[net.left(node) >>> 1] = true;
                live[net.right(node) >>> 1] = true;
            }
        }
        return live;
    }

    /** How many live gates and outputs use each node. */
    int[] fanouts() {
        boolean[] live = live();
        int[] fanouts = new int[net.nodeCount()];
        for (int output : outputs) {
            fanouts[output >>> 1]++;
        }
        for (int node = 1; node < live.length; node++) {
            if (live[node] && !net.isInput(node)) {
                fanouts[net.left(node) >>> 1]++;
                fanouts[net.right(node) >>> 1]++;
            }
        }
        return fanouts;
    }

    /** The graph in another netlist: {@code map[n]} is what became of node {@code n}. */
    Graph mapped(Netlist fresh, int[] map) {
        return new Graph(fresh, mapped(map, inputs), mapped(map, outputs));
    }

    private static int[] mapped(int[] map, int[] literals) {
        int[] result = new int[literals.length];
        for (int i = 0; i < literals.length; i++) {
            result[i] = map[literals[i] >>> 1] ^ (literals[i] & 1);
        }
        return result;
    }

    /** Without dead gates. */
    Graph swept() {
        int[] map = new int[net.nodeCount()];
        return mapped(Compaction.copy(net, live(), map), map);
    }

    /** Makes gate {@code node} over the literals that its operands became. */
    int copy(Netlist fresh, int[] map, int node) {
        int left = net.left(node);
        int right = net.right(node);
        int a = map[left >>> 1] ^ (left & 1);
        int b = map[right >>> 1] ^ (right & 1);
        return net.isAnd(node) ? fresh.and(a, b) : fresh.xor(a, b);
    }

    /** The literal of an input in a netlist made by {@link #withInputs}. */
    static int inputLiteral(int index) {
        return 2 * (index + 1);
    }
}
