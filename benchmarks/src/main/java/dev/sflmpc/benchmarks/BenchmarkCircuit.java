package dev.sflmpc.benchmarks;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.compiler.format.CircuitFormatException;
import dev.sflmpc.compiler.format.CircuitPrograms;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.format.CircuitTooLargeException;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of one call of one block, as the compiler makes them. */
final class BenchmarkCircuit {

    /** Where circuits in files are: {@code -Dsfl.circuits=FOLDER}. */
    private static final Path FOLDER =
            Path.of(System.getProperty("sfl.circuits", "../shared/data/circuits/bristol-fashion"));

    private BenchmarkCircuit() {}

    /**
     * {@code mul64}: wide; {@code mul32x8}: eight independent products; {@code div64}: about one AND a layer; {@code
     * NAME.txt}: a circuit file.
     *
     * @throws IllegalStateException if there is no such file
     */
    static Program program(String name) {
        if (name.endsWith(".txt")) {
            return read(FOLDER.resolve(name));
        }
        Netlist net = new Netlist();
        int[] inputs = net.inputs(
                switch (name) {
                    case "mul32x8" -> 512;
                    default -> 128;
                });
        int[] outputs =
                switch (name) {
                    case "mul64" -> Multiplier.multiply(net, word(inputs, 0, 64), word(inputs, 64, 64));
                    case "mul32x8" -> products(net, inputs);
                    case "div64" -> Divider.quotient(net, word(inputs, 0, 64), word(inputs, 64, 64), false);
                    default -> throw new IllegalArgumentException(name);
                };
        Block block = BlockAssembler.assemble(net, inputs, outputs);
        Step call = new Step.Call(
                0, List.of(new Place.Wires(0, inputs.length)), List.of(new Place.Wires(inputs.length, outputs.length)));
        return new Program(
                name,
                List.of(),
                List.of(),
                new Program.Region(0, 0),
                List.of(),
                inputs.length + outputs.length,
                List.of(block),
                List.of(call));
    }

    private static Program read(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "no circuit " + file.toAbsolutePath() + ": -Dsfl.circuits=FOLDER says where");
        }
        try {
            return CircuitPrograms.program(CircuitReader.read(file).circuit());
        } catch (IOException | CircuitFormatException | CircuitTooLargeException e) {
            throw new IllegalStateException("cannot use " + file, e);
        }
    }

    private static int[] products(Netlist net, int[] inputs) {
        int[] outputs = new int[256];
        for (int i = 0; i < 8; i++) {
            int[] product = Multiplier.multiply(net, word(inputs, 64 * i, 32), word(inputs, 64 * i + 32, 32));
            System.arraycopy(product, 0, outputs, 32 * i, 32);
        }
        return outputs;
    }

    private static int[] word(int[] wires, int from, int length) {
        int[] word = new int[length];
        System.arraycopy(wires, from, word, 0, length);
        return word;
    }
}
