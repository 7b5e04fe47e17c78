package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of gates that are one small table. */
final class TableRewritingTest {

    private static final TableRewriting.Settings SETTINGS = new TableRewriting.Settings(List.of(8, 6, 4), 3);

    @ParameterizedTest
    @CsvSource({
        "8, 0x11B, 32",
        "8, 0x11D, 32",
        "8, 0x12B, 32",
        "8, 0x1A9, 32",
        "7, 0x83, 61",
        "6, 0x43, 30",
        "5, 0x25, 16",
        "4, 0x13, 5"
    })
    void run_inversionByPowers_costOfTheTable(int bits, String polynomial, int ands) {
        int reduction = Integer.decode(polynomial);
        Netlist net = new Netlist();
        int[] in = net.inputs(bits);
        int[] out = inverse(net, in, reduction);
        checkAnds(new Graph(net, in, out), ands);
    }

    /** The boxes of a round stand on the sums of outputs of the round before, a key and a neighbour. */
    @ParameterizedTest
    @CsvSource({"8, 32", "6, 33", "4, 7"})
    void run_roundsOfBoxesOnMixedState_costOfTheTables(int bits, int ands) {
        int boxes = 3;
        int rounds = 3;
        BiFunction<Netlist, int[], int[]> box = bits == 8
                ? (net, word) -> inverse(net, word, 0x11B)
                : sumOfProducts(permutation(new SplittableRandom(bits), 1 << bits), bits);
        Netlist net = new Netlist();
        int[] state = net.inputs(bits * boxes);
        int[] key = net.inputs(state.length);
        for (int round = 0; round < rounds; round++) {
            state = round(net, state, key, bits, box);
        }
        int[] inputs = new int[net.inputCount()];
        Arrays.setAll(inputs, Graph::inputLiteral);
        checkAnds(new Graph(net, inputs, state), ands * boxes * rounds);
    }

