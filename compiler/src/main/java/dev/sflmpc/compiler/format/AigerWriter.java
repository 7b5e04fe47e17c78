package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.util.List;

/**
 * Writes AIGER, ascii or binary. An XOR becomes three ANDs: {@code ~(x & y) & ~(~x & ~y)}.
 *
 * <p>Layout: {@code literals[n]} is the file's literal of node {@code n}.
 */
final class AigerWriter {

    private final Circuit circuit;
    private final Netlist netlist;
    private final TextSink out;
    private final boolean binary;
    private final int[] literals;
    private final boolean[] live;
    private int next;

    private AigerWriter(Circuit circuit, TextSink out, boolean binary) {
        this.circuit = circuit;
        this.netlist = circuit.netlist();
        this.out = out;
        this.binary = binary;
        this.literals = new int[netlist.nodeCount()];
        this.live = LiveNodes.of(netlist, circuit.outputBits());
    }

    static void write(Circuit circuit, TextSink out, boolean binary) throws IOException {
        new AigerWriter(circuit, out, binary).write();
        out.flush();
    }

    private void write() throws IOException {
        Signature signature = circuit.signature();
        int[] inputBits = signature.reorderInputs(circuit.inputBits());
        int[] outputBits = signature.reorderOutputs(circuit.outputBits());
        number(inputBits);
        int ands = next / 2 - 1 - inputBits.length;
        out.put(binary ? "aig " : "aag ").put(next / 2 - 1).put(' ');
        out.put(inputBits.length)
                .put(" 0 ")
                .put(outputBits.length)
                .put(' ')
                .put(ands)
                .put('\n');
        for (int i = 0; i < inputBits.length && !binary; i++) {
            out.put(2 * (i + 1)).put('\n');
        }
        for (int literal : outputBits) {
            out.put(fileLiteral(literal)).put('\n');
        }
        gates();
        symbols(signature);
    }

    private void number(int[] inputBits) {
        next = 2;
        for (int literal : inputBits) {
            literals[literal >>> 1] = next;
            next += 2;
        }
        for (int node = 1; node < live.length; node++) {
            if (live[node] && !netlist.isInput(node)) {
                long size = netlist.isAnd(node) ? 2 : 6;
                if (next + size > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("more than 2^30 ANDs");
                }
                next += (int) size;
                literals[node] = next - 2;
            }
        }
    }

    private int fileLiteral(int literal) {
        return literals[literal >>> 1] ^ (literal & 1);
    }

    private void gates() throws IOException {
        for (int node = 1; node < live.length; node++) {
            if (live[node] && !netlist.isInput(node)) {
                int left = fileLiteral(netlist.left(node));
                int right = fileLiteral(netlist.right(node));
                int target = literals[node];
                if (netlist.isAnd(node)) {
                    and(target, left, right);
                } else {
                    and(target - 4, left, right);
                    and(target - 2, left ^ 1, right ^ 1);
                    and(target, target - 1, target - 3);
                }
            }
        }
    }

    private void and(int target, int a, int b) throws IOException {
        int high = Math.max(a, b);
        int low = Math.min(a, b);
        if (binary) {
            delta(target - high);
            delta(high - low);
        } else {
            out.put(target).put(' ').put(high).put(' ').put(low).put('\n');
        }
    }

    private void delta(int value) throws IOException {
        int rest = value;
        while (rest >= 0x80) {
            out.putByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.putByte(rest);
    }

    private void symbols(Signature signature) throws IOException {
        List<String> inputs = PortNames.inputs(signature);
        List<String> outputs = PortNames.outputs(signature, List.of());
        for (int i = 0; i < inputs.size(); i++) {
            out.put('i').put(i).put(' ').put(inputs.get(i)).put('\n');
        }
        for (int i = 0; i < outputs.size(); i++) {
            out.put('o').put(i).put(' ').put(outputs.get(i)).put('\n');
        }
        out.put("c\n").put(PortNames.word(signature.name())).put('\n');
    }
}
