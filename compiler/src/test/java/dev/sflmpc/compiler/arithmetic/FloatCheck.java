package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Compares circuits on words of up to 64 bits with functions of longs, on patterns that floats find hard. */
final class FloatCheck {

    /** Makes the circuit under test. */
    interface Circuit {
        int[] build(Netlist net, int[][] words);
    }

    /** The expected word. */
    interface Reference {
        long apply(long[] operands);
    }

    private static final long SEED = 20_261_122;

    private FloatCheck() {}

    static void costs(int ands, Circuit circuit, int... widths) {
        Netlist net = new Netlist();
        int[] result = circuit.build(net, inputs(net, widths));
        assertEquals(ands, LiveGates.of(net, result).ands(), () -> "ANDs at widths " + Arrays.toString(widths));
    }

    /** All operands. */
    static void exhaustively(Circuit circuit, Reference reference, int... widths) {
        int bits = Arrays.stream(widths).sum();
        List<long[]> vectors = new ArrayList<>();
        for (long all = 0; all < 1L << bits; all++) {
            long[] operands = new long[widths.length];
            long rest = all;
            for (int i = 0; i < widths.length; i++) {
                operands[i] = rest & mask(widths[i]);
                rest >>>= widths[i];
            }
            vectors.add(operands);
        }
        compare(circuit, reference, vectors, widths);
    }

    /** Boundaries crossed with each other and random patterns whose exponents are near each other. */
    static void sampled(Circuit circuit, Reference reference, FloatFormat format, int operands, int count) {
        List<long[]> vectors = new ArrayList<>();
        long[] boundaries = boundaries(format);
        int crossed = (int) Math.pow(boundaries.length, Math.min(operands, 2));
        Random random = new Random(SEED);
        for (int k = 0; k < crossed; k++) {
            long[] vector = new long[operands];
            vector[0] = boundaries[k % boundaries.length];
            if (operands > 1) {
                vector[1] = boundaries[k / boundaries.length];
            }
            if (operands > 2) {
                vector[2] = boundaries[random.nextInt(boundaries.length)];
            }
            vectors.add(vector);
        }
        for (int k = 0; k < count; k++) {
            vectors.add(randomOperands(format, operands, random));
        }
        int[] widths = new int[operands];
        Arrays.fill(widths, format.width());
        compare(circuit, reference, vectors, widths);
    }

    /** Given operands. */
    static void compare(Circuit circuit, Reference reference, List<long[]> vectors, int... widths) {
        Netlist net = new Netlist();
        int[][] words = inputs(net, widths);
        int[] outputs = circuit.build(net, words);
        for (int from = 0; from < vectors.size(); from += 64) {
            List<long[]> batch = vectors.subList(from, Math.min(vectors.size(), from + 64));
            Simulator simulator = Simulator.run(net, pack(batch, net.inputCount(), widths));
            for (int t = 0; t < batch.size(); t++) {
                long[] operands = batch.get(t);
                long actual = 0;
                for (int i = 0; i < outputs.length; i++) {
                    actual |= (simulator.value(outputs[i]) >>> t & 1) << i;
                }
                long expected = reference.apply(operands) & mask(outputs.length);
                assertEquals(Long.toHexString(expected), Long.toHexString(actual), () -> "operands " + hex(operands));
            }
        }
    }

