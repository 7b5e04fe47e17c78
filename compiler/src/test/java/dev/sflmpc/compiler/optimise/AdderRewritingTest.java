package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums found among gates: textbook circuits come down to what their word-level blocks cost. */
final class AdderRewritingTest {

    static Stream<Arguments> circuits() {
        return Stream.of(
                Arguments.of("popcount by shifts and masks", PoorCircuits.shiftAndMask(false), 31),
                Arguments.of("popcount by a multiplication", PoorCircuits.shiftAndMask(true), 31),
                Arguments.of("Hamming distance of five words", PoorCircuits.distance(5), 158),
                Arguments.of("majority of 101", PoorCircuits.voter(101), 102),
                Arguments.of("majority of 501", PoorCircuits.voter(501), 504),
                Arguments.of("ripple adder", PoorCircuits.adder(32), 32),
                Arguments.of("array multiplier", PoorCircuits.arrayMultiplier(16), 287),
                Arguments.of("squarer", PoorCircuits.square(16), 146));
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void optimise_levelOne_costOfTheBlock(String name, Graph graph, int ands) {
        check(name, graph, 1, ands);
    }

    @Test
    void optimise_levelTwo_costOfTheBlock() {
        check("tree multiplier", PoorCircuits.treeMultiplier(8), 2, 79);
        check("prefix adder", PoorCircuits.prefixAdder(32), 2, 32);
        check("comparator by groups", PoorCircuits.lessTree(32), 2, 32);
    }

    @Test
    void optimise_origins_inherited() {
        Graph graph = PoorCircuits.voter(31);
        Graph marked = withOrigin(graph, 7);
        Optimised result =
                Optimiser.optimise(marked.net(), marked.inputs(), marked.outputs(), OptimiserOptions.ofLevel(1));
        for (int node = 1; node < result.net().nodeCount(); node++) {
            assertTrue(result.net().isInput(node) || result.net().origin(node) == 7, "gate " + node);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void passes_randomAdders_equal(long part) {
        for (long seed = 100 * part; seed < 100 * part + 60; seed++) {
            checkPasses(seed);
        }
    }

    @Test
    @Tag("soak")
    void passes_manyRandomAdders_equal() {
        for (long seed = 10_000; seed < 60_000; seed++) {
            checkPasses(seed);
        }
    }

    private static void checkPasses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = 3 + random.nextInt(20);
        Graph graph = RandomAdders.make(random, inputs, 2 + random.nextInt(24), 1 + random.nextInt(16))
                .swept();
        Graph[] forms = {
            AdderShapes.run(graph, true),
            AdderShapes.run(graph, false),
            CutRewriting.run(
                    graph,
                    new CutRewriting.Settings(3, 8, false, 0, false),
                    new LeastAnds(),
                    new Deadline(Duration.ofDays(1)))
        };
        for (Graph form : forms) {
            Equality.check("form", graph, form, seed);
            Graph carries = CarryRewriting.run(form);
            Equality.check("carries", graph, carries, seed);
            Graph sums = AdderRewriting.run(carries);
            Equality.check("sums", graph, sums, seed);
        }
    }

    private static void check(String name, Graph graph, int level, int ands) {
        Optimised result =
                Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), OptimiserOptions.ofLevel(level));
        Equality.check(name, graph, new Graph(result.net(), result.inputs(), result.outputs()), 1);
        int reached = result.statistics().after().ands();
        assertTrue(reached <= ands, name + ": " + reached + " ANDs instead of " + ands);
    }

    private static int ands(Graph graph) {
        return LiveGates.of(graph.net(), graph.outputs()).ands();
    }

    private static Graph withOrigin(Graph graph, int origin) {
        Netlist fresh = graph.withInputs();
        int[] map = new int[graph.net().nodeCount()];
        fresh.setOrigin(origin);
        for (int node = 1; node < map.length; node++) {
            map[node] = graph.net().isInput(node)
                    ? Graph.inputLiteral(graph.net().inputIndex(node))
                    : graph.copy(fresh, map, node);
        }
        Graph marked = graph.mapped(fresh, map);
        assertEquals(ands(graph), ands(marked));
        return marked;
    }
}
