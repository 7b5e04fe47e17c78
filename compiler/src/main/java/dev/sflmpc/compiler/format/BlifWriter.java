package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes BLIF: a table of two inputs for each gate, one of one or no input for each output. Gates are named {@code n1}, …. */
final class BlifWriter {

    private static final int NAMES_PER_LINE = 8;

    private final Circuit circuit;
    private final Netlist netlist;
    private final TextSink out;
    private final String[] inputNames;
    private final String gatePrefix;

    private BlifWriter(Circuit circuit, TextSink out) {
        this.circuit = circuit;
        this.netlist = circuit.netlist();
        this.out = out;
        this.inputNames = new String[netlist.nodeCount()];
        this.gatePrefix = PortNames.unusedPrefix(circuit.signature());
    }

    static void write(Circuit circuit, TextSink out) throws IOException {
        new BlifWriter(circuit, out).write();
        out.flush();
    }

    private void write() throws IOException {
        Signature signature = circuit.signature();
        List<String> inputs = PortNames.inputs(signature);
        List<String> outputs = PortNames.outputs(signature, inputs);
        int[] inputBits = signature.reorderInputs(circuit.inputBits());
        int[] outputBits = signature.reorderOutputs(circuit.outputBits());
        for (int i = 0; i < inputBits.length; i++) {
            inputNames[inputBits[i] >>> 1] = inputs.get(i);
        }
        out.put(".model ").put(PortNames.word(signature.name())).put('\n');
        list(".inputs", inputs);
        list(".outputs", outputs);
        gates();
        for (int i = 0; i < outputBits.length; i++) {
            output(outputBits[i], outputs.get(i));
        }
        out.put(".end\n");
    }

    private void list(String directive, List<String> names) throws IOException {
        List<String> words = new ArrayList<>(names);
        out.put(directive);
        for (int i = 0; i < words.size(); i++) {
            out.put(i > 0 && i % NAMES_PER_LINE == 0 ? " \\\n " : " ").put(words.get(i));
        }
        out.put('\n');
    }

    private void gates() throws IOException {
        boolean[] live = LiveNodes.of(netlist, circuit.outputBits());
        for (int node = 1; node < live.length; node++) {
            if (live[node] && !netlist.isInput(node)) {
                int left = netlist.left(node);
                int right = netlist.right(node);
                out.put(".names ");
                name(left >>> 1);
                out.put(' ');
                name(right >>> 1);
                out.put(' ');
                name(node);
                if (netlist.isAnd(node)) {
                    out.put('\n')
                            .put((left & 1) == 0 ? '1' : '0')
                            .put((right & 1) == 0 ? '1' : '0')
                            .put(" 1\n");
                } else {
                    out.put("\n10 1\n01 1\n");
                }
            }
        }
    }

    private void output(int literal, String name) throws IOException {
        out.put(".names ");
        if (literal > Netlist.TRUE) {
            name(literal >>> 1);
            out.put(' ');
        }
        out.put(name).put('\n');
        if (literal > Netlist.TRUE) {
            out.put((literal & 1) == 0 ? "1 1\n" : "0 1\n");
        } else if (literal == Netlist.TRUE) {
            out.put("1\n");
        }
    }

    private void name(int node) throws IOException {
        if (netlist.isInput(node)) {
            out.put(inputNames[node]);
        } else {
            out.put(gatePrefix).put(node);
        }
    }
}
