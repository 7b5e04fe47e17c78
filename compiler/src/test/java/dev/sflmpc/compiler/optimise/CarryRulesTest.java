package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every literal that the search for carries takes for the carry of a chain is that carry on all inputs: proved
 * exhaustively for each form in which two groups of pairs can be joined, and for random netlists of adders.
 */
final class CarryRulesTest {

    private static final int MOST_INPUTS = 9;

    /** How the parts of a carry by groups are made: one bit of the number of a form for each choice. */
    private static final class Form {

        private final Netlist net = new Netlist();
        private final int[] generate;
        private final int[] propagate;
        private int choices;

        Form(int pairs, boolean incoming, boolean stopped, int choices) {
            this.choices = choices;
            generate = new int[pairs];
            propagate = new int[pairs];
            int[] a = net.inputs(pairs);
            int[] b = net.inputs(pairs);
            int carryIn = incoming ? net.input() : Netlist.FALSE;
            for (int i = 0; i < pairs; i++) {
                boolean stops = stopped && i == pairs - 1;
                generate[i] = stops ? Netlist.FALSE : net.and(a[i], b[i]);
                int either = choose() ? net.or(a[i], b[i]) : net.xor(a[i], b[i]);
                propagate[i] = stops ? b[i] : either;
            }
            generate[0] = join(generate[0], net.and(propagate[0], carryIn));
        }

        private boolean choose() {
            boolean chosen = (choices & 1) != 0;
            choices >>>= 1;
            return chosen;
        }

        /** Two parts that exclude each other when all propagates are XORs. */
        private int join(int upper, int lower) {
            return choose() ? net.xor(upper, lower) : net.or(upper, lower);
        }

        /** The carry of a range of pairs; the propagate is made as well, in the first place. */
        private int[] group(int from, int to) {
            if (to - from == 1) {
                return new int[] {propagate[from], generate[from]};
            }
            int middle = choose() ? from + 1 : to - 1;
            int[] lower = group(from, middle);
            int[] upper = group(middle, to);
            int carry = join(upper[1], net.and(upper[0], lower[1]));
            return new int[] {net.and(upper[0], lower[0]), carry};
        }

        Graph graph() {
            int[] all = group(0, generate.length);
            int[] inputs = new int[net.inputCount()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = Graph.inputLiteral(i);
            }
            return new Graph(net, inputs, new int[] {all[1], all[0] ^ 1}).swept();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void search_carriesOfGroupsInEveryForm_areTheCarriesOfTheirChains(int pairs) {
        int claims = 0;
        for (int choices = 0; choices < 1 << 3 * pairs; choices++) {
            claims += prove("form " + choices, new Form(pairs, false, false, choices).graph());
            if (choices % 4 == 0) {
                claims += prove("form with carry " + choices, new Form(pairs, true, false, choices).graph());
                claims += prove("form with stop " + choices, new Form(pairs, true, true, choices).graph());
            }
        }
        assertTrue(claims > 1 << 3 * pairs, claims + " carries");
    }

    @Test
    void search_randomAdders_areTheCarriesOfTheirChains() {
        assertTrue(proveRandom(0, 600) > 1_000);
    }

    @Test
    @Tag("soak")
    void search_manyRandomAdders_areTheCarriesOfTheirChains() {
        assertTrue(proveRandom(1_000, 200_000) > 100_000);
    }

    private static int proveRandom(long from, long to) {
        int claims = 0;
        for (long seed = from; seed < to; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inputs = 3 + random.nextInt(MOST_INPUTS - 2);
            Graph graph = RandomAdders.make(random, inputs, 2 + random.nextInt(12), 1 + random.nextInt(8))
                    .swept();
            claims += prove("seed " + seed, AdderShapes.run(graph, seed % 2 == 0));
        }
        return claims;
    }

    /** Compares all claims with the chains on all inputs; how many there are. */
    private static int prove(String what, Graph graph) {
        CarrySearch search = new CarrySearch(graph);
        int inputs = graph.net().inputCount();
        int claims = 0;
        for (int round = 0; round < Math.max(1, 1 << inputs >>> Spectra.VARIABLES); round++) {
            long[] values = new long[inputs];
            for (int i = 0; i < inputs; i++) {
                values[i] = i < Spectra.VARIABLES ? Spectra.variable(i) : -(long) (round >>> i - Spectra.VARIABLES & 1);
            }
            claims = compare(what, graph, search, Simulator.run(graph.net(), values));
        }
        return claims;
    }

    private static int compare(String what, Graph graph, CarrySearch search, Simulator values) {
        int claims = 0;
        for (int literal = 2; literal < 2 * graph.net().nodeCount(); literal++) {
            int chain = search.chain(literal);
            if (chain != Chains.EMPTY) {
                claims++;
                long carry = carry(search.chains(), chain, values);
                assertEquals(carry, values.value(literal), what + ": literal " + literal);
            }
        }
        return claims;
    }

    private static long carry(Chains chains, int chain, Simulator values) {
        if (chain == Chains.EMPTY) {
            return 0;
        }
        long before = carry(chains, chains.before(chain), values);
        long a = values.value(chains.low(chain));
        long b = values.value(chains.high(chain));
        return (a & b) | (before & (a | b));
    }
}
