package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.List;

/** Writes a graph for Graphviz; complemented edges end in a small circle. */
final class DotWriter {

    /** Larger graphs help nobody, and Graphviz takes hours for them. */
    static final int MAX_NODES = 5_000;

    private DotWriter() {}

    static void write(Circuit circuit, TextSink out) throws IOException, CircuitTooLargeException {
        Netlist netlist = circuit.netlist();
        boolean[] live = LiveNodes.of(netlist, circuit.outputBits());
        requireSmall(circuit, live);
        out.put("digraph \"").put(quoted(circuit.signature().name())).put("\" {\n  rankdir=BT;\n");
        List<String> inputs = PortNames.inputs(circuit.signature());
        for (int i = 0; i < inputs.size(); i++) {
            int node = circuit.inputBits()[i] >>> 1;
            out.put("  n")
                    .put(node)
                    .put(" [shape=box, label=\"")
                    .put(quoted(inputs.get(i)))
                    .put("\"];\n");
        }
        for (int node = 0; node < live.length; node++) {
            if (live[node] && node == 0) {
                out.put("  n0 [shape=box, label=\"0\"];\n");
            } else if (live[node] && !netlist.isInput(node)) {
                out.put("  n")
                        .put(node)
                        .put(" [label=\"")
                        .put(netlist.isAnd(node) ? "AND" : "XOR")
                        .put("\"];\n");
                edge(netlist.left(node), "n" + node, out);
                edge(netlist.right(node), "n" + node, out);
            }
        }
        List<String> outputs = PortNames.outputs(circuit.signature(), List.of());
        for (int i = 0; i < outputs.size(); i++) {
            out.put("  o")
                    .put(i)
                    .put(" [shape=box, label=\"")
                    .put(quoted(outputs.get(i)))
                    .put("\"];\n");
            edge(circuit.outputBits()[i], "o" + i, out);
        }
        out.put("}\n").flush();
    }

    private static void requireSmall(Circuit circuit, boolean[] live) throws CircuitTooLargeException {
        int nodes = circuit.inputBits().length + circuit.outputBits().length;
        for (int node = 1; node < live.length; node++) {
            nodes += live[node] && !circuit.netlist().isInput(node) ? 1 : 0;
        }
        if (nodes > MAX_NODES) {
            throw new CircuitTooLargeException(
                    "a graph of " + nodes + " nodes cannot be drawn, at most " + MAX_NODES + " are written as DOT");
        }
    }

    private static void edge(int literal, String target, TextSink out) throws IOException {
        out.put("  n").put(literal >>> 1).put(" -> ").put(target);
        out.put((literal & 1) == 0 ? ";\n" : " [arrowhead=odot];\n");
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
