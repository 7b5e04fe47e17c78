package dev.sflmpc.compiler.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.equivalence.EquivalenceResult.Verdict;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitPrograms;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.format.SharedCircuits;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EquivalenceCheckerTest {

    private static final EquivalenceLimits LIMITS = EquivalenceLimits.defaults();

    private final Netlist a = new Netlist();
    private final Netlist b = new Netlist();

    private EquivalenceResult check(int[] inputsOfA, int[] outputsOfA, int[] inputsOfB, int[] outputsOfB)
            throws DifferentShapesException {
        return EquivalenceChecker.check(a, inputsOfA, outputsOfA, b, inputsOfB, outputsOfB, LIMITS);
    }

    /** One output of a ripple adder with two ANDs and an OR a carry. */
    private static int[] textbookSum(Netlist net, int[] x, int[] y) {
        int[] sum = new int[x.length];
        int carry = Netlist.FALSE;
        for (int i = 0; i < x.length; i++) {
            int half = net.xor(x[i], y[i]);
            sum[i] = net.xor(half, carry);
            carry = net.or(net.and(x[i], y[i]), net.and(half, carry));
        }
        return sum;
    }

    private static int[] both(int[] x, int[] y) {
        int[] all = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, all, x.length, y.length);
        return all;
    }

    @Test
    void check_addersOfDifferentMaking_areProvedEqual() throws Exception {
        int[] x = a.inputs(128);
        int[] y = a.inputs(128);
        int[] u = b.inputs(128);
        int[] v = b.inputs(128);
        EquivalenceResult result = check(both(x, y), textbookSum(a, x, y), both(u, v), Adder.add(b, u, v));
        assertEquals(Verdict.PROVED, result.verdict());
        assertEquals(128, result.provedOutputs());
    }

    @Test
    void check_sumsBracketedDifferently_areProvedEqual() throws Exception {
        int[] x = a.inputs(200);
        int[] y = b.inputs(200);
        int forward = 0;
        int backward = 0;
        for (int i = 0; i < 200; i++) {
            forward = a.xor(forward, a.and(x[i], x[(i + 1) % 200]));
            backward = b.xor(backward, b.and(y[199 - i], y[(200 - i) % 200]));
        }
        EquivalenceResult result = check(x, new int[] {forward}, y, new int[] {backward});
        assertEquals(Verdict.PROVED, result.verdict());
    }

    @Test
    void check_oneInputOfManyMatters_isFoundBySat() throws Exception {
        int[] x = a.inputs(40);
        int[] y = b.inputs(40);
        int all = Netlist.TRUE;
        for (int i = 0; i < 40; i++) {
            all = a.and(all, i % 3 == 0 ? x[i] : x[i] ^ 1);
        }
        EquivalenceResult result = check(x, new int[] {all}, y, new int[] {Netlist.FALSE});
        assertEquals(Verdict.DIFFERENT, result.verdict());
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 40; i += 3) {
            expected = expected.setBit(i);
        }
        EquivalenceResult.Counterexample example = result.counterexample().orElseThrow();
        assertEquals(expected, example.inputs().getFirst().bits());
        assertEquals(BigInteger.ONE, example.first().getFirst().bits());
        assertEquals(BigInteger.ZERO, example.second().getFirst().bits());
    }

    /** Random circuits with one gate changed: the verdict is that of all inputs. */
    @Test
    void check_randomMutations_agreeWithExhaustion() throws Exception {
        int differences = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Netlist first = new Netlist();
            Netlist second = new Netlist();
            int[] x = first.inputs(6);
            int[] y = second.inputs(6);
            int[] p = Arrays.copyOf(x, 46);
            int[] q = Arrays.copyOf(y, 46);
            int changed = random.nextInt(120);
            for (int i = 6; i < p.length; i++) {
                int l = random.nextInt(i);
                int r = random.nextInt(i);
                int flips = random.nextInt(4);
                boolean and = random.nextBoolean();
                p[i] = gate(first, and, p[l] ^ (flips & 1), p[r] ^ (flips >> 1));
                q[i] = gate(second, and ^ (i == changed), q[l] ^ (flips & 1), q[r] ^ (flips >> 1));
            }
            int[] outputs = {p[45], p[44]};
            int[] others = {q[45], q[44]};
            EquivalenceResult result =
                    EquivalenceChecker.check(first, x, outputs, second, y, others, LIMITS.withPatterns(1));
            boolean equal = table(first, x, outputs).equals(table(second, y, others));
            assertEquals(equal ? Verdict.PROVED : Verdict.DIFFERENT, result.verdict(), "seed " + seed);
            differences += equal ? 0 : 1;
        }
        assertTrue(differences > 20 && differences < 280, differences + " of 300 differ");
    }

    private static int gate(Netlist net, boolean and, int l, int r) {
        return and ? net.and(l, r) : net.xor(l, r);
    }

    private static String table(Netlist net, int[] inputs, int[] outputs) {
        long[] values = new long[net.nodeCount()];
        long[] variables = {
            0xAAAA_AAAA_AAAA_AAAAL, 0xCCCC_CCCC_CCCC_CCCCL, 0xF0F0_F0F0_F0F0_F0F0L,
            0xFF00_FF00_FF00_FF00L, 0xFFFF_0000_FFFF_0000L, 0xFFFF_FFFF_0000_0000L
        };
        for (int i = 0; i < inputs.length; i++) {
            values[inputs[i] >>> 1] = variables[i];
        }
        Simulation.run(net, values);
        return Simulation.value(values, outputs[0]) + " " + Simulation.value(values, outputs[1]);
    }

    @Test
    void check_otherWidths_areRefused() throws Exception {
        Circuit one = circuit("1 3\n1 2\n1 1\n2 1 0 1 2 AND\n");
        Circuit two = circuit("1 3\n2 1 1\n1 1\n2 1 0 1 2 AND\n");
        DifferentShapesException refused =
                assertThrows(DifferentShapesException.class, () -> EquivalenceChecker.check(one, two, LIMITS));
        assertEquals(
                "the inputs have 2 bits in one and 1 + 1 in the other; only circuits of the same shape can be compared",
                refused.getMessage());
    }

    private static Circuit circuit(String text) throws Exception {
        return CircuitReader.read("test", text.getBytes(StandardCharsets.US_ASCII))
                .circuit();
    }

    /** A product of 24 bits rows first and columns first: nothing inside is equal, and SAT has no chance. */
    @Test
    void check_hardProduct_isNotProvedWithinLimits() throws Exception {
        int width = 24;
        int[] x = a.inputs(width);
        int[] y = a.inputs(width);
        int[] u = b.inputs(width);
        int[] v = b.inputs(width);
        EquivalenceLimits short_ = new EquivalenceLimits(1 << 10, 2, 200, 1_500, 1);
        EquivalenceResult result =
                EquivalenceChecker.check(a, both(x, y), product(a, x, y), b, both(u, v), product(b, v, u), short_);
        assertEquals(Verdict.SIMULATED, result.verdict());
        assertEquals(1 << 10, result.patterns());
    }

    private static int[] product(Netlist net, int[] x, int[] y) {
        int[] sum = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            int[] row = new int[x.length];
            for (int j = 0; i + j < x.length; j++) {
                row[i + j] = net.and(x[j], y[i]);
            }
            sum = textbookSum(net, sum, row);
        }
        return sum;
    }

    @Test
    void check_aesAsAProgram_isProvedEqual() throws Exception {
        Circuit circuit = CircuitReader.read(SharedCircuits.require("bristol-fashion/aes_128.txt"))
                .circuit();
        Circuit flattened = CircuitPrograms.circuit(CircuitPrograms.program(circuit));
        assertEquals(
                Verdict.PROVED,
                EquivalenceChecker.check(circuit, flattened, LIMITS).verdict());
    }
}
