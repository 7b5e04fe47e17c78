package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.arithmetic.CarrylessMultiplier;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of polynomials over GF(2), and other sums of products. */
final class CarrylessProductsTest {

    @ParameterizedTest
    @CsvSource({"3, 3, 6", "8, 8, 26", "16, 16, 63", "16, 5, 37", "64, 64, 332"})
    void run_carrylessProduct_costOfTheBlock(int n, int m, int ands) {
        Netlist net = new Netlist();
        int[] a = net.inputs(n);
        int[] b = net.inputs(m);
        check(new Graph(net, join(a, b), product(net, a, b)), ands);
    }

    @ParameterizedTest
    @CsvSource({"8, 27, 26", "16, 43, 63", "64, 27, 332"})
    void run_productInField_costOfTheBlock(int n, long polynomial, int ands) {
        Netlist net = new Netlist();
        int[] a = net.inputs(n);
        int[] b = net.inputs(n);
        check(new Graph(net, join(a, b), reducedProduct(net, a, b, polynomial)), ands);
    }

    @Test
    void run_oneFactorReversed_costOfTheBlock() {
        Netlist net = new Netlist();
        int[] a = net.inputs(8);
        int[] b = net.inputs(8);
        int[] reversed = b.clone();
        for (int i = 0; i < 8; i++) {
            reversed[i] = b[7 - i];
        }
        check(new Graph(net, join(a, b), product(net, a, reversed)), 26);
    }

    @Test
    void run_bitsOfBothWordsByTurns_costOfTheBlock() {
        Netlist net = new Netlist();
        int[] a = new int[8];
        int[] b = new int[8];
        for (int i = 0; i < 8; i++) {
            a[i] = net.input();
            b[i] = net.input();
        }
        check(new Graph(net, join(a, b), reducedProduct(net, a, b, 27)), 26);
    }

    @Test
    void run_lowHalf_costOfTheBlock() {
        Netlist net = new Netlist();
        int[] a = net.inputs(4);
        int[] b = net.inputs(4);
        check(new Graph(net, join(a, b), Arrays.copyOf(product(net, a, b), 4)), 8);
    }

    @Test
    void run_negatedFactors_costOfTheBlock() {
        Netlist net = new Netlist();
        int[] a = net.inputs(8);
        int[] b = net.inputs(8);
        int[] negated = Arrays.stream(a).map(literal -> literal ^ 1).toArray();
        check(new Graph(net, join(a, b), product(net, negated, b)), 26);
    }

    @Test
    void run_polynomialByHorner_everyProductAnew() {
        Netlist net = new Netlist();
        int[] key = net.inputs(16);
        int[] inputs = key;
        int[] sum = net.inputs(16);
        inputs = join(inputs, sum);
        for (int i = 0; i < 3; i++) {
            int[] block = net.inputs(16);
            inputs = join(inputs, block);
            sum = reducedProduct(net, xor(net, sum, block), key, 43);
        }
        check(new Graph(net, inputs, sum), 3 * 63);
    }

    @Test
    void run_innerProductOverField_oneProductEach() {
        Netlist net = new Netlist();
        int[] in = net.inputs(64);
        int[] sum = new int[16];
        for (int i = 0; i < 64; i += 32) {
            int[] left = Arrays.copyOfRange(in, i, i + 16);
            sum = xor(net, sum, reducedProduct(net, left, Arrays.copyOfRange(in, i + 16, i + 32), 43));
        }
        check(new Graph(net, in, sum), 2 * 63);
    }

    @Test
    void run_sumOfProductsWithOneFactor_productOfTheSum() {
        Netlist net = new Netlist();
        int[] in = net.inputs(24);
        int[] factor = Arrays.copyOf(in, 8);
        int[] first = reducedProduct(net, factor, Arrays.copyOfRange(in, 8, 16), 27);
        int[] second = reducedProduct(net, factor, Arrays.copyOfRange(in, 16, 24), 27);
        check(new Graph(net, in, xor(net, first, second)), 26);
    }

    @Test
    void run_factorNeedsAnEarlierCoefficient_equal() {
        Netlist net = new Netlist();
        int[] a = net.inputs(4);
        int[] b = net.inputs(4);
        b[3] = net.xor(b[3], net.xor(net.and(a[0], b[1]), net.and(a[1], b[0])));
        Graph graph = new Graph(net, join(a, net.inputs(0)), product(net, a, b)).swept();
        Equality.check("product", graph, carryless(graph), 1);
    }

