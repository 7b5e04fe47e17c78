package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A circuit with a named interface, in no particular format.
 *
 * @param netlist the gates; some may be dead
 * @param inputBits literals of the netlist's inputs, each once and not complemented, value by value in the order of {@link
 *     dev.sflmpc.runtime.circuit.ValueType}, random bits last
 * @param outputBits any literals, likewise
 */
public record Circuit(Signature signature, Netlist netlist, int[] inputBits, int[] outputBits) {

    public Circuit {
        if (inputBits.length != signature.inputBits() || outputBits.length != signature.outputBits()) {
            throw new IllegalArgumentException(inputBits.length + " input bits and " + outputBits.length
                    + " output bits for a signature of " + signature.inputBits() + " and " + signature.outputBits());
        }
        for (int literal : inputBits) {
            if ((literal & 1) != 0 || !netlist.isInput(literal >>> 1)) {
                throw new IllegalArgumentException("literal " + literal + " is not an input");
            }
        }
    }

    /** The same gates with another interface of the same widths. */
    public Circuit with(Signature other) {
        return new Circuit(other, netlist, inputBits, outputBits);
    }

    /** What the file's bits mean when they are in another order than was assumed when it was read. */
    public Circuit inFileOrder(BitOrder order) {
        Signature other = signature.withOrder(order);
        return new Circuit(
                other,
                netlist,
                other.reorderInputs(signature.reorderInputs(inputBits)),
                other.reorderOutputs(signature.reorderOutputs(outputBits)));
    }

    /**
     * Makes the gates that the outputs need in another netlist.
     *
     * @param inputs the literals there that stand for {@link #inputBits}, in their order
     * @return the literals there of the outputs
     */
    public int[] copyInto(Netlist target, int[] inputs) {
        if (inputs.length != inputBits.length) {
            throw new IllegalArgumentException(inputs.length + " inputs instead of " + inputBits.length);
        }
        boolean[] live = LiveNodes.of(netlist, outputBits);
        int[] images = new int[netlist.nodeCount()];
        for (int i = 0; i < inputs.length; i++) {
            images[inputBits[i] >>> 1] = inputs[i];
        }
        for (int node = 1; node < images.length; node++) {
            if (live[node] && !netlist.isInput(node)) {
                int a = image(images, netlist.left(node));
                int b = image(images, netlist.right(node));
                images[node] = netlist.isAnd(node) ? target.and(a, b) : target.xor(a, b);
            }
        }
        int[] outputs = new int[outputBits.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = image(images, outputBits[i]);
        }
        return outputs;
    }

    private static int image(int[] images, int literal) {
        return images[literal >>> 1] ^ (literal & 1);
    }

    /** Counts the gates that the outputs need. */
    public GateCounts gates() {
        LiveGates live = LiveGates.of(netlist, outputBits);
        return new GateCounts(live.ands(), live.xors(), live.depth());
    }
}
