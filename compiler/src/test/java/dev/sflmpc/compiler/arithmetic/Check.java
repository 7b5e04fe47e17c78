package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Compares circuits with arithmetic on integers, and counts their gates. */
final class Check {

    /** Makes the circuit under test; the words are its operands. */
    interface Circuit {
        int[] build(Netlist net, int[][] words);
    }

    /** The expected result of unsigned operands; bits beyond the circuit's outputs are ignored. */
    interface Reference {
        BigInteger apply(BigInteger[] operands);
    }

    private static final int EXHAUSTIVE_BITS = 12;
    private static final int RANDOM_ROUNDS = 4;

    private Check() {}

    /** All values of narrow operands, else boundaries and random values; then with constant, copied and equal bits. */
    static void computes(Circuit circuit, Reference reference, int... widths) {
        Netlist net = new Netlist();
        int[][] words = inputs(net, widths);
        List<BigInteger[]> vectors = vectors(widths);
        compare(net, words, circuit.build(net, words), reference, vectors, "independent bits");
        for (int seed = 1; seed <= 6; seed++) {
            specialOperands(circuit, reference, vectors, seed, widths);
        }
        if (widths.length > 1 && Arrays.stream(widths).allMatch(width -> width == widths[0])) {
            Netlist equal = new Netlist();
            int[][] same = new int[widths.length][];
            Arrays.fill(same, equal.inputs(widths[0]));
            compare(equal, same, circuit.build(equal, same), reference, vectors, "equal operands");
        }
    }

    /** The circuit for independent operand bits has exactly so many live ANDs. */
    static void costs(int ands, Circuit circuit, int... widths) {
        assertEquals(ands, gates(circuit, widths).ands(), () -> "ANDs at widths " + Arrays.toString(widths));
    }

    static LiveGates gates(Circuit circuit, int... widths) {
        Netlist net = new Netlist();
        return LiveGates.of(net, circuit.build(net, inputs(net, widths)));
    }

    /** Reads the low bits in two's complement. */
    static BigInteger signed(BigInteger value, int width) {
        return value.testBit(width - 1) ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
    }

    static BigInteger read(BigInteger value, int width, boolean signed) {
        return signed ? signed(value, width) : value;
    }

    static BigInteger bit(boolean value) {
        return value ? BigInteger.ONE : BigInteger.ZERO;
    }

    static int[] constant(long value, int width) {
        return Words.constant(BigInteger.valueOf(value), width);
    }

    static int[] concat(int[]... words) {
        int[] all = new int[0];
        for (int[] word : words) {
            int from = all.length;
            all = Arrays.copyOf(all, from + word.length);
            System.arraycopy(word, 0, all, from, word.length);
        }
        return all;
    }

    /** {@code low + 2^width high}, the low part reduced. */
    static BigInteger concat(BigInteger low, int width, BigInteger high) {
        return low.and(SignedDigits.allOnes(width)).add(high.shiftLeft(width));
    }

    /** Some operand bits are constants or copies of others, in blocks at either end and at random. */
    private static void specialOperands(
            Circuit circuit, Reference reference, List<BigInteger[]> vectors, int seed, int... widths) {
        Random random = new Random(seed);
        Netlist net = new Netlist();
        int[][] words = inputs(net, widths);
        for (int[] word : words) {
            specialize(word, random);
        }
        compare(net, words, circuit.build(net, words), reference, vectors, "constants with seed " + seed);
    }

    private static void specialize(int[] word, Random random) {
        int kind = random.nextInt(7);
        int border = random.nextInt(word.length + 1);
        for (int i = 0; i < word.length; i++) {
            switch (kind) {
                case 0 -> word[i] = random.nextInt(3) == 0 ? random.nextInt(2) : word[i];
                case 1 -> word[i] = random.nextInt(8) == 0 ? word[i] : random.nextInt(2);
                case 2 -> word[i] = i < border ? word[i] : Netlist.FALSE;
                case 3 -> word[i] = i < border ? word[i] : word[Math.max(0, border - 1)];
                case 4 -> word[i] = i < border ? Netlist.FALSE : word[i];
                case 5 -> word[i] = random.nextInt(2);
                default -> word[i] = random.nextInt(4) == 0 ? word[random.nextInt(word.length)] ^ 1 : word[i];
            }
        }
    }

    private static int[][] inputs(Netlist net, int... widths) {
        int[][] words = new int[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            words[i] = net.inputs(widths[i]);
        }
        return words;
    }

