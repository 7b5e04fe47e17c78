package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.check.Checker;
import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.parse.SourceLoader;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.PlainEvaluator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Compares a compiled program with the interpretation of its text. */
public final class Differential {

    private static final int LANES = Long.SIZE;

    private Differential() {}

    /** The checked program; fails with its diagnostics where it has errors. */
    public static TypedProgram check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return Checker.check(SourceLoader.parse("test.sfl", text, diagnostics), Map.of(), diagnostics)
                .orElseThrow(() -> new AssertionError(new DiagnosticRenderer(false).render(diagnostics) + text));
    }

    /**
     * Compares on boundary values and random ones.
     *
     * @param randomWidth the number of bits of every {@code random<T>()}; all of them are given the same value, since in
     *     which order loops of the schedule take their bits is not defined
     * @param lanes how many inputs are interpreted, at most 64
     * @return what differs, empty if nothing does
     */
    public static String difference(TypedProgram typed, Program program, int randomWidth, long seed, int lanes) {
        Dice dice = new Dice(seed);
        List<List<BitSet>> inputs = new ArrayList<>();
        List<BitSet> patterns = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            inputs.add(inputs(program, dice, lane));
            patterns.add(bits(dice.bits(Math.max(1, randomWidth))));
        }
        List<BitSet> random = new ArrayList<>();
        for (BitSet pattern : patterns) {
            random.add(repeated(pattern, randomWidth, program.random().widthBits()));
        }
        List<List<BitSet>> outputs = evaluate(program, inputs, random);
        for (int lane = 0; lane < lanes; lane++) {
            BitSet pattern = patterns.get(lane);
            List<BitSet> expected = Interpreter.run(typed, inputs.get(lane), repeating(pattern, randomWidth));
            if (!expected.equals(outputs.get(lane))) {
                return "inputs " + inputs.get(lane) + ", random " + pattern + "\nexpected " + expected + "\nbut was  "
                        + outputs.get(lane);
            }
        }
        return "";
    }

    private static RandomBits repeating(BitSet pattern, int width) {
        return new RandomBits() {
            private int next;

            @Override
            public boolean next() {
                return pattern.get(next++ % width);
            }
        };
    }

    private static BitSet repeated(BitSet pattern, int width, int count) {
        BitSet bits = new BitSet();
        for (int i = 0; i < count; i++) {
            bits.set(i, pattern.get(i % width));
        }
        return bits;
    }

    /** The outputs of a program for up to 64 inputs. */
    public static List<List<BitSet>> evaluate(Program program, List<List<BitSet>> inputs, List<BitSet> random) {
        long[][] lanes = new long[program.inputs().size()][];
        for (int input = 0; input < lanes.length; input++) {
            int index = input;
            List<BitSet> column =
                    inputs.stream().map(values -> values.get(index)).toList();
            lanes[input] = transposed(column, program.inputs().get(input).type().widthBits());
        }
        long[][] results = PlainEvaluator.evaluateLanes(
                program, lanes, transposed(random, program.random().widthBits()));
        List<List<BitSet>> outputs = new ArrayList<>();
        for (int lane = 0; lane < inputs.size(); lane++) {
            List<BitSet> values = new ArrayList<>();
            for (long[] result : results) {
                BitSet bits = new BitSet();
                for (int i = 0; i < result.length; i++) {
                    bits.set(i, (result[i] >>> lane & 1) != 0);
                }
                values.add(bits);
            }
            outputs.add(values);
        }
        return outputs;
    }

    private static long[] transposed(List<BitSet> values, int width) {
        long[] lanes = new long[width];
        for (int lane = 0; lane < values.size(); lane++) {
            for (int i = values.get(lane).nextSetBit(0);
                    i >= 0;
                    i = values.get(lane).nextSetBit(i + 1)) {
                lanes[i] |= 1L << lane;
            }
        }
        return lanes;
    }

    private static List<BitSet> inputs(Program program, Dice dice, int lane) {
        List<BitSet> inputs = new ArrayList<>();
        for (Program.Input input : program.inputs()) {
            BitSet bits = new BitSet();
            fill(input.type(), bits, 0, dice, lane);
            inputs.add(bits);
        }
        return inputs;
    }

    private static int fill(ValueType type, BitSet to, int at, Dice dice, int lane) {
        int parts =
                switch (type) {
                    case ValueType.Array array -> array.length();
                    case ValueType.Struct struct -> struct.fields().size();
                    case ValueType.Tuple tuple -> tuple.elements().size();
                    case ValueType.Bool b -> -1;
                    case ValueType.Int i -> -1;
                    case ValueType.Fixed f -> -1;
                    case ValueType.Float f -> -1;
                };
        if (parts < 0) {
            int width = type.widthBits();
            BigInteger value = lane == 0
                    ? BigInteger.ZERO
                    : lane == 1
                            ? BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE)
                            : type instanceof ValueType.Float number ? dice.floatBits(number) : dice.bits(width);
            for (int i = 0; i < width; i++) {
                to.set(at + i, value.testBit(i));
            }
            return at + width;
        }
        int next = at;
        for (int i = 0; i < parts; i++) {
            next = fill(Datum.part(type, i), to, next, dice, lane);
        }
        return next;
    }

    private static BitSet bits(BigInteger value) {
        BitSet bits = new BitSet();
        for (int i = 0; i < value.bitLength(); i++) {
            bits.set(i, value.testBit(i));
        }
        return bits;
    }
}
