package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialRunsTest {

    /** Code of layers with so many ANDs each, the n-th with n mod 3 XORs, and where each layer begins, then the end. */
    private record Layers(int[] code, int[] starts) {

        static Layers of(int... ands) {
            List<Integer> code = new ArrayList<>();
            int[] starts = new int[ands.length + 1];
            for (int layer = 0; layer < ands.length; layer++) {
                starts[layer] = code.size();
                code.add(ands[layer]);
                addAll(code, Block.XOR_WORDS * (layer % 3));
                code.add(Block.END_OF_XORS);
                addAll(code, Block.AND_WORDS * ands[layer]);
            }
            starts[ands.length] = code.size();
            return new Layers(code.stream().mapToInt(Integer::intValue).toArray(), starts);
        }

        private static void addAll(List<Integer> code, int words) {
            for (int i = 0; i < words; i++) {
                code.add(2);
            }
        }
    }

    @Test
    void of_noNarrowLayers_isNoRun() {
        assertArrayEquals(new int[] {-1}, SerialRuns.of(new int[0]));
        assertArrayEquals(new int[] {-1}, SerialRuns.of(Layers.of(0, 5, 0, 9, 64).code));
        assertArrayEquals(new int[] {-1}, SerialRuns.of(Layers.of(1, 4, 0, 1, 1, 5, 2, 2).code));
    }

    @Test
    void of_runsBetweenOtherLayers_areFound() {
        Layers layers = Layers.of(7, 1, 2, 4, 0, 0, 3, 3, 3, 3, 5, 1, 1, 1);
        int[] at = layers.starts;
        assertArrayEquals(
                new int[] {at[1], at[4], 7, at[6], at[10], 12, at[11], at[14], 3, -1}, SerialRuns.of(layers.code));
    }

    @Test
    void of_manyRuns_areAll() {
        int[] ands = IntStream.range(0, 400).map(i -> i % 4 == 3 ? 8 : 1).toArray();
        assertEquals(100 * SerialRuns.WORDS + 1, SerialRuns.of(Layers.of(ands).code).length);
    }

    @Test
    void of_aLongRun_isSeveralThatFollowEachOther() {
        int[] ands = new int[40_000];
        Arrays.fill(ands, 3);
        Layers layers = Layers.of(ands);
        int[] runs = SerialRuns.of(layers.code);
        int at = 0;
        int count = 0;
        for (int run = 0; runs[run] != SerialRuns.NO_MORE; run += SerialRuns.WORDS) {
            assertEquals(at, runs[run]);
            assertTrue(runs[run + 2] <= (1 << 14) + GateBackend.MOST_SERIAL_ANDS);
            at = runs[run + 1];
            count += runs[run + 2];
        }
        assertEquals(layers.code.length, at);
        assertEquals(120_000, count);
    }

    @Test
    void walk_anyLayers_executesEachOnceAndCountsItsAnds() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            int[] ands =
                    random.ints(random.nextInt(1, 40), 0, i % 2 == 0 ? 7 : 5).toArray();
            Layers layers = Layers.of(ands);
            long sum = Arrays.stream(ands).sum();
            Block block = new Block(0, 3, layers.code, new int[0], sum, 0, ands.length);
            List<Integer> executed = new ArrayList<>();
            CountingBackend backend = new CountingBackend() {
                @Override
                public int layer(int[] code, int layer) throws IOException {
                    executed.add(layer);
                    return super.layer(code, layer);
                }
            };
            long[] progress = new long[1];
            Walk.walk(
                    new Program(
                            "test",
                            List.of(),
                            List.of(),
                            new Program.Region(0, 0),
                            List.of(),
                            0,
                            List.of(block),
                            List.of(new Step.Call(0, List.of(), List.of()))),
                    backend,
                    andCount -> progress[0] = andCount);
            assertArrayEquals(
                    Arrays.copyOf(layers.starts, ands.length),
                    executed.stream().mapToInt(Integer::intValue).toArray());
            assertEquals(sum, backend.ands);
            assertEquals(sum, progress[0]);
        }
    }
}