    private static void compare(
            Netlist net, int[][] words, int[] outputs, Reference reference, List<BigInteger[]> vectors, String what) {
        BigInteger mask = SignedDigits.allOnes(outputs.length);
        for (int from = 0; from < vectors.size(); from += 64) {
            List<BigInteger[]> batch = vectors.subList(from, Math.min(vectors.size(), from + 64));
            Simulator simulator = Simulator.run(net, pack(batch, net.inputCount()));
            for (int t = 0; t < batch.size(); t++) {
                BigInteger[] operands = new BigInteger[words.length];
                for (int i = 0; i < words.length; i++) {
                    operands[i] = value(simulator, words[i], t);
                }
                BigInteger expected = reference.apply(operands).and(mask);
                BigInteger actual = value(simulator, outputs, t);
                assertEquals(expected, actual, () -> what + ", operands " + Arrays.toString(operands));
            }
        }
    }

    private static BigInteger value(Simulator simulator, int[] word, int t) {
        byte[] bigEndian = new byte[word.length / 8 + 1];
        for (int i = 0; i < word.length; i++) {
            long bit = simulator.value(word[i]) >>> t & 1;
            bigEndian[bigEndian.length - 1 - i / 8] |= (byte) (bit << i % 8);
        }
        return new BigInteger(bigEndian);
    }

    /** The inputs of the netlist are the operands' bits in order. */
    private static long[] pack(List<BigInteger[]> batch, int inputCount) {
        long[] packed = new long[inputCount];
        for (int t = 0; t < batch.size(); t++) {
            int at = 0;
            for (int k = 0; at < inputCount; at += widthOf(batch.get(t)[k++])) {
                BigInteger value = batch.get(t)[k];
                for (int b = 0; b < widthOf(value) && at + b < inputCount; b++) {
                    packed[at + b] |= value.testBit(b) ? 1L << t : 0;
                }
            }
        }
        return packed;
    }

    /** Test values carry their width as a set bit above it. */
    private static int widthOf(BigInteger value) {
        return value.bitLength() - 1;
    }

    private static List<BigInteger[]> vectors(int... widths) {
        int bits = Arrays.stream(widths).sum();
        return bits <= EXHAUSTIVE_BITS ? allValues(bits, widths) : chosenValues(widths);
    }

    private static List<BigInteger[]> allValues(int bits, int... widths) {
        List<BigInteger[]> vectors = new ArrayList<>();
        for (long all = 0; all < 1L << bits; all++) {
            BigInteger[] operands = new BigInteger[widths.length];
            long rest = all;
            for (int i = 0; i < widths.length; i++) {
                operands[i] = marked(BigInteger.valueOf(rest), widths[i]);
                rest >>>= widths[i];
            }
            vectors.add(operands);
        }
        return vectors;
    }

    private static List<BigInteger[]> chosenValues(int... widths) {
        List<BigInteger[]> vectors = new ArrayList<>();
        Random random = new Random(Arrays.hashCode(widths));
        if (widths.length == 2) {
            for (BigInteger a : boundaries(widths[0])) {
                for (BigInteger b : boundaries(widths[1])) {
                    vectors.add(new BigInteger[] {marked(a, widths[0]), marked(b, widths[1])});
                }
            }
        }
        for (int k = 0; k < 64 * RANDOM_ROUNDS; k++) {
            BigInteger[] operands = new BigInteger[widths.length];
            for (int i = 0; i < widths.length; i++) {
                operands[i] = marked(anyValue(widths[i], random), widths[i]);
            }
            vectors.add(operands);
        }
        return vectors;
    }

    private static List<BigInteger> boundaries(int width) {
        BigInteger least = BigInteger.ONE.shiftLeft(width - 1);
        List<BigInteger> values = new ArrayList<>();
        for (int near = -2; near <= 2; near++) {
            values.add(BigInteger.valueOf(near));
            values.add(least.add(BigInteger.valueOf(near)));
        }
        values.add(SignedDigits.allOnes(width).divide(BigInteger.valueOf(3)));
        values.add(BigInteger.ONE.shiftLeft(width / 2));
        return values;
    }

    private static BigInteger anyValue(int width, Random random) {
        BigInteger value = new BigInteger(width, random);
        return switch (random.nextInt(6)) {
            case 0 -> new BigInteger(1 + random.nextInt(width), random);
            case 1 -> new BigInteger(1 + random.nextInt(width), random).not();
            case 2 -> value.and(new BigInteger(width, random)).and(new BigInteger(width, random));
            case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(width)).subtract(BigInteger.ONE);
            default -> value;
        };
    }

    private static BigInteger marked(BigInteger value, int width) {
        return value.and(SignedDigits.allOnes(width)).setBit(width);
    }
}
