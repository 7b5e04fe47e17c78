package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanePlanTest {

    private static final Block AND = BlockCheck.block(2, 5, new int[] {1, -1, 2, 0, 3, 0, 0, 4}, new int[] {4});
    private static final int WIRES = 400;

    private static Place.Wires wires(long base, int length, long... strides) {
        return new Place.Wires(base, length, strides);
    }

    private static Step.Repeat loop(long count, Place from, Place to) {
        return new Step.Repeat(count, List.of(new Step.Call(0, List.of(from), List.of(to))));
    }

    private static List<Integer> tiles(Step.Repeat loop) throws IOException {
        Program program = new Program(
                "test", List.of(), List.of(), new Program.Region(0, 0), List.of(), WIRES, List.of(AND), List.of(loop));
        ProgramCheck.check(program);
        long[] memory = new Random(1).longs(WIRES).toArray();
        PlainBackend oneByOne = new PlainBackend(WIRES);
        System.arraycopy(memory, 0, oneByOne.memory(), 0, WIRES);
        Walk.walk(program, oneByOne);
        LaneBackend sideBySide = new LaneBackend(memory, 16);
        Walk.walk(program, sideBySide);
        assertArrayEquals(oneByOne.memory(), memory);
        return sideBySide.tiles;
    }

    @Test
    void walk_independentLoop_runsInTiles() throws IOException {
        assertEquals(List.of(16, 16, 4, 1), tiles(loop(37, wires(0, 2, 2), wires(100, 1, 1))));
        assertEquals(List.of(16, 16, 4, 1), tiles(loop(37, wires(74, 2, -2), wires(200, 1, -1))));
        assertEquals(List.of(8, 2, 1), tiles(loop(11, wires(0, 2, 2), wires(1, 1, 2))));
        assertEquals(List.of(4), tiles(loop(4, wires(7, 2), wires(9, 1, 1))));
    }

    @Test
    void walk_loopThatReadsWhatItWrote_runsOneByOne() throws IOException {
        assertEquals(List.of(1, 1, 1), tiles(loop(3, wires(0, 2, 1), wires(1, 1, 1))));
        assertEquals(List.of(1, 1, 1), tiles(loop(3, wires(4, 2, -1), wires(3, 1, -1))));
        assertEquals(List.of(1, 1, 1), tiles(loop(3, wires(0, 2), wires(1, 1, 1))));
        assertEquals(List.of(1, 1, 1), tiles(loop(3, wires(9, 2, 2), wires(4, 1))));
    }

    @Test
    void walk_loopWithinALoop_runsTheInnerInTiles() throws IOException {
        Step.Repeat inner = loop(5, wires(0, 2, 20, 2), wires(100, 1, 20, 1));
        assertEquals(List.of(4, 1, 4, 1, 4, 1), tiles(new Step.Repeat(3, List.of(inner))));
        Step.Repeat mixed = loop(5, wires(0, 2, 20, 2), wires(200, 1, 3, 1));
        assertEquals(List.of(4, 1, 4, 1, 4, 1), tiles(new Step.Repeat(3, List.of(mixed))));
        Step.Repeat unclear = loop(5, wires(0, 2, 20, 2), wires(30, 1, 3, 1));
        assertEquals(15, tiles(new Step.Repeat(3, List.of(unclear))).size());
    }

    @Test
    void walk_randomPrograms_areTheSameInLanes() throws IOException {
        int inLanes = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Program program = RandomPrograms.program(seed);
            long[] memory = new Random(seed).longs(program.wireCount()).toArray();
            PlainBackend oneByOne = new PlainBackend(program.wireCount());
            System.arraycopy(memory, 0, oneByOne.memory(), 0, memory.length);
            Walk.walk(program, oneByOne);
            LaneBackend sideBySide = new LaneBackend(memory, 8);
            Walk.walk(program, sideBySide);
            assertArrayEquals(oneByOne.memory(), memory, "seed " + seed);
            inLanes += sideBySide.tiles.stream().anyMatch(lanes -> lanes > 1) ? 1 : 0;
        }
        assertTrue(inLanes > 20, inLanes + " programs with lanes");
    }

    @Test
    void walk_randomLoops_areTheSameInLanes() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            int count = 1 + random.nextInt(9);
            Place from = wires(100 + random.nextInt(20), 2, random.nextInt(-5, 6));
            Place to = wires(100 + random.nextInt(20), 1, random.nextInt(-5, 6));
            assertTrue(tiles(loop(count, from, to)).size() <= count);
        }
    }
}
