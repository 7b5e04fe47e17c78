package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GraphTest {

    /** Inputs between gates move to the front, so that operands change places. */
    @Test
    void swept_randomNetlists_areTheGatesMadeAgainOneByOne() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = withLateInputs(random);
            Graph swept = graph.swept();
            Graph again = madeAgain(graph);
            assertSame(again, swept, "seed " + seed);
            Equality.check("seed " + seed, graph, swept, seed);
        }
    }

    @Test
    void swept_thenMoreGates_sharesWithThoseThereAre() {
        Graph swept = RandomNetlists.make(new SplittableRandom(3), 12, 200, 10).swept();
        Netlist net = swept.net();
        int before = net.nodeCount();
        for (int node = 1; node < before; node++) {
            if (net.isAnd(node)) {
                assertEquals(2 * node, net.and(net.left(node), net.right(node)));
            }
        }
        assertEquals(before, net.nodeCount());
        int mark = net.nodeCount();
        int made = net.and(net.xor(2, 4), net.xor(6, 8));
        net.truncate(mark);
        assertEquals(made, net.and(net.xor(2, 4), net.xor(6, 8)));
    }

    private static Graph withLateInputs(SplittableRandom random) {
        Netlist net = new Netlist();
        int[] wires = new int[300];
        int[] inputs = new int[60];
        int inputCount = 0;
        for (int i = 0; i < wires.length; i++) {
            if (i < 4 || random.nextInt(8) == 0 && inputCount < inputs.length) {
                wires[i] = net.input();
                inputs[inputCount++] = wires[i];
            } else {
                int a = wires[random.nextInt(i)] ^ random.nextInt(2);
                int b = wires[random.nextInt(i)] ^ random.nextInt(2);
                net.setOrigin(1 + i);
                wires[i] = random.nextBoolean() ? net.and(a, b) : net.xor(a, b);
            }
        }
        return new Graph(net, Arrays.copyOf(inputs, inputCount), Arrays.copyOfRange(wires, 280, 300));
    }

    private static Graph madeAgain(Graph graph) {
        Netlist net = graph.net();
        Netlist fresh = graph.withInputs();
        boolean[] live = graph.live();
        int[] map = new int[net.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            if (net.isInput(node)) {
                map[node] = Graph.inputLiteral(net.inputIndex(node));
            } else if (live[node]) {
                fresh.setOrigin(net.origin(node));
                map[node] = graph.copy(fresh, map, node);
            }
        }
        return graph.mapped(fresh, map);
    }

    private static void assertSame(Graph expected, Graph actual, String what) {
        Netlist a = expected.net();
        Netlist b = actual.net();
        assertEquals(a.nodeCount(), b.nodeCount(), what);
        assertEquals(a.inputCount(), b.inputCount(), what);
        assertEquals(a.andCount(), b.andCount(), what);
        for (int node = 1; node < a.nodeCount(); node++) {
            assertEquals(a.left(node), b.left(node), what);
            assertEquals(a.right(node), b.right(node), what);
            assertEquals(a.origin(node), b.origin(node), what);
        }
        assertEquals(Arrays.toString(expected.inputs()), Arrays.toString(actual.inputs()), what);
        assertEquals(Arrays.toString(expected.outputs()), Arrays.toString(actual.outputs()), what);
    }
}
