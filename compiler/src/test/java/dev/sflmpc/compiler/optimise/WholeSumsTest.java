package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that are a sum as a whole, whatever the gates below. */
final class WholeSumsTest {

    /** The columns of the partial products are added bit by bit, the full adders in forms that hide some carries. */
    private static Graph multiplier(int width, boolean square, boolean reversed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Netlist net = new Netlist();
        int[] a = net.inputs(width);
        int[] b = square ? a : net.inputs(width);
        List<List<Integer>> columns = new ArrayList<>();
        for (int k = 0; k <= 2 * width; k++) {
            columns.add(new ArrayList<>());
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                columns.get(i + j).add(net.and(a[i], b[j]));
            }
        }
        int[] outputs = new int[2 * width];
        for (int k = 0; k < outputs.length; k++) {
            List<Integer> column = columns.get(k);
            while (column.size() > 1) {
                int x = column.removeFirst();
                int y = column.removeFirst();
                int z = column.isEmpty() ? Netlist.FALSE : column.removeFirst();
                column.add(net.xor(net.xor(x, y), z));
                columns.get(k + 1).add(carry(net, x, y, z, random.nextInt(3)));
            }
            outputs[reversed ? outputs.length - 1 - k : k] = column.isEmpty() ? Netlist.FALSE : column.getFirst();
        }
        return new Graph(net, net.inputCount() == width ? a : new int[0], outputs).swept();
    }

    private static int carry(Netlist net, int x, int y, int z, int form) {
        return switch (form) {
            case 0 -> net.or(net.and(x, y), net.and(z, net.xor(x, y)));
            case 1 -> net.or(net.and(x, net.or(y, z)), net.and(y, z));
            default -> net.or(net.or(net.and(x, y), net.and(x, z)), net.and(y, z));
        };
    }

    @Test
    @Tag("soak")
    void run_longProduct_isMadeAsTheMultiplierIs() {
        Graph graph = multiplier(64, false, false, 1);
        Graph result = WholeSums.run(graph, () -> false);
        Equality.check("product", graph, result, 1);
        assertEquals(3318, result.gates().ands());
    }

    @ParameterizedTest
    @CsvSource({"6, false", "6, true", "8, false", "10, false"})
    void run_productInOddForms_isMadeAsTheMultiplierIs(int width, boolean reversed) {
        Graph graph = multiplier(width, false, reversed, width);
        Graph result = WholeSums.run(graph, () -> false);
        Equality.check("product of " + width, graph, result, 1);
        assertEquals(width * width + 2 * width - 1, result.gates().ands());
    }

    @ParameterizedTest
    @CsvSource({"6, 21", "9, 47"})
    void run_square_isMadeAsTheSquarerIs(int width, int ands) {
        Graph graph = multiplier(width, true, false, width);
        Graph result = WholeSums.run(graph, () -> false);
        Equality.check("square of " + width, graph, result, 1);
        assertEquals(ands, result.gates().ands());
    }

    @Test
    void run_numberOfOnesByMasks_costsOneAndLessThanBitsForEach() {
        Netlist net = new Netlist();
        int[] in = net.inputs(16);
        int[] pairs = new int[16];
        for (int i = 0; i < 16; i += 2) {
            pairs[i] = net.xor(in[i], in[i + 1]);
            pairs[i + 1] = net.and(in[i], in[i + 1]);
        }
        int[] total = new int[5];
        for (int i = 0; i < 16; i += 2) {
            int carry = Netlist.FALSE;
            for (int k = 0; k < 5; k++) {
                int bit = k < 2 ? pairs[i + k] : Netlist.FALSE;
                int sum = net.xor(net.xor(total[k], bit), carry);
                carry = carry(net, total[k], bit, carry, 1);
                total[k] = sum;
            }
        }
        Graph graph = new Graph(net, in, total).swept();
        Graph result = WholeSums.run(graph, () -> false);
        Equality.check("number of ones", graph, result, 1);
        assertEquals(15, result.gates().ands());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void run_randomNetlist_isEqual(long seed) {
        Graph graph = RandomNetlists.make(new SplittableRandom(seed), 8, 60, 8);
        Equality.check("random", graph, WholeSums.run(graph, () -> false), seed);
    }

    @Test
    void find_sumThatAgreesOnItsLowBitsOnly_endsThere() {
        Netlist net = new Netlist();
        int[] a = net.inputs(8);
        int[] b = net.inputs(8);
        int[] outputs = new int[8];
        int carry = Netlist.FALSE;
        for (int k = 0; k < 8; k++) {
            outputs[k] = net.xor(net.xor(a[k], b[k]), carry);
            carry = carry(net, a[k], b[k], carry, 0);
        }
        outputs[6] = net.and(outputs[6], a[7] ^ 1);
        List<OutputWord> words = OutputWords.find(new Graph(net, a, outputs));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, words.getFirst().outputs());
    }

    @Test
    void run_nothingToGain_isTheSame() {
        Netlist net = new Netlist();
        int[] in = net.inputs(6);
        int[] outputs = {net.and(in[0], in[1]), net.and(in[2], in[3]), net.and(in[4], in[5]), net.xor(in[0], in[5])};
        Graph graph = new Graph(net, in, outputs);
        assertSame(graph, WholeSums.run(graph, () -> false));
    }
}