    private static int[] round(Netlist net, int[] state, int[] key, int bits, BiFunction<Netlist, int[], int[]> box) {
        int[] substituted = new int[state.length];
        for (int from = 0; from < state.length; from += bits) {
            int[] word = new int[bits];
            for (int i = 0; i < bits; i++) {
                word[i] = net.xor(state[from + i], key[(3 * from + 5 * i) % key.length]);
            }
            System.arraycopy(box.apply(net, word), 0, substituted, from, bits);
        }
        int[] mixed = new int[state.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = net.xor(substituted[i], substituted[(i + bits + 1) % mixed.length]);
        }
        return mixed;
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "5, 3", "6, 4", "7, 2", "8, 1", "8, 6"})
    void run_sumsOfProductsOfRandomFunctions_noMoreThanTheTable(int bits, int width) {
        for (long seed = 0; seed < 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] table = random.ints(1 << bits, 0, 1 << width).toArray();
            Netlist net = new Netlist();
            int[] in = net.inputs(bits);
            int[] mixed = Arrays.copyOf(in, bits);
            mixed[0] = net.xor(in[0], in[bits - 1]) ^ 1;
            int[] out = sumOfProducts(table, bits).apply(net, mixed);
            Graph graph = new Graph(net, in, out).swept();
            int before = ands(graph);
            Graph result = checked("seed " + seed, graph, seed);
            assertTrue(ands(result) <= before, "seed " + seed + ": " + ands(result) + " ANDs of " + before);
            assertTrue(bits > 6 || ands(result) <= 7 * width, "seed " + seed + ": " + ands(result));
        }
    }

    @Test
    void run_adderOfNibbles_left() {
        Netlist net = new Netlist();
        int[] in = net.inputs(8);
        int[] out = new int[4];
        int carry = Netlist.FALSE;
        for (int i = 0; i < 4; i++) {
            out[i] = net.xor(in[i], in[i + 4], carry);
            carry = net.xor(carry, net.and(net.xor(in[i], carry), net.xor(in[i + 4], carry)));
        }
        Graph graph = new Graph(net, in, out);
        assertEquals(3, ands(graph));
        assertEquals(3, ands(checked("adder", graph, 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void run_randomNetlists_equalAndNoMoreAnds(long part) {
        for (long seed = 25 * part; seed < 25 * part + 25; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    @Tag("soak")
    void run_manyRandomNetlists_equalAndNoMoreAnds() {
        for (long seed = 10_000; seed < 60_000; seed++) {
            checkRandom(seed);
        }
    }

    @Test
    void run_twice_sameGates() {
        Netlist net = new Netlist();
        int[] in = net.inputs(8);
        Graph graph = new Graph(net, in, inverse(net, in, 0x11B)).swept();
        Graph first = rewritten(graph);
        Graph second = rewritten(graph);
        assertEquals(first.net().nodeCount(), second.net().nodeCount());
        for (int node = 1; node < first.net().nodeCount(); node++) {
            assertEquals(first.net().left(node), second.net().left(node));
            assertEquals(first.net().right(node), second.net().right(node));
        }
    }

    @Test
    void circuit_sumsOfKnownFunctions_madeFromThem() {
        SmallTables tables = new SmallTables(new LeastAnds());
        long[][] first = {{0x8888888888888888L}, {0x1234567812345678L}};
        long[][] second = {{0x8888888888888888L ^ 0x1234567812345678L ^ Spectra.variable(3)}, first[0]};
        int ands = tables.circuit(5, first, first).andCount();
        assertEquals(ands, tables.circuit(5, second, second).andCount());
        assertEquals(1, tables.count());
    }

    private static void checkRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Graph graph = RandomNetlists.make(
                        random, 2 + random.nextInt(9), 10 + random.nextInt(200), 1 + random.nextInt(12))
                .swept();
        Graph result = checked("random", graph, seed);
        assertTrue(ands(result) <= ands(graph), "seed " + seed + ": " + ands(graph) + " became " + ands(result));
    }

    private static void checkAnds(Graph poor, int most) {
        Graph result = checked("boxes", poor.swept(), 7);
        assertTrue(ands(result) <= most, ands(result) + " ANDs instead of " + most);
    }

    private static Graph checked(String what, Graph graph, long seed) {
        Graph result = rewritten(graph);
        Equality.check(what, graph, result, seed);
        return result;
    }

    private static Graph rewritten(Graph graph) {
        return TableRewriting.run(graph, new SmallTables(new LeastAnds()), SETTINGS, new Deadline(Duration.ofDays(1)));
    }

    private static int ands(Graph graph) {
        return LiveGates.of(graph.net(), graph.outputs()).ands();
    }

    /** x to the power 2^n − 2, with a general product for each square. */
    private static int[] inverse(Netlist net, int[] x, int polynomial) {
        int[] square = x;
        int[] result = null;
        for (int i = 1; i < x.length; i++) {
            square = product(net, square, square, polynomial);
            result = result == null ? square : product(net, result, square, polynomial);
        }
        return java.util.Objects.requireNonNull(result);
    }

    private static int[] product(Netlist net, int[] x, int[] y, int polynomial) {
        int bits = x.length;
        int[] power = x.clone();
        int[] product = new int[bits];
        for (int i = 0; i < bits; i++) {
            int top = power[bits - 1];
            for (int k = 0; k < bits; k++) {
                product[k] = net.xor(product[k], net.and(y[i], power[k]));
            }
            for (int k = bits - 1; k >= 0; k--) {
                int below = k == 0 ? Netlist.FALSE : power[k - 1];
                power[k] = (polynomial >>> k & 1) == 0 ? below : net.xor(below, top);
            }
        }
        return product;
    }

    private static BiFunction<Netlist, int[], int[]> sumOfProducts(int[] table, int bits) {
        return (net, word) -> {
            int[] out = new int[bits];
            int[] minterms = new int[table.length];
            for (int x = 0; x < table.length; x++) {
                minterms[x] = Netlist.TRUE;
                for (int i = 0; i < bits; i++) {
                    minterms[x] = net.and(minterms[x], word[i] ^ (~x >>> i & 1));
                }
                for (int k = 0; k < bits; k++) {
                    out[k] = (table[x] >>> k & 1) == 0 ? out[k] : net.or(out[k], minterms[x]);
                }
            }
            return out;
        };
    }

    private static int[] permutation(SplittableRandom random, int size) {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            values[i] = values[j];
            values[j] = i;
        }
        return values;
    }
}
