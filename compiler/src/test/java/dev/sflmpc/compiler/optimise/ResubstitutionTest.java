package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates made of others nearby. */
final class ResubstitutionTest {

    private static final int PROOFS = 10_000;

    @Test
    void run_gateIsSumOfOthers_noAnd() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int ab = net.and(in[0], in[1]);
        int ac = net.and(in[0], in[2]);
        int ad = net.and(in[0], in[3]);
        int[] outputs = {ab, ac, ad, net.and(in[0], net.xor(in[1], in[2], in[3]) ^ 1)};
        check("sum of four", new Graph(net, in, outputs), 3);
    }

    /** Of two conditions that exclude each other, OR is XOR, and either implies that the other is false. */
    @Test
    void run_valuesThatNeverMeet_noAndForTheirChoice() {
        Netlist net = new Netlist();
        int[] in = net.inputs(3);
        int first = net.and(net.and(in[0], in[1]), in[2]);
        int second = net.and(net.and(in[0] ^ 1, in[1] ^ 1), in[2]);
        int either = net.or(first, second);
        int only = net.and(first, second ^ 1);
        check("exclusive", new Graph(net, in, new int[] {first, second, either, only}), 3);
    }

    /** The product with the inner gate hides where that differs from one of its operands. */
    @Test
    void run_differenceThatNobodySees_innerGateGoes() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int inner = net.or(net.and(in[0], in[1]), net.and(in[2], in[3]));
        int outer = net.and(inner, net.and(in[2], in[3]) ^ 1);
        check("unobservable", new Graph(net, in, new int[] {outer, net.and(in[2], in[3])}), 3);
    }

    @Test
    void run_formOfDegreeTwo_asManyAndsAsHalfItsRank() {
        Netlist net = new Netlist();
        int[] in = net.inputs(4);
        int sum = net.xor(net.and(in[0], in[1]), net.and(in[0], in[2]), net.and(in[3], net.xor(in[1], in[2])));
        int root = net.and(net.xor(in[0], in[3]), sum);
        check("rank two", new Graph(net, in, new int[] {root}), 1);
    }

    @Test
    void run_noProofs_sameGraph() {
        Graph graph = RandomNetlists.make(new SplittableRandom(1), 8, 100, 4).swept();
        assertSame(graph, Resubstitution.run(graph, true, 0, new Deadline(Duration.ofDays(1))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void run_randomCircuits_equal(long part) {
        for (long seed = 100 * part; seed < 100 * part + 40; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomCircuits_equal() {
        for (long seed = 10_000; seed < 40_000; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    void combination_randomForms_builtGatesComputeThemWithAsManyAnds() {
        for (long seed = 0; seed < 200; seed++) {
            checkForm(new SplittableRandom(seed), "seed " + seed);
        }
    }

    /** Builds a form in the place of a gate of the same inputs and compares it with its sum of products. */
    private static void checkForm(SplittableRandom random, String what) {
        int factors = 2 + random.nextInt(7);
        Netlist net = new Netlist();
        int[] in = net.inputs(factors);
        int all = Netlist.TRUE;
        for (int literal : in) {
            all = net.and(all, literal);
        }
        MutableGraph graph = new MutableGraph(new Graph(net, in, new int[] {all}).swept());
        Divisors divisors = new Divisors(graph);
        divisors.collect(all >>> 1);
        Combination combination = new Combination(divisors.count(), Math.min(divisors.count(), factors));
        long unknowns = random.nextLong() >>> 63 - divisors.count() - combination.products();
        int expected = Combination.hasConstant(unknowns) ? Netlist.TRUE : Netlist.FALSE;
        for (int i = 0; i < divisors.count(); i++) {
            expected = Combination.hasNode(unknowns, i) ? net.xor(expected, 2 * divisors.node(i)) : expected;
        }
        for (int i = 0; i < combination.products(); i++) {
            int product = net.and(2 * divisors.node(combination.first(i)), 2 * divisors.node(combination.second(i)));
            expected = combination.hasProduct(unknowns, i) ? net.xor(expected, product) : expected;
        }
        int before = graph.count();
        int literal = combination.build(unknowns, graph, divisors, all >>> 1);
        int ands = 0;
        for (int node = before; node < graph.count(); node++) {
            ands += graph.isAnd(node) ? 1 : 0;
        }
        assertEquals(combination.ands(unknowns), ands, what);
        graph.define(all >>> 1, literal);
        Equality.check(what, new Graph(net, in, new int[] {expected}), graph.result(), 1);
    }

    private static void checkRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = 2 + random.nextInt(9);
        Graph graph = seed % 2 == 0
                ? RandomNetlists.make(random, inputs, 5 + random.nextInt(150), 1 + random.nextInt(8))
                : RandomAdders.make(random, 1 + inputs, 2 + random.nextInt(20), 1 + random.nextInt(8));
        Graph swept = graph.swept();
        for (boolean quadratic : new boolean[] {false, true}) {
            Graph result = Resubstitution.run(swept, quadratic, PROOFS, new Deadline(Duration.ofDays(1)));
            Equality.check("resubstitution", swept, result, seed);
            assertTrue(ands(result) <= ands(swept), "seed " + seed);
        }
    }

    private static void check(String what, Graph graph, int ands) {
        Graph swept = graph.swept();
        Graph result = swept;
        for (int i = 0; i < 2; i++) {
            result = Resubstitution.run(result, true, PROOFS, new Deadline(Duration.ofDays(1)));
        }
        Equality.check(what, swept, result, 1);
        assertTrue(ands(result) <= ands, what + ": " + ands(result) + " ANDs instead of " + ands);
    }

    private static int ands(Graph graph) {
        return LiveGates.of(graph.net(), graph.outputs()).ands();
    }
}
