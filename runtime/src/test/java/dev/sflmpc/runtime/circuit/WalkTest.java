package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final Block AND = BlockCheck.block(2, 5, new int[] {1, -1, 2, 0, 3, 0, 0, 4}, new int[] {4});
    private static final Block COPY = BlockCheck.block(1, 3, new int[0], new int[] {2});

    private static Program program(int wires, List<Block> blocks, Step... steps) {
        Program program = new Program(
                "test", List.of(), List.of(), new Program.Region(0, 0), List.of(), wires, blocks, List.of(steps));
        ProgramCheck.check(program);
        return program;
    }

    private static boolean[] run(Program program, boolean... wires) throws IOException {
        PlainBackend backend = new PlainBackend(program.wireCount());
        for (int i = 0; i < wires.length; i++) {
            backend.memory()[i] = wires[i] ? -1 : 0;
        }
        Walk.walk(program, backend);
        boolean[] result = new boolean[program.wireCount()];
        for (int i = 0; i < result.length; i++) {
            result[i] = backend.memory()[i] != 0;
        }
        return result;
    }

    @Test
    void walk_randomPrograms_agreesWithTheDefinition() throws IOException {
        for (long seed = 0; seed < 2000; seed++) {
            Program program = RandomPrograms.program(seed);
            ProgramCheck.check(program);
            long[] memory = new Random(seed).longs(program.wireCount()).toArray();
            PlainBackend backend = new PlainBackend(program.wireCount());
            System.arraycopy(memory, 0, backend.memory(), 0, memory.length);
            Walk.walk(program, backend);
            define(program, program.schedule(), memory, new ArrayList<>());
            assertArrayEquals(memory, backend.memory(), "seed " + seed);
        }
    }

    /** The meaning of a schedule as the documentation of its classes states it, one bit column at a time. */
    private static void define(Program program, List<Step> steps, long[] memory, List<Long> counters) {
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> defineCall(program.blocks().get(call.block()), call, memory, counters);
                case Step.Repeat repeat -> {
                    for (long k = 0; k < repeat.count(); k++) {
                        counters.addLast(k);
                        define(program, repeat.body(), memory, counters);
                        counters.removeLast();
                    }
                }
            }
        }
    }

    private static void defineCall(Block block, Step.Call call, long[] memory, List<Long> counters) {
        List<Long> slots = new ArrayList<>(List.of(0L, -1L));
        for (Place place : call.inputs()) {
            for (int i = 0; i < place.length(); i++) {
                long at = address(place, counters);
                slots.add(place instanceof Place.Wires ? memory[(int) at + i] : -(at >> i & 1));
            }
        }
        while (slots.size() < block.slotCount()) {
            slots.add(0L);
        }
        int[] code = block.code();
        for (int at = 0; at < code.length; ) {
            int ands = code[at++];
            for (; code[at] != Block.END_OF_XORS; at += 4) {
                slots.set(code[at], slots.get(code[at + 1]) ^ slots.get(code[at + 2]) ^ slots.get(code[at + 3]));
            }
            at++;
            for (; ands > 0; ands--, at += 6) {
                long a = slots.get(code[at]) ^ slots.get(code[at + 1]);
                long b = slots.get(code[at + 2]) ^ slots.get(code[at + 3]);
                slots.set(code[at + 5], (a & b) ^ slots.get(code[at + 4]));
            }
        }
        int output = 0;
        for (Place place : call.outputs()) {
            for (int i = 0; i < place.length(); i++) {
                memory[(int) address(place, counters) + i] = slots.get(block.outputSlots()[output++]);
            }
        }
    }

    private static long address(Place place, List<Long> counters) {
        long at = place.base();
        for (int i = 0; i < place.strides().length; i++) {
            at += place.strides()[i] * counters.get(i);
        }
        return at;
    }

    @Test
    void walk_nestedLoops_addressByAllCounters() throws IOException {
        // Copies the transposed 2 x 3 matrix at 0 to 6.
        Step copy = new Step.Call(
                0, List.of(new Place.Wires(0, 1, new long[] {3, 1})), List.of(new Place.Wires(6, 1, new long[] {1, 2
                })));
        Step loops = new Step.Repeat(2, List.of(new Step.Repeat(3, List.of(copy))));
        boolean[] wires = run(program(12, List.of(COPY), loops), true, false, true, true, true, false);
        assertArrayEquals(new boolean[] {true, true, false, true, true, false}, Arrays.copyOfRange(wires, 6, 12));
    }

    @Test
    void walk_number_loadsTwosComplementPastTheLong() throws IOException {
        Block copies = BlockCheck.block(70, 72, new int[0], slotsFrom(2, 70));
        Step call = new Step.Call(0, List.of(new Place.Number(-2, 70, new long[0])), List.of(new Place.Wires(0, 70)));
        boolean[] wires = run(program(70, List.of(copies), call));
        for (int i = 0; i < 70; i++) {
            assertEquals(i > 0, wires[i], "bit " + i);
        }
    }

    private static int[] slotsFrom(int first, int count) {
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> first + i);
        return slots;
    }

    @Test
    void walk_storesThatMeetLoads_loadFirstAndKeepTheLast() throws IOException {
        Block both = BlockCheck.block(2, 4, new int[0], new int[] {3, 2, 0, 1});
        Step call = new Step.Call(
                0,
                List.of(new Place.Wires(0, 2)),
                List.of(new Place.Wires(0, 2), new Place.Wires(2, 1), new Place.Wires(2, 1)));
        assertArrayEquals(new boolean[] {false, true, true}, run(program(3, List.of(both), call), true, false, false));
    }

    @Test
    void walk_listener_hearsEveryCall() throws IOException {
        Step call = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(0, 1)));
        List<Long> heard = new ArrayList<>();
        Program program = program(2, List.of(AND), new Step.Repeat(3, List.of(call)));
        Walk.walk(program, new PlainBackend(2), heard::add);
        assertEquals(List.of(1L, 2L, 3L), heard);
    }

    @Test
    void walk_largeBlock_reportsWithinIt() throws IOException {
        int layers = 40_000;
        int[] code = new int[layers * 8];
        for (int i = 0; i < layers; i++) {
            System.arraycopy(new int[] {1, -1, 2, 0, 3, 0, 0, 2}, 0, code, 8 * i, 8);
        }
        Step call = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(0, 1)));
        List<Long> heard = new ArrayList<>();
        Block block = BlockCheck.block(2, 4, code, new int[] {2});
        Walk.walk(program(2, List.of(block), call), new PlainBackend(2), heard::add);
        assertEquals(List.of(16384L, 32768L, 40000L), heard);
    }

    @Test
    void walk_interruptedThread_stops() {
        Step call = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(0, 1)));
        Program endless = program(2, List.of(AND), new Step.Repeat(Long.MAX_VALUE >> 10, List.of(call)));
        Walk.Listener interrupter = ands -> {
            if (ands == 1000) {
                Thread.currentThread().interrupt();
            }
        };
        assertThrows(InterruptedIOException.class, () -> Walk.walk(endless, new PlainBackend(2), interrupter));
        assertTrue(Thread.interrupted());
    }

    @Test
    void evaluate_randomPrograms_agreesWithLanes() {
        for (long seed = 0; seed < 300; seed++) {
            Program program = RandomPrograms.program(seed);
            Random random = new Random(seed);
            List<BitSet> inputs = new ArrayList<>();
            long[][] lanes = new long[program.inputs().size()][];
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] =
                        random.longs(program.inputs().get(i).type().widthBits()).toArray();
                inputs.add(lane(lanes[i], 17));
            }
            long[] dice = random.longs(program.random().widthBits()).toArray();
            long[][] outputs = PlainEvaluator.evaluateLanes(program, lanes, dice);
            List<BitSet> single = PlainEvaluator.evaluate(program, inputs, lane(dice, 17));
            for (int i = 0; i < outputs.length; i++) {
                assertEquals(lane(outputs[i], 17), single.get(i), "seed " + seed + ", output " + i);
            }
        }
    }

    private static BitSet lane(long[] words, int lane) {
        BitSet bits = new BitSet();
        for (int i = 0; i < words.length; i++) {
            bits.set(i, (words[i] >>> lane & 1) != 0);
        }
        return bits;
    }

    @Test
    void evaluate_inputTooWide_isRejected() {
        Program program = new Program(
                "test",
                List.of("a"),
                List.of(new Program.Input("a", "x", new ValueType.Bool(), 0)),
                new Program.Region(0, 0),
                List.of(),
                1,
                List.of(),
                List.of());
        BitSet two = BitSet.valueOf(new long[] {2});
        assertThrows(
                IllegalArgumentException.class, () -> PlainEvaluator.evaluate(program, List.of(two), new BitSet()));
        assertThrows(IllegalArgumentException.class, () -> PlainEvaluator.evaluate(program, List.of(), new BitSet()));
    }

    @Test
    void cost_randomPrograms_isWhatAWalkCounts() throws IOException {
        for (long seed = 0; seed < 1000; seed++) {
            Program program = RandomPrograms.program(seed);
            CountingBackend counts = new CountingBackend();
            Walk.walk(program, counts);
            ProgramCost cost = ProgramCost.of(program);
            assertEquals(counts.ands, cost.andCount(), "seed " + seed);
            assertEquals(counts.xors, cost.xorCount(), "seed " + seed);
            assertEquals(counts.nots, cost.notCount(), "seed " + seed);
            assertEquals(counts.calls, cost.callCount(), "seed " + seed);
            assertTrue(cost.andDepthIsExact(), "seed " + seed);
        }
    }

    @Test
    void cost_chainOfCalls_knowsTheDepth() {
        Step chain = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(0, 1)));
        Step apart = new Step.Call(
                0, List.of(new Place.Wires(2, 2, new long[] {2})), List.of(new Place.Wires(2, 1, new long[] {2})));
        Program program = new Program(
                "test",
                List.of("a", "b"),
                List.of(new Program.Input("a", "x", new ValueType.Int(false, 20), 0)),
                new Program.Region(20, 2),
                List.of(new Program.Output("y", new ValueType.Int(false, 20), List.of("b"), 0)),
                22,
                List.of(AND),
                List.of(new Step.Repeat(5, List.of(chain)), new Step.Repeat(9, List.of(apart))));
        ProgramCost cost = ProgramCost.of(program);
        assertEquals(5, cost.andDepth());
        assertEquals(14, cost.andCount());
        assertEquals(20, cost.inputBits().get("a"));
        assertEquals(0, cost.inputBits().get("b"));
        assertEquals(2, cost.randomBits());
        assertEquals(20, cost.outputBits());
    }

    @Test
    void cost_hugeLoop_isCountedWithoutRunningIt() {
        Step chain = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(0, 1)));
        Program program = program(2, List.of(AND), new Step.Repeat(1L << 50, List.of(chain)));
        ProgramCost cost = ProgramCost.of(program);
        assertEquals(1L << 50, cost.andCount());
        assertEquals(1L << 50, cost.andDepth());
    }
}
