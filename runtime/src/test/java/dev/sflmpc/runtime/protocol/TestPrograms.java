package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs made by hand or at random, for parties {@code alice} and {@code bob}. */
final class TestPrograms {
    static final String ALICE = "alice";
    static final String BOB = "bob";

    private TestPrograms() {}

    static ValueType bits(int width) {
        return width == 0 ? new ValueType.Tuple(List.of()) : new ValueType.Array(new ValueType.Bool(), width);
    }

    static SessionProgram session(Program program) {
        return SessionProgram.of(program);
    }

    /**
     * A random program: {@code repeats} calls of a random block of about {@code ands} AND gates on all of {@code stateBits}
     * wires, of which alice, bob and chance fill the first ones; some outputs for each and some for both.
     */
    static Program random(long seed, Shape shape) {
        Random random = new Random(seed);
        int state = Math.max(8, shape.aliceBits() + shape.bobBits() + shape.randomBits());
        Block block = block(random, state, shape.ands());
        List<Place> wires = List.of(new Place.Wires(0, state));
        List<Step> schedule = List.of(new Step.Repeat(shape.repeats(), List.of(new Step.Call(0, wires, wires))));
        List<Program.Output> outputs = new ArrayList<>();
        outputs.add(new Program.Output("a", bits(shape.aliceOut()), List.of(ALICE), 0));
        outputs.add(new Program.Output("b", bits(shape.bobOut()), List.of(BOB), state - shape.bobOut()));
        outputs.add(new Program.Output("both", bits(shape.bothOut()), List.of(ALICE, BOB), 0));
        return new Program(
                "random" + seed,
                List.of(ALICE, BOB),
                List.of(
                        new Program.Input(ALICE, "x", bits(shape.aliceBits()), 0),
                        new Program.Input(BOB, "y", bits(shape.bobBits()), shape.aliceBits())),
                new Program.Region(shape.aliceBits() + shape.bobBits(), shape.randomBits()),
                outputs,
                state,
                List.of(block),
                schedule);
    }

    record Shape(
            int aliceBits, int bobBits, int randomBits, int ands, int repeats, int aliceOut, int bobOut, int bothOut) {}

    /** A block of random layers from {@code width} inputs to as many outputs; every slot is written once. */
    private static Block block(Random random, int width, int ands) {
        List<Integer> code = new ArrayList<>();
        int slots = Block.FIRST_INPUT + width;
        int left = ands;
        int layers = 0;
        while (left > 0 || layers == 0) {
            int count = Math.min(left, random.nextInt(1, 40));
            code.add(count);
            for (int xors = random.nextInt(8); xors > 0; xors--) {
                int known = slots;
                code.addAll(List.of(slots++, random.nextInt(known), random.nextInt(known), random.nextInt(known)));
            }
            code.add(Block.END_OF_XORS);
            int known = slots;
            for (int gate = 0; gate < count; gate++) {
                for (int operand = 0; operand < 5; operand++) {
                    code.add(random.nextInt(known));
                }
                code.add(slots++);
            }
            left -= count;
            layers++;
        }
        int[] outputs = new int[width];
        for (int i = 0; i < width; i++) {
            outputs[i] = Math.max(0, slots - 1 - random.nextInt(2 * width));
        }
        int[] words = code.stream().mapToInt(Integer::intValue).toArray();
        return new Block(width, slots, words, outputs, ands, 0, layers);
    }
}
