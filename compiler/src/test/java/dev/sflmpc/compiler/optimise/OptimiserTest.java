package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptimiserTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void optimise_randomSmallCircuits_equalOnAllAssignments(int level) {
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inputs = 1 + random.nextInt(10);
            checkOptimised(
                    RandomNetlists.make(random, inputs, 5 + random.nextInt(120), 1 + random.nextInt(8)), level, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void optimise_randomLargeCircuits_equalOnRandomAssignments(int level) {
        for (long seed = 100; seed < 102; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            checkOptimised(RandomNetlists.make(random, 64, 800, 40), level, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void optimise_randomCircuits_everyAndHasTheOriginOfALiveGate(int level) {
        for (long seed = 200; seed < 206; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = RandomNetlists.make(random, 12, 200, 10);
            Netlist net = graph.net();
            for (int node = 1; node < net.nodeCount(); node++) {
                net.setOrigin(node, node);
            }
            boolean[] live = graph.live();
            OptimiserOptions options = options(level, seed % 2 == 0);
            Netlist smaller = Optimiser.optimise(net, graph.inputs(), graph.outputs(), options)
                    .net();
            for (int node = 1; node < smaller.nodeCount(); node++) {
                int origin = smaller.origin(node);
                assertTrue(
                        !smaller.isAnd(node) || (origin > 0 && live[origin] && !net.isInput(origin)),
                        "seed " + seed + ": gate " + node + " is of " + origin);
            }
        }
    }

    @Test
    @Tag("soak")
    void optimise_manyRandomCircuits_equal() {
        for (long seed = 1_000; seed < 6_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inputs = 1 + random.nextInt(30);
            int level = random.nextInt(4);
            checkOptimised(
                    RandomNetlists.make(random, inputs, random.nextInt(600), 1 + random.nextInt(20)), level, seed);
        }
    }

    @Test
    void optimise_fullAdderFromAndOr_oneAnd() {
        Netlist net = new Netlist();
        int[] in = net.inputs(3);
        int sum = net.xor(in[0], in[1], in[2]);
        int carry = net.or(net.and(in[0], in[1]), net.and(in[2], net.or(in[0], in[1])));
        int[] outputs = {sum, carry};
        Optimised result = Optimiser.optimise(net, in, outputs, OptimiserOptions.ofLevel(1));
        assertEquals(1, result.statistics().after().ands());
        Equality.check("full adder", new Graph(net, in, outputs), graph(result), 0);
    }

    @Test
    void optimise_constantAndInputOutputs_noGates() {
        Netlist net = new Netlist();
        int[] in = net.inputs(2);
        int never = net.and(net.and(in[0], in[1]), net.and(in[0] ^ 1, in[1]));
        int[] outputs = {never, Netlist.TRUE, in[1] ^ 1, in[0]};
        Optimised result = Optimiser.optimise(net, in, outputs, OptimiserOptions.standard());
        assertEquals(0, result.statistics().after().ands());
        assertEquals(Netlist.FALSE, result.outputs()[0]);
        assertEquals(result.inputs()[1] ^ 1, result.outputs()[2]);
    }

    @Test
    void optimise_twice_sameGates() {
        Graph graph = RandomNetlists.make(new SplittableRandom(7), 20, 400, 12);
        Optimised first = optimise(graph, OptimiserOptions.ofLevel(2));
        Optimised second = optimise(graph, OptimiserOptions.ofLevel(2));
        assertEquals(first.net().nodeCount(), second.net().nodeCount());
        for (int node = 1; node < first.net().nodeCount(); node++) {
            assertEquals(first.net().left(node), second.net().left(node));
            assertEquals(first.net().right(node), second.net().right(node));
        }
    }

    @Test
    void optimise_noTime_equalAndMarkedIncomplete() {
        Graph graph = RandomNetlists.make(new SplittableRandom(8), 20, 400, 12);
        Optimised result = optimise(graph, options(3, true).withTimeLimit(Duration.ZERO));
        assertFalse(result.statistics().complete());
        Equality.check("no time", graph, graph(result), 8);
    }

    @Test
    void optimise_balance_noMoreAndsAndShallower() {
        Netlist net = new Netlist();
        int[] in = net.inputs(64);
        int all = Netlist.TRUE;
        for (int literal : in) {
            all = net.and(all, literal);
        }
        Graph graph = new Graph(net, in, new int[] {all});
        Optimised result = optimise(graph, options(1, true));
        assertEquals(63, result.statistics().after().ands());
        assertEquals(6, result.statistics().after().depth());
        Equality.check("chain", graph, graph(result), 9);
    }

    @Test
    void optimise_majorityWithoutThePassesThatFindIt_staysAsItIs() {
        Netlist net = new Netlist();
        int[] in = net.inputs(3);
        int[] outputs = {net.xor(net.and(in[0], in[1]), net.and(in[0], in[2]), net.and(in[1], in[2]))};
        OptimiserOptions all = OptimiserOptions.ofLevel(1);
        Optimised formed = Optimiser.optimise(net, in, outputs, all);
        assertEquals(1, formed.statistics().after().ands());
        assertFalse(formed.statistics().fruitless().contains(SearchPass.FORMS));
        assertTrue(formed.statistics().fruitless().contains(SearchPass.PRODUCTS));
        Optimised cut = Optimiser.optimise(net, in, outputs, all.without(Set.of(SearchPass.FORMS)));
        assertEquals(1, cut.statistics().after().ands());
        Optimised neither = Optimiser.optimise(net, in, outputs, all.without(Set.of(SearchPass.values())));
        assertEquals(Set.of(), neither.statistics().fruitless());
    }

    @Test
    void optimise_foreignLiteral_refused() {
        Netlist net = new Netlist();
        int[] in = net.inputs(2);
        assertThrows(
                IllegalArgumentException.class,
                () -> Optimiser.optimise(net, in, new int[] {1_000}, OptimiserOptions.standard()));
    }

    @Test
    void options_unknownLevel_refused() {
        assertThrows(IllegalArgumentException.class, () -> OptimiserOptions.ofLevel(4));
        assertThrows(IllegalArgumentException.class, () -> OptimiserOptions.ofLevel(-1));
    }

    private static void checkOptimised(Graph graph, int level, long seed) {
        boolean balance = (seed & 1) == 0;
        Optimised result = optimise(graph, options(level, balance));
        String what = "level " + level + ", seed " + seed;
        Equality.check(what, graph, graph(result), seed);
        LiveGates before = LiveGates.of(graph.net(), graph.outputs());
        LiveGates after = LiveGates.of(result.net(), result.outputs());
        assertTrue(after.ands() <= before.ands(), what + ": " + before + " became " + after);
        assertTrue(!balance || after.depth() <= before.depth(), what + ": " + before + " became " + after);
        assertEquals(after, result.statistics().after(), what);
    }

    private static OptimiserOptions options(int level, boolean balance) {
        OptimiserOptions options = OptimiserOptions.ofLevel(level);
        return balance ? options.withBalance(0) : options;
    }

    private static Optimised optimise(Graph graph, OptimiserOptions options) {
        return Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), options);
    }

    private static Graph graph(Optimised result) {
        return new Graph(result.net(), result.inputs(), result.outputs());
    }
}
