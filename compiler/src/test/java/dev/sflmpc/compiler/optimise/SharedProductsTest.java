package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with common factors and chains with common conditions. */
final class SharedProductsTest {

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 4", "5, 26", "8, 247"})
    void optimise_decoder_costOfTheBlock(int bits, int ands) {
        check(PoorCircuits.decoder(bits), 1, ands);
    }

    @ParameterizedTest
    @CsvSource({"16, 15", "128, 127"})
    void optimise_priorityChain_costOfTheBlock(int inputs, int ands) {
        check(PoorCircuits.priority(inputs), 1, ands);
    }

    @ParameterizedTest
    @CsvSource({"16, 15", "128, 127"})
    void optimise_conditionsThatExcludeEachOther_costOfTheBlock(int inputs, int ands) {
        check(PoorCircuits.firstOne(inputs), 1, ands);
    }

    @Test
    void run_partnerIsSumOfOthers_productIsSum() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int sum = net.xor(in[1], in[2], in[3]) ^ 1;
        int[] outputs = {net.and(in[0], in[1]), net.and(in[0], in[2]), net.and(in[0], in[3] ^ 1), net.and(in[0], sum)};
        Graph graph = new Graph(net, in, outputs);
        Graph result = SharedFactors.run(graph);
        Equality.check("four products", graph, result, 1);
        assertEquals(3, LiveGates.of(result.net(), result.outputs()).ands());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void passes_randomNetlists_equal(long part) {
        for (long seed = 100 * part; seed < 100 * part + 100; seed++) {
            checkPasses(seed);
        }
    }

    @Test
    @Tag("soak")
    void passes_manyRandomNetlists_equal() {
        for (long seed = 10_000; seed < 110_000; seed++) {
            checkPasses(seed);
        }
    }

    private static void checkPasses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = 2 + random.nextInt(9);
        Graph graph = (seed & 1) == 0
                ? RandomNetlists.make(random, inputs, 10 + random.nextInt(150), 1 + random.nextInt(12))
                : RandomAdders.make(random, inputs, 2 + random.nextInt(20), 1 + random.nextInt(12));
        Graph swept = graph.swept();
        Equality.check("shared factors", graph, SharedFactors.run(swept), seed);
        Equality.check("chains", graph, SelectChains.run(swept), seed);
        Equality.check("both", graph, SharedFactors.run(SelectChains.run(swept)), seed);
    }

    private static void check(Graph graph, int level, int ands) {
        Optimised result =
                Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), OptimiserOptions.ofLevel(level));
        Equality.check("circuit", graph, new Graph(result.net(), result.inputs(), result.outputs()), 1);
        int reached = result.statistics().after().ands();
        assertTrue(reached <= ands, reached + " ANDs instead of " + ands);
    }
}
