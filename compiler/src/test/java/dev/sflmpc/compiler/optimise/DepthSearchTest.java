package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DepthSearchTest {

    private static final Deadline NONE = new Deadline(Duration.ofDays(1));

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 50, 1_000})
    void run_randomSmallCircuits_equalOnAllAssignments(int percent) {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inputs = 1 + random.nextInt(10);
            check(RandomNetlists.make(random, inputs, 5 + random.nextInt(120), 1 + random.nextInt(8)), percent, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 1_000})
    void run_randomLargeCircuits_equalOnRandomAssignments(int percent) {
        for (long seed = 100; seed < 104; seed++) {
            check(RandomNetlists.make(new SplittableRandom(seed), 64, 800, 40), percent, seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomCircuits_equal() {
        for (long seed = 1_000; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inputs = 1 + random.nextInt(30);
            check(RandomNetlists.make(random, inputs, random.nextInt(600), 1 + random.nextInt(20)), 50, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void run_chainsOfSmallWidths_equalOnAllAssignments(int width) {
        check(adder(width), 1_000, width);
        check(selections(width), 1_000, width);
        check(conjunctions(2 * width), 1_000, width);
    }

    /** Half of the carries wait for one carry instead of each other: three ANDs for each of them. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64})
    void run_adderWithTwiceTheAnds_halfAsDeep(int width) {
        LiveGates gates = check(adder(width), 100, width);
        assertTrue(gates.ands() <= 2 * width && gates.depth() <= width / 2 + 2, gates::toString);
    }

    /** Blocks of carries, as in a carry-select adder. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64, 128})
    void run_adderWithThreeTimesTheAnds_depthOfBlocks(int width) {
        LiveGates gates = check(adder(width), 200, width);
        assertTrue(gates.ands() <= 3 * width && 2 * gates.depth() <= 3 * Math.sqrt(width) + 2, gates::toString);
    }

    @ParameterizedTest
    @CsvSource({"8, 18, 4", "16, 48, 5", "32, 148, 6", "64, 360, 8"})
    void run_adderAndSelectionsWithoutBound_parallelPrefix(int width, int ands, int depth) {
        for (Graph chain : new Graph[] {adder(width), selections(width)}) {
            LiveGates gates = check(chain, 1_000, width);
            assertTrue(gates.ands() <= ands && gates.depth() <= depth, gates::toString);
        }
    }

    /** All conjunctions of first literals: log2 n levels and at most n/2·log2 n + n/2 ANDs. */
    @ParameterizedTest
    @CsvSource({"8, 3", "16, 4", "32, 5", "64, 6"})
    void run_conjunctionsOfFirstLiterals_parallelPrefix(int width, int depth) {
        LiveGates gates = check(conjunctions(width), 1_000, width);
        assertEquals(depth, gates.depth());
        assertTrue(gates.ands() <= width / 2 * depth + width / 2, gates::toString);
    }

    @Test
    void run_originalIsShallower_noDeeperThanIt() {
        Graph chain = adder(16);
        Graph shallow = DepthSearch.run(chain, chain, 1_000, NONE).result();
        Graph result = DepthSearch.run(shallow, chain, 0, NONE).result();
        Equality.check("conceded", chain, result, 1);
        assertEquals(shallow.gates().depth(), result.gates().depth());
        assertTrue(result.gates().ands() <= shallow.gates().ands());
    }

    @Test
    void run_noTime_theGraphItself() {
        Graph chain = adder(16);
        LiveGates gates = DepthSearch.run(chain, chain, 100, new Deadline(Duration.ZERO))
                .result()
                .gates();
        assertEquals(chain.gates(), gates);
    }

    @Test
    void run_twice_sameGates() {
        Graph graph = RandomNetlists.make(new SplittableRandom(7), 20, 400, 12).swept();
        Netlist first = DepthSearch.run(graph, graph, 30, NONE).result().net();
        Netlist second = DepthSearch.run(graph, graph, 30, NONE).result().net();
        assertEquals(first.nodeCount(), second.nodeCount());
        for (int node = 1; node < first.nodeCount(); node++) {
            assertEquals(first.left(node), second.left(node));
            assertEquals(first.right(node), second.right(node));
        }
    }

    private static LiveGates check(Graph made, int percent, long seed) {
        Graph graph = made.swept();
        Graph result = DepthSearch.run(graph, graph, percent, NONE).result();
        String what = percent + " %, seed " + seed;
        Equality.check(what, graph, result, seed);
        LiveGates before = graph.gates();
        LiveGates after = result.gates();
        assertTrue(after.depth() <= before.depth(), what + ": " + before + " became " + after);
        assertTrue(after.ands() <= before.ands() * (100L + percent) / 100, what + ": " + before + " became " + after);
        return after;
    }

    /** Full adders of one AND each, and the carry out. */
    private static Graph adder(int width) {
        Netlist net = new Netlist();
        int[] in = net.inputs(2 * width);
        int[] outputs = new int[width + 1];
        int carry = Netlist.FALSE;
        for (int i = 0; i < width; i++) {
            int a = in[i];
            int b = in[width + i];
            outputs[i] = net.xor(a, b, carry);
            carry = net.xor(carry, net.and(net.xor(a, carry), net.xor(b, carry)));
        }
        outputs[width] = carry;
        return new Graph(net, in, outputs);
    }

    /** The last one of some values whose condition holds. */
    private static Graph selections(int width) {
        Netlist net = new Netlist();
        int[] in = net.inputs(2 * width);
        int chosen = Netlist.FALSE;
        for (int i = 0; i < width; i++) {
            chosen = net.mux(in[i], in[width + i], chosen);
        }
        return new Graph(net, in, new int[] {chosen});
    }

    private static Graph conjunctions(int width) {
        Netlist net = new Netlist();
        int[] in = net.inputs(width);
        int[] outputs = new int[width];
        int all = Netlist.TRUE;
        for (int i = 0; i < width; i++) {
            all = net.and(all, in[i]);
            outputs[i] = all;
        }
        return new Graph(net, in, outputs);
    }
}
