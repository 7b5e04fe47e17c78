package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that are made of each other by their factors. */
final class SharedCubesTest {

    @Test
    void run_prefixesByTrees_costOneAndEach() {
        Netlist net = new Netlist();
        int[] in = net.inputs(64);
        int[] outputs = new int[63];
        for (int i = 1; i < in.length; i++) {
            outputs[i - 1] = tree(net, in, 0, i + 1);
        }
        check(new Graph(net, in, outputs), 63);
    }

    @Test
    void run_productOfOtherPairs_isMadeOfThePairThatMeets() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int x = net.and(in[0], in[1]);
        int y = net.and(in[2], in[3]);
        int other = net.and(net.and(in[0], in[2]), net.and(in[1], in[3]));
        int neither = net.and(x ^ 1, y ^ 1);
        check(new Graph(net, in, new int[] {other, neither}), 3);
    }

    @Test
    void run_factorThatIsComplementOfProduct_isSumOfProducts() {
        Netlist net = new Netlist();
        int[] in = net.inputs(6);
        int r = tree(net, in, 0, 3);
        int e = tree(net, in, 3, 6);
        int first = net.and(net.and(in[0], in[1]), net.and(in[2], e ^ 1));
        int both = tree(net, in, 0, 6);
        check(new Graph(net, in, new int[] {r, e, first, both}), 5);
    }

    @Test
    void run_factorsThatContradict_isConstant() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int never = net.and(net.and(in[0], in[1]), net.and(in[2], in[0] ^ 1));
        Graph graph = new Graph(net, in, new int[] {never, net.and(in[3], never ^ 1)});
        check(graph, 0);
    }

    @Test
    void run_factorsThatImplyTheRestOfAProduct_isProductWithOneLiteral() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int rest = tree(net, in, 0, 3);
        int less = net.and(net.and(in[0], in[3]), net.and(in[1], net.and(in[2], rest ^ 1)));
        check(new Graph(net, in, new int[] {less}), 0);
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "61, 61", "128, 128"})
    void optimise_priorityByGroups_costOfTheBlock(int inputs, int ands) {
        Graph graph = PoorCircuits.priorityByGroups(inputs);
        Optimised result =
                Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), OptimiserOptions.ofLevel(2));
        Equality.check("priority", graph, new Graph(result.net(), result.inputs(), result.outputs()), 1);
        int reached = result.statistics().after().ands();
        assertTrue(reached <= ands, reached + " ANDs instead of " + ands);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void run_randomNetlists_equal(long part) {
        for (long seed = 200 * part; seed < 200 * part + 200; seed++) {
            checkEqual(seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomNetlists_equal() {
        for (long seed = 10_000; seed < 110_000; seed++) {
            checkEqual(seed);
        }
    }

    private static void checkEqual(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = (seed & 1) == 0
                ? RandomNetlists.make(random, 2 + random.nextInt(9), 10 + random.nextInt(150), 1 + random.nextInt(12))
                : products(random);
        Graph swept = graph.swept();
        Equality.check("cubes", graph, SharedCubes.run(swept), seed);
        Equality.check("pairs", graph, SharedCubes.paired(swept), seed);
        Equality.check("chains of cubes", graph, SharedCubes.run(SelectChains.run(swept)), seed);
    }

    /** Almost only ANDs, so that cubes are long and contain each other. */
    private static Graph products(SplittableRandom random) {
        Netlist net = new Netlist();
        int[] in = net.inputs(3 + random.nextInt(8));
        int[] made = java.util.Arrays.copyOf(in, in.length + 60);
        for (int i = in.length; i < made.length; i++) {
            int a = made[random.nextInt(i)] ^ (random.nextInt(4) == 0 ? 1 : 0);
            int b = made[random.nextInt(i)] ^ (random.nextInt(4) == 0 ? 1 : 0);
            made[i] = random.nextInt(8) == 0 ? net.xor(a, b) : net.and(a, b);
        }
        int[] outputs = new int[10];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = made[made.length - 1 - random.nextInt(40)] ^ random.nextInt(2);
        }
        return new Graph(net, in, outputs);
    }

    private static int tree(Netlist net, int[] in, int from, int to) {
        return to - from == 1
                ? in[from]
                : net.and(tree(net, in, from, (from + to) / 2), tree(net, in, (from + to) / 2, to));
    }

    private static void check(Graph graph, int ands) {
        Graph result = SharedCubes.run(graph.swept());
        Equality.check("products", graph, result, 1);
        assertEquals(ands, result.gates().ands());
    }
}
