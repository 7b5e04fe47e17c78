package dev.sflmpc.compiler.netlist;

/**
 * Evaluates a netlist on 64 assignments at once: bit <i>t</i> of a long belongs to assignment <i>t</i>.
 *
 * <p>Layout: {@code values[n]} holds the value of node {@code n}.
 */
public final class Simulator {

    private final Netlist net;
    private final long[] values;

    private Simulator(Netlist net, long[] values) {
        this.net = net;
        this.values = values;
    }

    /**
     * Evaluates every node.
     *
     * @param inputs one long per input of the netlist, in their order
     */
    public static Simulator run(Netlist net, long[] inputs) {
        if (inputs.length != net.inputCount()) {
            throw new IllegalArgumentException(inputs.length + " values for " + net.inputCount() + " inputs");
        }
        Simulator simulator = new Simulator(net, new long[net.nodeCount()]);
        simulator.evaluate(inputs);
        return simulator;
    }

    /** The value of a literal in each of the 64 assignments. */
    public long value(int literal) {
        return values[literal >>> 1] ^ -(long) (literal & 1);
    }

    private void evaluate(long[] inputs) {
        for (int node = 1; node < values.length; node++) {
            if (net.isInput(node)) {
                values[node] = inputs[net.inputIndex(node)];
            } else {
                long a = value(net.left(node));
                long b = value(net.right(node));
                values[node] = net.isAnd(node) ? a & b : a ^ b;
            }
        }
    }
}
