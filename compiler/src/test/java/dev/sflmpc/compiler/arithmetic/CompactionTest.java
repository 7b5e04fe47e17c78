package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {

    private static final int WIDTH = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void toFront_allMarks_keepsTheOrderOfMarkedWords(int count) {
        Netlist net = new Netlist();
        int[] marks = net.inputs(count);
        int[][] words = new int[count][WIDTH];
        for (int i = 0; i < count; i++) {
            for (int bit = 0; bit < WIDTH; bit++) {
                words[i][bit] = i + 1 >>> bit & 1;
            }
        }
        int[][] moved = Compaction.toFront(net, marks, words);
        int[] occupied = Compaction.occupied(net, marks);
        for (int given = 0; given < 1 << count; given++) {
            long[] inputs = new long[count];
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                inputs[i] = given >>> i & 1L;
                if (inputs[i] == 1) {
                    expected.add(i + 1);
                }
            }
            Simulator simulator = Simulator.run(net, inputs);
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                assertEquals(i < expected.size() ? 1 : 0, simulator.value(occupied[i]) & 1);
                int word = 0;
                for (int bit = 0; bit < WIDTH; bit++) {
                    word |= (int) (simulator.value(moved[i][bit]) & 1) << bit;
                }
                found.add(word);
            }
            assertEquals(expected, found.subList(0, expected.size()));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 32, 393", "32, 32, 2652", "100, 16, 5515"})
    void toFront_words_takesHalfNTimesLogNExchanges(int count, int width, int most) {
        Netlist net = new Netlist();
        int[][] words = new int[count][];
        int[] marks = net.inputs(count);
        for (int i = 0; i < count; i++) {
            words[i] = net.inputs(width);
        }
        int ands = LiveGates.of(net, Compaction.toFront(net, marks, words)).ands();
        assertEquals(most, ands);
    }
}
