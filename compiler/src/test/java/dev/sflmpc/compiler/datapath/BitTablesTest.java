package dev.sflmpc.compiler.datapath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.datapath.BitTables.Kind;
import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables by the first bit, or by the number of ones: all words of six bits, random tables. */
final class BitTablesTest {

    private static final int BITS = 6;
    private static final int TABLES = 200;

    private static int place(Kind kind, int word) {
        return switch (kind) {
            case FIRST_ONE -> Math.min(BITS, Integer.numberOfTrailingZeros(word));
            case FIRST_ZERO -> Math.min(BITS, Integer.numberOfTrailingZeros(~word));
            case COUNT -> Integer.bitCount(word);
        };
    }

    private static int[] randomTable(SplittableRandom random) {
        return random.ints(BITS + 1, 0, 2).toArray();
    }

    /** Bit i of pattern w is bit i of number w. */
    private static long[] allWords() {
        long[] patterns = new long[BITS];
        for (int word = 0; word < 1 << BITS; word++) {
            for (int bit = 0; bit < BITS; bit++) {
                patterns[bit] |= (word >>> bit & 1L) << word;
            }
        }
        return patterns;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void build_allWords_entriesOfTheTables(Kind kind) {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < TABLES; round++) {
            List<int[]> tables = List.of(randomTable(random), randomTable(random));
            Netlist net = new Netlist();
            int[] made = kind.build(net, net.inputs(BITS), tables);
            Simulator simulator = Simulator.run(net, allWords());
            for (int t = 0; t < made.length; t++) {
                for (int word = 0; word < 1 << BITS; word++) {
                    assertEquals(
                            tables.get(t)[place(kind, word)],
                            simulator.value(made[t]) >>> word & 1,
                            "round " + round + ", word " + word);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void table_ofWhatWasBuilt_isTheTable(Kind kind) {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < TABLES; round++) {
            int[] table = randomTable(random);
            Netlist net = new Netlist();
            int literal = kind.build(net, net.inputs(BITS), List.of(table))[0];
            DecisionDiagrams diagrams = new DecisionDiagrams(1 << 10, 1 << 14);
            int[] edges = diagrams(diagrams, net);
            int function = edges[literal >>> 1] ^ literal & 1;
            assertArrayEquals(table, kind.table(diagrams, function, BITS));
            assertNull(kind.table(diagrams, diagrams.xor(function, diagrams.of(BITS - 2)), BITS));
            assertNull(kind.table(diagrams, DecisionDiagrams.NONE, BITS));
        }
    }

    private static int[] diagrams(DecisionDiagrams diagrams, Netlist net) {
        int[] edges = new int[net.nodeCount()];
        for (int node = 1; node < edges.length; node++) {
            if (net.isInput(node)) {
                edges[node] = diagrams.of(net.inputIndex(node));
            } else {
                int a = edges[net.left(node) >>> 1] ^ net.left(node) & 1;
                int b = edges[net.right(node) >>> 1] ^ net.right(node) & 1;
                edges[node] = net.isAnd(node) ? diagrams.and(a, b) : diagrams.xor(a, b);
            }
        }
        return edges;
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FIRST_ONE", "FIRST_ZERO"})
    void build_tablesByTheFirst_shareOneAndForEachBitButOne(Kind kind) {
        SplittableRandom random = new SplittableRandom(9);
        Netlist net = new Netlist();
        List<int[]> tables = List.of(randomTable(random), randomTable(random), randomTable(random));
        int[] made = kind.build(net, net.inputs(BITS), tables);
        assertTrue(LiveGates.of(net, made).ands() <= BITS - 1);
    }
}
