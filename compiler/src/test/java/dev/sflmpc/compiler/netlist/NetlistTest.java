package dev.sflmpc.compiler.netlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlistTest {

    private static final long[] PATTERNS = {
        0xAAAA_AAAA_AAAA_AAAAL, 0xCCCC_CCCC_CCCC_CCCCL, 0xF0F0_F0F0_F0F0_F0F0L, 0xFF00_FF00_FF00_FF00L
    };

    private final Netlist net = new Netlist();
    private final int a = net.input();
    private final int b = net.input();

    @Test
    void and_ofAndWithOneOfItsOperands_isResolved() {
        int both = net.and(a, b);
        assertEquals(both, net.and(a, both));
        assertEquals(both, net.and(both, b));
        assertEquals(Netlist.FALSE, net.and(a ^ 1, both));
        assertEquals(b ^ 1, net.and(b ^ 1, both ^ 1));
        assertEquals(net.xor(a, both), net.and(a, both ^ 1));
        assertEquals(1, net.andCount());
    }

    @Test
    void and_otherComplementsOfTheSamePair_costsXorsOnly() {
        int both = net.and(a, b);
        assertEquals(net.xor(a, both), net.and(a, b ^ 1));
        assertEquals(net.xor(b, both), net.and(b, a ^ 1));
        assertEquals(net.xor(net.xor(a, b), both), net.or(b, a));
        assertEquals(1, net.andCount());
    }

    @Test
    void and_withXorOfTheSameOperand_isAndOfTheOther() {
        int difference = net.xor(a, b);
        assertEquals(net.and(a, b ^ 1), net.and(a, difference));
        assertEquals(net.and(a, b), net.and(a, difference ^ 1));
        assertEquals(net.and(a ^ 1, b), net.and(difference, a ^ 1));
        assertEquals(1, net.andCount());
    }

    @Test
    void xor_ofXorWithOneOfItsOperands_isTheOther() {
        assertEquals(b, net.xor(a, net.xor(a, b)));
        assertEquals(a ^ 1, net.xor(net.xor(a, b ^ 1), b));
    }

    /** More gates with one newest operand than a line of the table holds, forgotten in part and made again. */
    @Test
    void and_manyOnOneOperand_areFoundAgain() {
        int[] others = net.inputs(1000);
        int newest = net.xor(a, b);
        int[] products = new int[others.length];
        for (int i = 0; i < others.length; i++) {
            products[i] = net.and(others[i], newest);
        }
        for (int kept : new int[] {900, 17, 1}) {
            net.truncate(products[kept] >>> 1);
            for (int i = 0; i < others.length; i++) {
                int again = net.and(newest, others[i]);
                assertTrue(i >= kept || again == products[i]);
                products[i] = again;
            }
            for (int i = 0; i < others.length; i++) {
                assertEquals(products[i], net.and(others[i], newest));
            }
            assertEquals(others.length, net.andCount());
        }
    }

    @Test
    void truncate_afterTryingAConstruction_leavesNoTrace() {
        int kept = net.and(a, b);
        int mark = net.nodeCount();
        Random random = new Random(3);
        int[] literals = grow(net, new int[] {a, b, kept}, random, 3000);
        assertTrue(net.nodeCount() > mark && literals.length > 3);
        net.truncate(mark);
        assertEquals(mark, net.nodeCount());
        assertEquals(1, net.andCount());
        assertEquals(kept, net.and(b, a));
        assertEquals(2 * mark, net.xor(a, b));
        assertThrows(IllegalArgumentException.class, () -> net.truncate(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gates_atRandom_keepTheirMeaning(long seed) {
        Random random = new Random(seed);
        Netlist grown = new Netlist();
        int[] literals = grown.inputs(PATTERNS.length);
        long[] truth = PATTERNS.clone();
        for (int round = 0; round < 400; round++) {
            int i = random.nextInt(literals.length);
            int j = random.nextInt(literals.length);
            int flips = random.nextInt(4);
            int p = literals[i] ^ (flips & 1);
            int q = literals[j] ^ (flips >> 1);
            long x = truth[i] ^ -(long) (flips & 1);
            long y = truth[j] ^ -(long) (flips >> 1);
            boolean isAnd = random.nextInt(3) > 0;
            int gate = isAnd ? grown.and(p, q) : grown.xor(p, q);
            long expected = isAnd ? x & y : x ^ y;
            assertEquals(expected, Simulator.run(grown, PATTERNS).value(gate), () -> "seed " + seed);
            int place = round < 20 ? literals.length : random.nextInt(literals.length);
            literals = java.util.Arrays.copyOf(literals, Math.max(literals.length, place + 1));
            truth = java.util.Arrays.copyOf(truth, literals.length);
            literals[place] = gate;
            truth[place] = expected;
        }
        assertOrdered(grown);
    }

    @Test
    void liveGates_ofOneOutput_leavesOutTheOthers() {
        int c = net.input();
        int dead = net.and(a, c);
        int live = net.xor(net.xor(net.and(a, b), c), b);
        assertEquals(1, LiveGates.of(net, new int[] {dead}).ands());
        assertEquals(new LiveGates(1, 2, 1), LiveGates.of(net, new int[] {live}));
        assertEquals(new LiveGates(0, 0, 0), LiveGates.of(net, new int[] {a, Netlist.TRUE}));
    }

    @Test
    void liveGates_ofAChain_hasItsDepth() {
        int chain = a;
        for (int i = 0; i < 5; i++) {
            chain = net.and(chain, net.input());
        }
        assertEquals(new LiveGates(5, 0, 5), LiveGates.of(net, new int[] {chain}));
    }

    @Test
    void simulator_wrongNumberOfInputs_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Simulator.run(net, new long[3]));
    }

    /** The documented layout: operands below their gate, XORs plain and descending, ANDs ascending. */
    private static void assertOrdered(Netlist net) {
        for (int node = 1; node < net.nodeCount(); node++) {
            if (!net.isInput(node)) {
                int left = net.left(node);
                int right = net.right(node);
                assertTrue(left >>> 1 < node && right >>> 1 < node && left >>> 1 != right >>> 1);
                assertTrue(net.isAnd(node) ? left < right : left > right && ((left | right) & 1) == 0);
            }
        }
    }

    private static int[] grow(Netlist net, int[] start, Random random, int count) {
        int[] literals = java.util.Arrays.copyOf(start, count);
        for (int i = start.length; i < count; i++) {
            int p = literals[random.nextInt(i)] ^ random.nextInt(2);
            int q = literals[random.nextInt(i)];
            literals[i] = random.nextBoolean() ? net.and(p, q) : net.xor(p, q);
        }
        return literals;
    }
}
