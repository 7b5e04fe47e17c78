package dev.sflmpc.compiler.arithmetic.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.HexFormat;
import java.util.Random;

/** Runs circuits on bytes. */
final class ByteCircuit {

    /** Makes the circuit under test. */
    interface Circuit {
        int[] build(Netlist net, int[][] words);
    }

    /** The expected bytes. */
    interface Reference {
        byte[] apply(byte[][] operands) throws Exception;
    }

    private ByteCircuit() {}

    static void costs(int ands, int depth, Circuit circuit, int... bytes) {
        Netlist net = new Netlist();
        LiveGates gates = LiveGates.of(net, circuit.build(net, inputs(net, bytes)));
        assertEquals(ands, gates.ands(), "ANDs");
        assertEquals(depth, gates.depth(), "depth");
    }

    /** 64 random operands, the seed being their sizes. */
    static void computes(Circuit circuit, Reference reference, int... bytes) throws Exception {
        byte[][][] operands = new byte[64][bytes.length][];
        Random random = new Random(java.util.Arrays.hashCode(bytes));
        for (byte[][] vector : operands) {
            for (int i = 0; i < bytes.length; i++) {
                vector[i] = new byte[bytes[i]];
                random.nextBytes(vector[i]);
            }
        }
        byte[][] actual = run(circuit, operands, bytes);
        for (int t = 0; t < operands.length; t++) {
            assertEquals(hex(reference.apply(operands[t])), hex(actual[t]), "vector " + t);
        }
    }

    static String run(Circuit circuit, String... operands) {
        byte[][] vector = new byte[operands.length][];
        int[] bytes = new int[operands.length];
        for (int i = 0; i < operands.length; i++) {
            vector[i] = HexFormat.of().parseHex(operands[i]);
            bytes[i] = vector[i].length;
        }
        return hex(run(circuit, new byte[][][] {vector}, bytes)[0]);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[][] run(Circuit circuit, byte[][][] operands, int... bytes) {
        Netlist net = new Netlist();
        int[] outputs = circuit.build(net, inputs(net, bytes));
        long[] packed = new long[net.inputCount()];
        for (int t = 0; t < operands.length; t++) {
            int at = 0;
            for (byte[] word : operands[t]) {
                for (int i = 0; i < 8 * word.length; i++) {
                    packed[at++] |= (word[i / 8] >>> i % 8 & 1L) << t;
                }
            }
        }
        Simulator simulator = Simulator.run(net, packed);
        byte[][] results = new byte[operands.length][outputs.length / 8];
        for (int t = 0; t < operands.length; t++) {
            for (int i = 0; i < outputs.length; i++) {
                results[t][i / 8] |= (byte) ((simulator.value(outputs[i]) >>> t & 1) << i % 8);
            }
        }
        return results;
    }

    private static int[][] inputs(Netlist net, int... bytes) {
        int[][] words = new int[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            words[i] = net.inputs(8 * bytes[i]);
        }
        return words;
    }
}
