package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a sample of a large netlist says of all of it. */
class ProbeTest {

    private static final CutRewriting.Settings CUTS = new CutRewriting.Settings(4, 6, false, 0, false);
    private static final int GATES = 20_000;

    private static boolean isPromising(Graph graph) {
        return Probe.isPromising(graph, CUTS, new LeastAnds(), new Deadline(Duration.ofDays(1)));
    }

    /** A long chain of carries, each made from the one before it. */
    private static Graph chain(boolean poor) {
        Netlist net = new Netlist();
        int[] a = net.inputs(GATES);
        int[] b = net.inputs(GATES);
        int carry = Netlist.FALSE;
        for (int i = 0; i < GATES; i++) {
            carry = poor
                    ? net.or(net.and(a[i], b[i]), net.and(carry, net.or(a[i], b[i])))
                    : net.xor(net.and(net.xor(a[i], carry), net.xor(b[i], carry)), carry);
        }
        return new Graph(net, new int[0], new int[] {carry});
    }

    @Test
    void isPromising_carriesOfFourGates_areWorthRewriting() {
        assertTrue(isPromising(chain(true)));
    }

    @Test
    void isPromising_carriesOfOneAnd_areNot() {
        assertFalse(isPromising(chain(false)));
    }

    @Test
    void optimise_largePoorNetlistAtLevelOne_isRewritten() {
        Graph poor = chain(true);
        Optimised result = Optimiser.optimise(poor.net(), poor.inputs(), poor.outputs(), OptimiserOptions.ofLevel(1));
        assertEquals(GATES, result.statistics().after().ands());
    }

    @Test
    void optimise_withoutWork_onlySweeps() {
        Graph poor = chain(true);
        Optimised result = Optimiser.optimise(
                poor.net(),
                poor.inputs(),
                poor.outputs(),
                OptimiserOptions.ofLevel(1).withWork(0));
        assertEquals(
                result.statistics().before().ands(), result.statistics().after().ands());
    }
}
