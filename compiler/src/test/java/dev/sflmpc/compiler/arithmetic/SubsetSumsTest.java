package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubsetSumsTest {

    @ParameterizedTest(name = "{1} sums of {0} terms")
    @CsvSource({"1, 1", "5, 1", "8, 100", "37, 4", "64, 64", "250, 765"})
    void sum_ofConstants_isTheirParity(int terms, int sums) {
        Random random = new Random(31L * terms + sums);
        BitSet values = random(random, terms);
        int[] constants = IntStream.range(0, terms)
                .map(i -> values.get(i) ? Netlist.TRUE : Netlist.FALSE)
                .toArray();
        SubsetSums subsetSums = new SubsetSums(new Netlist(), constants, sums);
        for (int s = 0; s < sums; s++) {
            BitSet subset = random(random, terms);
            int sum = subsetSums.sum(subset);
            subset.and(values);
            assertEquals(subset.cardinality() % 2 == 0 ? Netlist.FALSE : Netlist.TRUE, sum);
        }
    }

    @ParameterizedTest(name = "{1} sums of {0} terms: at most {2} XORs")
    @CsvSource({"1, 1, 0", "5, 1, 4", "8, 100, 247", "37, 4, 76", "64, 64, 1100", "250, 765, 33000"})
    void sum_ofRandomSubsets_takesFewGates(int terms, int sums, int most) {
        Random random = new Random(31L * terms + sums);
        Netlist net = new Netlist();
        int[] inputs = IntStream.range(0, terms).map(i -> net.input()).toArray();
        SubsetSums subsetSums = new SubsetSums(net, inputs, sums);
        int[] outputs = IntStream.range(0, sums)
                .map(s -> subsetSums.sum(random(random, terms)))
                .toArray();
        LiveGates gates = LiveGates.of(net, outputs);
        assertEquals(0, gates.ands());
        assertTrue(gates.xors() <= most, () -> gates.xors() + " XORs");
    }

    private static BitSet random(Random random, int size) {
        BitSet set = new BitSet(size);
        IntStream.range(0, size).filter(i -> random.nextBoolean()).forEach(set::set);
        return set;
    }
}
