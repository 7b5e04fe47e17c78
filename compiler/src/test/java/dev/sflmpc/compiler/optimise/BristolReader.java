package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** Reads the circuit files of the tests, Bristol Fashion and the older form. */
final class BristolReader {

    private final StringTokenizer tokens;
    private final Netlist net = new Netlist();
    private final int[] wires;

    private BristolReader(String text) {
        tokens = new StringTokenizer(text);
        number();
        wires = new int[number()];
    }

    static Graph read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String[] lines = text.split("\n", 4);
        int gates = Integer.parseInt(lines[0].trim().split("\\s+", -1)[0]);
        String[] header = lines[1].trim().split("\\s+", -1);
        boolean fashion = Integer.parseInt(header[0]) == header.length - 1
                && (header.length != 3 || !lines[2].isBlank() && lines[2].trim().split("\\s+", -1).length < 5);
        BristolReader reader = new BristolReader(text);
        return fashion ? reader.readFashion(gates) : reader.readOld(gates);
    }

    private Graph readFashion(int gates) {
        int inputs = sum();
        int outputs = sum();
        return readGates(gates, inputs, outputs);
    }

    private Graph readOld(int gates) {
        int inputs = number() + number();
        return readGates(gates, inputs, number());
    }

    private Graph readGates(int gates, int inputs, int outputs) {
        int[] inputWires = net.inputs(inputs);
        System.arraycopy(inputWires, 0, wires, 0, inputs);
        for (int i = 0; i < gates; i++) {
            readGate();
        }
        int[] outputWires = new int[outputs];
        System.arraycopy(wires, wires.length - outputs, outputWires, 0, outputs);
        return new Graph(net, inputWires, outputWires);
    }

    private void readGate() {
        int[] in = new int[number()];
        int outs = number();
        if (outs != 1) {
            throw new IllegalArgumentException("a gate of " + outs + " outputs");
        }
        for (int i = 0; i < in.length; i++) {
            in[i] = number();
        }
        int out = number();
        wires[out] = switch (tokens.nextToken()) {
            case "XOR" -> net.xor(wires[in[0]], wires[in[1]]);
            case "AND" -> net.and(wires[in[0]], wires[in[1]]);
            case "INV", "NOT" -> wires[in[0]] ^ 1;
            case "EQ" -> in[0];
            case "EQW" -> wires[in[0]];
            case String other -> throw new IllegalArgumentException("a gate " + other);
        };
    }

    private int sum() {
        int total = 0;
        for (int count = number(); count > 0; count--) {
            total += number();
        }
        return total;
    }

    private int number() {
        return Integer.parseInt(tokens.nextToken());
    }
}