    @Test
    void run_quadraticForm_halfOfItsRank() {
        SplittableRandom random = new SplittableRandom(1);
        Netlist net = new Netlist();
        int[] in = net.inputs(16);
        int sum = Netlist.FALSE;
        for (int i = 0; i < in.length; i++) {
            for (int j = 0; j < i; j++) {
                sum = random.nextBoolean() ? net.xor(sum, net.and(in[i], in[j] ^ random.nextInt(2))) : sum;
            }
        }
        check(new Graph(net, in, new int[] {sum}), 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void passes_randomNetlists_equal(long part) {
        for (long seed = 200 * part; seed < 200 * part + 200; seed++) {
            checkPasses(seed);
        }
    }

    @Test
    @Tag("soak")
    void passes_manyRandomNetlists_equal() {
        for (long seed = 10_000; seed < 210_000; seed++) {
            checkPasses(seed);
        }
    }

    /** Sums of random products of a few words, with products over GF(2) among them. */
    private static void checkPasses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Netlist net = new Netlist();
        int[] in = net.inputs(4 + random.nextInt(8));
        int[] nodes = in;
        for (int i = 0; i < 3; i++) {
            int[] a = word(net, random, nodes);
            int[] b = word(net, random, nodes);
            nodes = join(
                    nodes, random.nextBoolean() ? product(net, a, b) : reducedProduct(net, a, b, random.nextInt(8)));
            int[] sums = new int[1 + random.nextInt(4)];
            for (int term = 0; term < 3 * sums.length; term++) {
                int product = net.and(one(random, nodes), net.xor(one(random, nodes), one(random, nodes)));
                sums[term % sums.length] = net.xor(sums[term % sums.length], product);
            }
            nodes = join(nodes, sums);
        }
        int[] outputs = Arrays.copyOfRange(nodes, nodes.length - Math.min(nodes.length, 20), nodes.length);
        Graph graph = new Graph(net, in, outputs).swept();
        Graph products = carryless(graph);
        Equality.check("products", graph, products, seed);
        Equality.check("forms", graph, QuadraticForms.run(graph, new ProductSums(graph)), seed);
        Equality.check("both", graph, QuadraticForms.run(products, new ProductSums(products)), seed);
    }

    private static int[] word(Netlist net, SplittableRandom random, int[] nodes) {
        int[] word = new int[1 + random.nextInt(5)];
        for (int i = 0; i < word.length; i++) {
            word[i] = random.nextInt(4) > 0 ? one(random, nodes) : net.xor(one(random, nodes), one(random, nodes));
        }
        return word;
    }

    private static int one(SplittableRandom random, int[] nodes) {
        return nodes[random.nextInt(nodes.length)] ^ random.nextInt(2);
    }

    private static void check(Graph given, int ands) {
        Graph graph = given.swept();
        Graph products = carryless(graph);
        Graph result = QuadraticForms.run(products, new ProductSums(products));
        Equality.check("circuit", graph, result, 1);
        assertEquals(ands, LiveGates.of(result.net(), result.outputs()).ands());
        Optimised optimised =
                Optimiser.optimise(graph.net(), graph.inputs(), graph.outputs(), OptimiserOptions.ofLevel(1));
        assertTrue(optimised.statistics().after().ands() <= ands);
    }

    private static Graph carryless(Graph graph) {
        return CarrylessProducts.run(graph, new ProductSums(graph), new CarrylessMultiplier());
    }

    private static int[] product(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                result[i + j] = net.xor(result[i + j], net.and(a[i], b[j]));
            }
        }
        return result;
    }

    /** Multiplication in the field of polynomials modulo {@code x^n + polynomial}, as programs spell it. */
    private static int[] reducedProduct(Netlist net, int[] a, int[] b, long polynomial) {
        int[] row = a.clone();
        int[] result = new int[a.length];
        for (int bit : b) {
            for (int i = 0; i < row.length; i++) {
                result[i] = net.xor(result[i], net.and(row[i], bit));
            }
            int top = row[row.length - 1];
            for (int i = row.length - 1; i >= 0; i--) {
                int below = i == 0 ? Netlist.FALSE : row[i - 1];
                row[i] = (polynomial >>> i & 1) == 0 ? below : net.xor(below, top);
            }
        }
        return result;
    }

    private static int[] xor(Netlist net, int[] a, int[] b) {
        int[] result = new int[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = net.xor(a[i], b[i]);
        }
        return result;
    }

    private static int[] join(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
