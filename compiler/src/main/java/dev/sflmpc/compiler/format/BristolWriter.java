package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.List;

/**
 * Writes Bristol Fashion.
 *
 * <p>Inputs are the first wires and outputs the last ones. A gate that is an output gets that wire at once; an output that
 * is a constant, an input or the same as an earlier one becomes an EQ or EQW. A node has one INV at most.
 *
 * <p>Layout: {@code wires[l]} is the wire of literal {@code l}, or {@link #NONE}; an INV is due when {@code wires} of an odd
 * literal is set.
 */
final class BristolWriter {

    private static final int NONE = -1;
    /** Needed, but not numbered yet. */
    private static final int WANTED = -2;

    private final Netlist netlist;
    private final int[] inputs;
    private final int[] outputs;
    private final int[] wires;
    /** Whether output {@code i} is the wire of its gate or INV itself. */
    private final boolean[] direct;

    private int gateCount;
    private int wireCount;

    private BristolWriter(Circuit circuit) {
        netlist = circuit.netlist();
        inputs = circuit.signature().reorderInputs(circuit.inputBits());
        outputs = circuit.signature().reorderOutputs(circuit.outputBits());
        if (2L * netlist.nodeCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("more than 2^30 nodes");
        }
        wires = new int[2 * netlist.nodeCount()];
        direct = new boolean[outputs.length];
    }

    static void write(Circuit circuit, TextSink out) throws IOException {
        BristolWriter writer = new BristolWriter(circuit);
        writer.number();
        writer.header(circuit.signature(), out);
        writer.gates(out);
        writer.outputs(out);
        out.flush();
    }

    private void number() {
        want();
        for (int i = 0; i < inputs.length; i++) {
            wires[inputs[i]] = i;
        }
        int first = inputs.length;
        for (int literal = 2; literal < wires.length; literal++) {
            if (wires[literal] == WANTED) {
                gateCount++;
            }
        }
        int copies = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (wires[outputs[i]] == WANTED) {
                wires[outputs[i]] = i;
                direct[i] = true;
            } else {
                copies++;
            }
        }
        gateCount += copies;
        wireCount = first + gateCount;
        shiftOutputs();
        int next = first;
        for (int literal = 2; literal < wires.length; literal++) {
            if (wires[literal] == WANTED) {
                wires[literal] = next++;
            }
        }
    }

    /** Outputs were given their own numbers first; they lie at the end. */
    private void shiftOutputs() {
        for (int i = 0; i < outputs.length; i++) {
            if (direct[i]) {
                wires[outputs[i]] = wireCount - outputs.length + i;
            }
        }
    }

    /** Marks the literals that gates or outputs read. */
    private void want() {
        java.util.Arrays.fill(wires, NONE);
        for (int literal : outputs) {
            wires[literal] = WANTED;
            wires[literal & ~1] = WANTED;
        }
        for (int node = netlist.nodeCount() - 1; node > 0; node--) {
            if (wires[2 * node] == WANTED && !netlist.isInput(node)) {
                want(netlist.left(node));
                want(netlist.right(node));
            }
        }
        wires[Netlist.FALSE] = NONE;
        wires[Netlist.TRUE] = NONE;
    }

    private void want(int literal) {
        wires[literal] = WANTED;
        wires[literal & ~1] = WANTED;
    }

    private void header(Signature signature, TextSink out) throws IOException {
        out.put(gateCount).put(' ').put(wireCount).put('\n');
        boolean random = signature.randomBits() > 0;
        List<Signature.Input> values = signature.inputs();
        out.put(values.size() + (random ? 1 : 0));
        for (Signature.Input input : values) {
            out.put(' ').put(input.type().widthBits());
        }
        if (random) {
            out.put(' ').put(signature.randomBits());
        }
        out.put('\n').put(signature.outputs().size());
        for (Signature.Output output : signature.outputs()) {
            out.put(' ').put(output.type().widthBits());
        }
        out.put("\n\n");
    }

    private void gates(TextSink out) throws IOException {
        for (int node = 1; node < netlist.nodeCount(); node++) {
            if (!netlist.isInput(node) && wires[2 * node] >= 0) {
                out.put("2 1 ").put(wires[netlist.left(node)]).put(' ');
                out.put(wires[netlist.right(node)]).put(' ');
                out.put(wires[2 * node]).put(netlist.isAnd(node) ? " AND\n" : " XOR\n");
            }
            if (wires[2 * node + 1] >= 0) {
                out.put("1 1 ").put(wires[2 * node]).put(' ');
                out.put(wires[2 * node + 1]).put(" INV\n");
            }
        }
    }

    private void outputs(TextSink out) throws IOException {
        for (int i = 0; i < outputs.length; i++) {
            if (!direct[i]) {
                boolean constant = outputs[i] <= Netlist.TRUE;
                out.put("1 1 ").put(constant ? outputs[i] : wires[outputs[i]]).put(' ');
                out.put(wireCount - outputs.length + i).put(constant ? " EQ\n" : " EQW\n");
            }
        }
    }
}
