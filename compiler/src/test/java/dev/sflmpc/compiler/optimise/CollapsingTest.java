package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs made anew from their decision diagrams. */
final class CollapsingTest {

    @Test
    void run_comparatorByGroups_twoNodesABit() {
        Graph graph = PoorCircuits.lessTree(32).swept();
        Graph result = Collapsing.run(graph);
        Equality.check("comparator", graph, result, 1);
        assertEquals(63, LiveGates.of(result.net(), result.outputs()).ands());
    }

    /** The order of its inputs in which a product has a small diagram needs both words first, and none has one. */
    @Test
    void run_diagramsThatDoNotFit_sameFunction() {
        Graph graph = PoorCircuits.arrayMultiplier(24).swept();
        Equality.check("product", graph, Collapsing.run(graph), 1);
    }

    @Test
    void run_tooManyInputs_sameGraph() {
        Netlist net = new Netlist();
        int[] in = net.inputs(300);
        Graph graph = new Graph(net, in, new int[] {net.and(in[0], in[299])});
        assertSame(graph, Collapsing.run(graph));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void run_randomCircuits_equal(long part) {
        for (long seed = 100 * part; seed < 100 * part + 100; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomCircuits_equal() {
        for (long seed = 10_000; seed < 60_000; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    void and_withoutSteps_none() {
        DecisionDiagrams diagrams = new DecisionDiagrams(1 << 14, 0);
        assertEquals(DecisionDiagrams.NONE, diagrams.and(diagrams.of(0), diagrams.of(1)));
        assertEquals(diagrams.of(0), diagrams.and(diagrams.of(0), Netlist.TRUE));
    }

    @Test
    void xor_complements_canonical() {
        DecisionDiagrams diagrams = new DecisionDiagrams(1 << 14, 1_000);
        int a = diagrams.of(0);
        int b = diagrams.of(1);
        int sum = diagrams.xor(a, b);
        assertEquals(sum ^ 1, diagrams.xor(a ^ 1, b));
        assertEquals(a, diagrams.xor(sum, b));
        assertEquals(Netlist.FALSE, diagrams.and(sum, diagrams.and(a, b)));
    }

    private static void checkRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = 2 + random.nextInt(10);
        Graph graph = RandomNetlists.make(random, inputs, 5 + random.nextInt(150), 1 + random.nextInt(8))
                .swept();
        Equality.check("collapsed", graph, Collapsing.run(graph), seed);
    }
}
