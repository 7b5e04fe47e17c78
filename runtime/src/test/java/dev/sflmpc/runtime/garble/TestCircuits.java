package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.SplittableRandom;

/** Blocks to garble: random, arithmetic, and Bristol Fashion files. */
final class TestCircuits {

    private TestCircuits() {}

    /** Random code that obeys the rules of {@link Block}, with slot reuse, constants, wide and empty layers. */
    static Block random(long seed, int inputCount, int layers, int maxAnds) {
        SplittableRandom random = new SplittableRandom(seed);
        int slotCount = Block.FIRST_INPUT + inputCount + maxAnds + 8;
        List<Integer> code = new ArrayList<>();
        int written = Block.FIRST_INPUT + inputCount;
        long andCount = 0;
        for (int layer = 0; layer < layers; layer++) {
            int ands = layer == 0 ? maxAnds : random.nextInt(maxAnds + 1);
            code.add(ands);
            for (int i = random.nextInt(20); i > 0; i--) {
                int target = Math.min(written, slotCount - 1);
                written = Math.min(slotCount, written + 1);
                code.add(random.nextBoolean() ? target : random.nextInt(Block.FIRST_INPUT, written));
                for (int operand = 0; operand < 3; operand++) {
                    code.add(random.nextInt(target));
                }
            }
            code.add(Block.END_OF_XORS);
            written = addAnds(random, code, ands, written, slotCount);
            andCount += ands;
        }
        int[] outputs = new int[20];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = random.nextInt(written);
        }
        int[] words = code.stream().mapToInt(Integer::intValue).toArray();
        return new Block(inputCount, slotCount, words, outputs, andCount, 0, layers);
    }

    /** Writes go to the upper half of the written slots or to new ones, reads come from the lower half. */
    private static int addAnds(SplittableRandom random, List<Integer> code, int ands, int written, int slotCount) {
        int reused = Math.min(ands, (written - Block.FIRST_INPUT) / 2);
        int firstTarget = Math.min(written - reused, slotCount - ands);
        for (int i = 0; i < ands; i++) {
            for (int operand = 0; operand < 5; operand++) {
                code.add(random.nextInt(Math.min(firstTarget, written)));
            }
            code.add(firstTarget + i);
        }
        return Math.max(written, firstTarget + ands);
    }

    /** Products of two numbers of {@code width} bits, by rows. */
    static Block multiplier(int width) {
        CircuitBuilder circuit = new CircuitBuilder(2 * width);
        int[] sum = new int[width];
        for (int row = 0; row < width; row++) {
            int carry = Block.ZERO;
            for (int i = row; i < width; i++) {
                int product = circuit.and(circuit.input(row), circuit.input(width + i - row));
                int[] added = row == 0 ? new int[] {product, Block.ZERO} : circuit.fullAdder(sum[i], product, carry);
                sum[i] = added[0];
                carry = added[1];
            }
        }
        return circuit.block(sum);
    }

    /** Restoring division of two numbers of {@code width} bits: quotient, then remainder. Deep and narrow. */
    static Block divider(int width) {
        CircuitBuilder circuit = new CircuitBuilder(2 * width);
        int[] quotient = new int[width];
        int[] remainder = new int[width];
        Arrays.fill(remainder, Block.ZERO);
        for (int step = width - 1; step >= 0; step--) {
            int[] shifted = new int[width + 1];
            shifted[0] = circuit.input(step);
            System.arraycopy(remainder, 0, shifted, 1, width);
            int[] difference = new int[width + 1];
            int carry = Block.ONE;
            for (int i = 0; i <= width; i++) {
                int divisor = i < width ? circuit.not(circuit.input(width + i)) : Block.ONE;
                int[] added = circuit.fullAdder(shifted[i], divisor, carry);
                difference[i] = added[0];
                carry = added[1];
            }
            quotient[step] = carry;
            for (int i = 0; i < width; i++) {
                int change = circuit.and(carry, circuit.xor(shifted[i], difference[i]));
                remainder[i] = circuit.xor(shifted[i], change);
            }
        }
        int[] outputs = Arrays.copyOf(quotient, 2 * width);
        System.arraycopy(remainder, 0, outputs, width, width);
        return circuit.block(outputs);
    }

    /** SHA-like rounds: rotations, choice, majority and additions over {@code words} words of 32 bits. */
    static Block mixer(int words, int rounds) {
        CircuitBuilder circuit = new CircuitBuilder(32 * words);
        int[][] state = new int[words][32];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < 32; i++) {
                state[word][i] = circuit.input(32 * word + i);
            }
        }
        for (int round = 0; round < rounds; round++) {
            int[] a = state[round % words];
            int[] b = state[(round + 1) % words];
            int[] c = state[(round + 2) % words];
            int[] mixed = new int[32];
            int carry = Block.ZERO;
            for (int i = 0; i < 32; i++) {
                int choice = circuit.xor(circuit.and(a[i], circuit.xor(b[i], c[i])), c[i]);
                int rotated = circuit.xor(a[(i + 6) % 32], circuit.xor(a[(i + 11) % 32], a[(i + 25) % 32]));
                int[] added = circuit.fullAdder(choice, rotated, carry);
                mixed[i] = added[0];
                carry = added[1];
            }
            state[(round + 2) % words] = mixed;
        }
        int[] outputs = new int[32 * words];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = state[i / 32][i % 32];
        }
        return circuit.block(outputs);
    }

    /**
     * The circuit {@code name} of the shared data, if there is any: in {@code shared/data} beside or above the working
     * directory, or where the system property {@code sfl.shared} says.
     */
    static Optional<Block> bristol(String name) throws IOException {
        Path named = Path.of(System.getProperty("sfl.shared", "shared"));
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file =
                    at.resolve(named).resolve("data/circuits/bristol-fashion").resolve(name);
            if (Files.exists(file)) {
                return Optional.of(read(file));
            }
        }
        return Optional.empty();
    }

    private static Block read(Path file) throws IOException {
        try (Scanner scanner = new Scanner(file, StandardCharsets.US_ASCII)) {
            int gateCount = scanner.nextInt();
            int wireCount = scanner.nextInt();
            int inputCount = sum(scanner);
            int outputCount = sum(scanner);
            CircuitBuilder circuit = new CircuitBuilder(inputCount);
            int[] wires = new int[wireCount];
            for (int i = 0; i < inputCount; i++) {
                wires[i] = circuit.input(i);
            }
            for (int gate = 0; gate < gateCount; gate++) {
                int operands = scanner.nextInt();
                int results = scanner.nextInt();
                assert results == 1;
                int a = wires[scanner.nextInt()];
                int b = operands == 2 ? wires[scanner.nextInt()] : Block.ONE;
                int out = scanner.nextInt();
                wires[out] = "AND".equals(scanner.next()) ? circuit.and(a, b) : circuit.xor(a, b);
            }
            return circuit.block(Arrays.copyOfRange(wires, wireCount - outputCount, wireCount));
        }
    }

    private static int sum(Scanner scanner) {
        int parts = scanner.nextInt();
        int sum = 0;
        for (int i = 0; i < parts; i++) {
            sum += scanner.nextInt();
        }
        return sum;
    }
}
