package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.arithmetic.TextbookDivision;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Netlists that are a division or a square root as a whole. */
final class WholeQuotientsTest {

    private static final LeastAnds LEAST = new LeastAnds();

    @ParameterizedTest
    @CsvSource({"8, 64", "16, 196", "32, 652"})
    void run_restoringDivider_isMadeAsTheDividerIs(int width, int ands) {
        checkMade(PoorCircuits.divider(width), ands);
    }

    @Test
    @Tag("soak")
    void run_wideRestoringDivider_isMadeAsTheDividerIs() {
        checkMade(PoorCircuits.divider(72), 2912);
    }

    @ParameterizedTest
    @CsvSource({"16, 36", "32, 136", "64, 528"})
    void run_squareRootThatWasRewritten_isMadeAsTheRootIs(int width, int ands) {
        Netlist net = new Netlist();
        int[] root = TextbookDivision.root(net, net.inputs(width));
        checkMade(rewritten(new Graph(net, new int[0], root).swept()), ands);
    }

    @Test
    void run_dividerThatWasRewritten_isMadeAsTheDividerIs() {
        checkMade(rewritten(PoorCircuits.divider(16).swept()), 196);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void run_otherOrderOfBits_isFound(int order) {
        Netlist net = new Netlist();
        int[] inputs = net.inputs(16);
        int[] a = Arrays.copyOf(inputs, 8);
        int[] b = Arrays.copyOfRange(inputs, 8, 16);
        boolean divisorFirst = (order & 1) != 0;
        QuotientRemainder result = TextbookDivision.restoring(net, divisorFirst ? b : a, divisorFirst ? a : b);
        int[] outputs = (order & 2) != 0
                ? concat(result.remainder(), result.quotient())
                : concat(result.quotient(), result.remainder());
        if ((order & 4) != 0) {
            outputs = reversed(outputs);
        }
        checkMade(new Graph(net, reversed(inputs), outputs), 64);
    }

    @Test
    void run_signedQuotient_fewerAnds() {
        Netlist net = new Netlist();
        int[] a = net.inputs(16);
        int[] b = net.inputs(16);
        int[] quotient = TextbookDivision.restoring(net, Adder.abs(net, a), Adder.abs(net, b))
                .quotient();
        checkMade(new Graph(net, new int[0], Adder.negateIf(net, net.xor(a[15], b[15]), quotient)), 165 + 45);
    }

    @Test
    void run_wideDividend_fewerAnds() {
        Netlist net = new Netlist();
        int[] a = net.inputs(16);
        int[] b = net.inputs(8);
        QuotientRemainder result = TextbookDivision.restoring(net, a, b);
        Graph graph = new Graph(net, new int[0], concat(result.quotient(), result.remainder())).swept();
        Graph made = run(graph);
        Equality.check("division", graph, made, 1);
        assertEquals(true, made.gates().ands() < graph.gates().ands() * 3 / 4);
    }

    /** A divisor of zero gives something else. */
    @Test
    void run_otherFunctionAtOneValue_sameGraph() {
        Netlist net = new Netlist();
        int[] a = net.inputs(8);
        int[] b = net.inputs(8);
        int[] quotient = TextbookDivision.restoring(net, a, b).quotient();
        int any = Netlist.FALSE;
        for (int bit : b) {
            any = net.or(any, bit);
        }
        quotient[3] = net.and(quotient[3], any);
        Graph graph = new Graph(net, new int[0], quotient).swept();
        assertSame(graph, run(graph));
    }

    @Test
    void run_randomCircuits_sameGraph() {
        for (long seed = 0; seed < 50; seed++) {
            Graph graph =
                    RandomNetlists.make(new SplittableRandom(seed), 8, 60, 8).swept();
            assertSame(graph, run(graph));
        }
    }

    private static void checkMade(Graph given, int ands) {
        Graph graph = given.swept();
        Graph result = run(graph);
        Equality.check("division", graph, result, 1);
        assertEquals(ands, result.gates().ands());
    }

    private static Graph rewritten(Graph graph) {
        CutRewriting.Settings settings = new CutRewriting.Settings(4, 6, false, 0, true);
        return CutRewriting.run(graph, settings, LEAST, new Deadline(Duration.ofHours(1)));
    }

    private static Graph run(Graph graph) {
        return WholeQuotients.run(graph, () -> false);
    }

    private static int[] concat(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static int[] reversed(int[] word) {
        int[] result = new int[word.length];
        Arrays.setAll(result, i -> word[word.length - 1 - i]);
        return result;
    }
}
