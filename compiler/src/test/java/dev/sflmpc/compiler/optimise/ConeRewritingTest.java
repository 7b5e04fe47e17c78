package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes inside of a netlist made anew from their decision diagrams. */
final class ConeRewritingTest {

    private static final LeastAnds LEAST = new LeastAnds();

    @Test
    void run_largestOfFourByTrees_oneAndABitForEachComparisonAndChoice() {
        Graph graph = PoorCircuits.largestOfFour(24).swept();
        Graph result = run(graph);
        Equality.check("largest", graph, result, 1);
        Graph reduced = CutRewriting.run(result, new CutRewriting.Settings(4, 6, false, 0, false), LEAST, late());
        assertEquals(6 * 24 + 1, reduced.gates().ands());
    }

    @Test
    void run_comparisonThatSharesATree_eachOfTheTwoWithoutTheOther() {
        Graph graph = PoorCircuits.comparison(32).swept();
        Graph result = run(run(graph));
        Equality.check("comparison", graph, result, 1);
        assertEquals(32 + 31 + 1, result.gates().ands());
    }

    @Test
    void run_randomCircuits_equalAndNotLarger() {
        for (long seed = 0; seed < 150; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomCircuits_equalAndNotLarger() {
        for (long seed = 10_000; seed < 30_000; seed++) {
            checkRandom(seed);
        }
    }

    private static void checkRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = RandomNetlists.make(
                        random, 2 + random.nextInt(9), 40 + random.nextInt(150), 1 + random.nextInt(4))
                .swept();
        Graph result = run(graph);
        Equality.check("cones", graph, result, seed);
        assertTrue(result.gates().ands() <= graph.gates().ands(), "seed " + seed);
    }

    private static Graph run(Graph graph) {
        return ConeRewriting.run(graph, LEAST, late());
    }

    private static Deadline late() {
        return new Deadline(Duration.ofHours(1));
    }
}
