package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The textbook forms compute what the small ones do, on every value that the tests of these do not prove. */
final class TextbookDivisionTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 3", "8, 4", "24, 24"})
    void restoring_anyWords_asTheDividerSays(int n, int m) {
        Netlist net = new Netlist();
        int[] a = net.inputs(n);
        int[] b = net.inputs(m);
        QuotientRemainder model = TextbookDivision.restoring(net, a, b);
        QuotientRemainder small = Divider.divide(net, a, Words.zeroExtend(b, n), false);
        checkEqual(net, model.quotient(), small.quotient());
        checkEqual(net, model.remainder(), Words.slice(small.remainder(), 0, m));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 12, 32})
    void root_anyWord_asTheSquareRootSays(int n) {
        Netlist net = new Netlist();
        int[] a = net.inputs(n);
        checkEqual(net, TextbookDivision.root(net, a), SquareRoot.root(net, a));
    }

    /** On all values of up to twelve inputs, else on random ones. */
    private static void checkEqual(Netlist net, int[] a, int[] b) {
        SplittableRandom random = new SplittableRandom(1);
        int inputs = net.inputCount();
        long rounds = inputs <= 12 ? Math.max(1, 1 << inputs >> 6) : 64;
        for (int round = 0; round < rounds; round++) {
            long[] words = new long[inputs];
            for (int i = 0; i < inputs; i++) {
                words[i] = random.nextLong() & (round % 2 == 0 || i < inputs / 2 ? -1 : random.nextLong());
                if (inputs <= 12) {
                    words[i] = 0;
                    for (int lane = 0; lane < Long.SIZE; lane++) {
                        words[i] |= ((64L * round + lane) >>> i & 1) << lane;
                    }
                }
            }
            Simulator values = Simulator.run(net, words);
            assertArrayEquals(
                    Arrays.stream(a).mapToLong(values::value).toArray(),
                    Arrays.stream(b).mapToLong(values::value).toArray());
        }
    }
}
