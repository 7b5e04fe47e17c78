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

    /** Counts the gates that the outputs need. */
    public GateCounts gates() {
        LiveGates live = LiveGates.of(netlist, outputBits);
        return new GateCounts(live.ands(), live.xors(), live.depth());
    }
}