    /** Zeros, subnormal and normal extremes, ones, halves, integers at the end of the precision, infinity, NaNs. */
    static long[] boundaries(FloatFormat format) {
        int m = format.fractionBits();
        long infinity = mask(format.exponentBits()) << m;
        long one = (long) format.bias() << m;
        List<Long> values = new ArrayList<>(List.of(
                0L, 1L, 2L, 3L, mask(m) - 1, mask(m), 1L << m, (1L << m) + 1, 1L << m - 1, (2L << m) - 1, 2L << m));
        for (long around : new long[] {one, one - (1L << m), one + (1L << m), one / 2, one + (long) m << m, infinity}) {
            values.addAll(List.of(around - 1, around, around + 1));
        }
        values.addAll(List.of(
                one + (1L << m - 1),
                one + ((long) m << m),
                one + ((long) m << m) - 1,
                one + ((long) m << m) + 1,
                one + ((m + 1L) << m),
                one - ((m + 1L) << m),
                infinity - (1L << m),
                infinity | 1L << m - 1,
                infinity | mask(m)));
        long sign = 1L << format.width() - 1;
        return values.stream()
                .map(value -> value & sign - 1)
                .distinct()
                .flatMap(value -> List.of(value, value | sign).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    static long[] randomOperands(FloatFormat format, int count, Random random) {
        long[] operands = new long[count];
        for (int i = 0; i < count; i++) {
            operands[i] = randomPattern(format, i == 0 ? random.nextLong() : operands[random.nextInt(i)], random);
        }
        if (count == 3 && random.nextBoolean()) {
            operands[2] = nearProduct(format, operands, random);
        } else if (count == 2 && random.nextInt(3) == 0) {
            operands[1] = withExponent(
                    format,
                    operands[1],
                    2 * format.bias()
                            - exponent(format, operands[0])
                            - random.nextInt(2 * format.fractionBits() + 8)
                            + format.fractionBits());
        }
        return operands;
    }

    private static long nearProduct(FloatFormat format, long[] operands, Random random) {
        int exponent = exponent(format, operands[0]) + exponent(format, operands[1]) - format.bias();
        int spread = random.nextInt(4) == 0 ? 2 * format.fractionBits() + 6 : 3;
        return withExponent(format, operands[2], exponent + random.nextInt(2 * spread + 1) - spread);
    }

    /** A word with an exponent of its own or near another one's, and a fraction of a few or many ones. */
    static long randomPattern(FloatFormat format, long near, Random random) {
        int m = format.fractionBits();
        long fraction =
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> mask(m);
                    case 2 -> 1L << random.nextInt(m);
                    case 3 -> -1L << random.nextInt(m);
                    case 4 -> random.nextLong() & mask(m / 2);
                    case 5 -> random.nextLong() << m / 2;
                    case 6 -> near ^ random.nextInt(4);
                    default -> random.nextLong();
                };
        int top = (1 << format.exponentBits()) - 1;
        int exponent =
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(m + 3);
                    case 2 -> top - random.nextInt(m + 3);
                    case 3 -> format.bias() + random.nextInt(2 * m + 10) - m - 5;
                    case 4, 5, 6 -> exponent(format, near) + random.nextInt(7) - 3;
                    default -> random.nextInt(top + 1);
                };
        long sign = random.nextBoolean() ? 1L << format.width() - 1 : 0;
        return withExponent(format, sign | fraction & mask(m), exponent);
    }

    static long withExponent(FloatFormat format, long word, int exponent) {
        int top = (1 << format.exponentBits()) - 1;
        long field = (long) Math.clamp(exponent, 0, top) << format.fractionBits();
        return word & ~((long) top << format.fractionBits()) | field;
    }

    static int exponent(FloatFormat format, long word) {
        return (int) (word >>> format.fractionBits() & mask(format.exponentBits()));
    }

    static long mask(int bits) {
        return bits == 64 ? -1 : (1L << bits) - 1;
    }

    private static int[][] inputs(Netlist net, int... widths) {
        int[][] words = new int[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            words[i] = net.inputs(widths[i]);
        }
        return words;
    }

    private static long[] pack(List<long[]> batch, int inputCount, int... widths) {
        long[] packed = new long[inputCount];
        for (int t = 0; t < batch.size(); t++) {
            int at = 0;
            for (int k = 0; k < widths.length; k++) {
                for (int i = 0; i < widths[k]; i++) {
                    packed[at++] |= (batch.get(t)[k] >>> i & 1) << t;
                }
            }
        }
        return packed;
    }

    private static String hex(long[] operands) {
        return LongStream.of(operands).mapToObj(Long::toHexString).collect(Collectors.joining(", "));
    }
}
