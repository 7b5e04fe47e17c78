package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes small programs that use everything a program can have. */
final class RandomPrograms {

    private static final int WIRES = 96;
    private static final int INPUT_WIRES = 40;

    private final Random random;

    private RandomPrograms(Random random) {
        this.random = random;
    }

    static Program program(long seed) {
        return new RandomPrograms(new Random(seed)).program();
    }

    private Program program() {
        List<String> parties = List.of("vendor", "operator", "auditor").subList(0, 1 + random.nextInt(3));
        List<Program.Input> inputs = new ArrayList<>();
        int base = 0;
        for (int i = 0; base < INPUT_WIRES / 2; i++) {
            ValueType type = type(2);
            if (type.widthBits() <= INPUT_WIRES / 2) {
                inputs.add(new Program.Input(parties.get(i % parties.size()), "in" + i, type, base));
                base += type.widthBits();
            }
        }
        List<Program.Output> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ValueType type = type(2);
            int most = WIRES - type.widthBits();
            if (most >= 0) {
                List<String> recipients = parties.subList(random.nextInt(parties.size()), parties.size());
                outputs.add(new Program.Output("out" + i, type, recipients, random.nextInt(most + 1)));
            }
        }
        List<Block> blocks = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> block(random))
                .toList();
        Program.Region dice = new Program.Region(base, random.nextInt(WIRES - base));
        return new Program("p", parties, inputs, dice, outputs, WIRES, blocks, steps(blocks, new long[0]));
    }

    private ValueType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> new ValueType.Bool();
            case 1 -> new ValueType.Int(random.nextBoolean(), 1 + random.nextInt(16));
            case 2 -> new ValueType.Fixed(8, random.nextInt(9));
            case 3 -> new ValueType.Float(32);
            case 4 -> new ValueType.Array(type(depth - 1), random.nextInt(4));
            case 5 -> new ValueType.Tuple(List.of(type(depth - 1), type(depth - 1)));
            default ->
                new ValueType.Struct(
                        "Größe",
                        List.of(new ValueType.Field("α", type(depth - 1)), new ValueType.Field("b", type(depth - 1))));
        };
    }

    /** A block whose slots are all used, with ANDs that overwrite their own operands. */
    static Block block(Random random) {
        int inputCount = random.nextInt(9);
        int slotCount = Block.FIRST_INPUT + inputCount;
        List<Integer> code = new ArrayList<>();
        int layers = random.nextInt(5);
        for (int layer = 0; layer < layers; layer++) {
            int header = code.size();
            code.add(0);
            for (int i = random.nextInt(4); i > 0; i--) {
                int target = target(random, slotCount);
                code.addAll(List.of(
                        target, random.nextInt(slotCount), random.nextInt(slotCount), random.nextInt(slotCount)));
                slotCount = Math.max(slotCount, target + 1);
            }
            code.add(Block.END_OF_XORS);
            int known = slotCount;
            int ands = random.nextInt(4);
            for (int i = 0; i < ands; i++) {
                for (int operand = 0; operand < 5; operand++) {
                    code.add(random.nextInt(known));
                }
                code.add(slotCount++);
            }
            code.set(header, ands);
        }
        int[] outputs = new int[random.nextInt(9)];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = random.nextInt(slotCount);
        }
        return BlockCheck.block(
                inputCount, slotCount, code.stream().mapToInt(Integer::intValue).toArray(), outputs);
    }

    private static int target(Random random, int slotCount) {
        return Block.FIRST_INPUT + random.nextInt(slotCount - Block.FIRST_INPUT + 1);
    }

    private List<Step> steps(List<Block> blocks, long[] counts) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            if (counts.length < 3 && random.nextInt(3) == 0) {
                long[] inner = Arrays.copyOf(counts, counts.length + 1);
                inner[counts.length] = 1L + random.nextInt(4);
                steps.add(new Step.Repeat(inner[counts.length], steps(blocks, inner)));
            } else {
                int block = random.nextInt(blocks.size());
                steps.add(new Step.Call(
                        block,
                        places(blocks.get(block).inputCount(), counts, true),
                        places(blocks.get(block).outputSlots().length, counts, false)));
            }
        }
        return steps;
    }

    private List<Place> places(int length, long[] counts, boolean numbers) {
        List<Place> places = new ArrayList<>();
        int missing = length;
        while (missing > 0) {
            int part = 1 + random.nextInt(missing);
            missing -= part;
            places.add(numbers && random.nextInt(4) == 0 ? number(part, counts) : wires(part, counts));
        }
        return places;
    }

    private Place number(int length, long[] counts) {
        long[] strides =
                random.longs(random.nextInt(counts.length + 1), -100, 100).toArray();
        return new Place.Number(random.nextLong(-100, 100), length, strides);
    }

    private Place wires(int length, long[] counts) {
        long[] strides = random.longs(random.nextInt(counts.length + 1), -4, 5).toArray();
        long least = 0;
        long most = length;
        for (int i = 0; i < strides.length; i++) {
            least += Math.min(0, strides[i] * (counts[i] - 1));
            most += Math.max(0, strides[i] * (counts[i] - 1));
        }
        return new Place.Wires(random.nextLong(-least, WIRES - most + 1), length, strides);
    }
}
