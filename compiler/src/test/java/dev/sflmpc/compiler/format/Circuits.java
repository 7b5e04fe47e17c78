package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Circuits for tests: random ones, and what they compute. */
final class Circuits {

    private Circuits() {}

    /** What the circuit gives for these inputs, all values as unsigned numbers. */
    static List<BigInteger> evaluate(Circuit circuit, BigInteger... inputs) {
        long[] bits = new long[circuit.netlist().inputCount()];
        int at = 0;
        for (int i = 0; i < inputs.length; i++) {
            int width = circuit.signature().inputs().get(i).type().widthBits();
            for (int bit = 0; bit < width; bit++) {
                int node = circuit.inputBits()[at++] >>> 1;
                bits[circuit.netlist().inputIndex(node)] = inputs[i].testBit(bit) ? -1 : 0;
            }
        }
        assertEquals(circuit.inputBits().length, at, "inputs given");
        Simulator simulator = Simulator.run(circuit.netlist(), bits);
        List<BigInteger> outputs = new ArrayList<>();
        int next = 0;
        for (Signature.Output output : circuit.signature().outputs()) {
            BigInteger value = BigInteger.ZERO;
            for (int bit = 0; bit < output.type().widthBits(); bit++) {
                value = (simulator.value(circuit.outputBits()[next++]) & 1) == 0 ? value : value.setBit(bit);
            }
            outputs.add(value);
        }
        return outputs;
    }

    /** All output bits for 64 random inputs; the same seed gives the same inputs, bit by bit of the signature. */
    static long[] sample(Circuit circuit, long seed) {
        Random random = new Random(seed);
        long[] bits = new long[circuit.netlist().inputCount()];
        for (int literal : circuit.inputBits()) {
            bits[circuit.netlist().inputIndex(literal >>> 1)] = random.nextLong();
        }
        Simulator simulator = Simulator.run(circuit.netlist(), bits);
        long[] outputs = new long[circuit.outputBits().length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = simulator.value(circuit.outputBits()[i]);
        }
        return outputs;
    }

    /** A circuit with all that a format must cope with: constants, repeated, complemented and copied outputs, dead gates. */
    static Circuit random(long seed) {
        Random random = new Random(seed);
        List<Signature.Input> inputs = new ArrayList<>();
        List<Signature.Output> outputs = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            inputs.add(
                    new Signature.Input(random.nextBoolean() ? "left" : "right", "x" + i, type(random), order(random)));
        }
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            List<String> recipients = random.nextBoolean() ? List.of("right") : List.of("left", "right");
            outputs.add(new Signature.Output("y" + i, type(random), recipients, order(random)));
        }
        int randomBits = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
        Signature signature = new Signature("program_" + seed, List.of("left", "right"), inputs, randomBits, outputs);
        Netlist netlist = new Netlist();
        int[] inputBits = netlist.inputs(signature.inputBits());
        List<Integer> literals = new ArrayList<>(List.of(Netlist.FALSE, Netlist.TRUE));
        for (int bit : inputBits) {
            literals.add(bit);
        }
        for (int gate = 0; gate < random.nextInt(200); gate++) {
            int a = pick(literals, random);
            int b = pick(literals, random);
            literals.add(random.nextBoolean() ? netlist.and(a, b) : netlist.xor(a, b));
        }
        int[] outputBits = new int[signature.outputBits()];
        for (int i = 0; i < outputBits.length; i++) {
            outputBits[i] = pick(literals, random);
        }
        return new Circuit(signature, netlist, inputBits, outputBits);
    }

    private static int pick(List<Integer> literals, Random random) {
        int from = random.nextInt(3) == 0 ? 0 : Math.max(0, literals.size() - 20);
        return literals.get(from + random.nextInt(literals.size() - from)) ^ random.nextInt(2);
    }

    private static BitOrder order(Random random) {
        return List.of(BitOrder.LSB, BitOrder.MSB, BitOrder.ELEMENT_MSB).get(random.nextInt(3));
    }

    private static ValueType type(Random random) {
        ValueType number = new ValueType.Int(random.nextBoolean(), 1 + random.nextInt(9));
        ValueType fixed = new ValueType.Fixed(7, 3);
        return switch (random.nextInt(7)) {
            case 0 -> new ValueType.Bool();
            case 1 -> new ValueType.Array(new ValueType.Array(number, 2), 3);
            case 2 ->
                new ValueType.Struct(
                        "Pair",
                        List.of(
                                new ValueType.Field("low", fixed),
                                new ValueType.Field("flags", new ValueType.Array(new ValueType.Bool(), 2))));
            case 3 -> new ValueType.Tuple(List.of(fixed, new ValueType.Bool(), new ValueType.Int(true, 3)));
            case 4 -> new ValueType.Array(new ValueType.Bool(), 0);
            case 5 -> new ValueType.Float(random.nextBoolean() ? 32 : 64);
            default -> number;
        };
    }
}
