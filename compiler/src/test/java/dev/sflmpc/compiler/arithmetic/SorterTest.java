package dev.sflmpc.compiler.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SorterTest {

    private static final long SEED = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
    void network_allZerosAndOnes_sortsThem(int size) {
        // by the zero-one principle it then sorts anything
        SortingNetwork network = SortingNetwork.of(size);
        for (int from = 0; from < 1 << size; from += 64) {
            long[] lines = new long[size];
            for (int i = 0; i < size; i++) {
                for (int t = 0; t < 64; t++) {
                    lines[i] |= ((long) (from + t) >>> i & 1) << t;
                }
            }
            assertSorts(network, lines, size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 31, 32, 33, 47, 63, 64, 65, 100, 128, 200})
    void network_randomZerosAndOnes_sortsThem(int size) {
        SortingNetwork network = SortingNetwork.of(size);
        Random random = new Random(SEED + size);
        for (int round = 0; round < 200; round++) {
            long[] lines = random.longs(size).toArray();
            assertSorts(network, lines, size);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "2, 9", "3, 10", "4, 16", "5, 17", "8, 18", "7, 8", "17, 18"})
    void least_allZerosAndOnes_areTheFirstPlaces(int count, int size) {
        SortingNetwork network = SortingNetwork.least(count, size);
        BitSet wanted = new BitSet();
        wanted.set(0, count);
        SortingNetwork needed = new SortingNetwork(network.needed(wanted), network.order());
        for (int from = 0; from < 1 << size; from += 64) {
            long[] lines = new long[size];
            for (int i = 0; i < size; i++) {
                for (int t = 0; t < 64; t++) {
                    lines[i] |= ((long) (from + t) >>> i & 1) << t;
                }
            }
            assertSorts(needed, lines, count);
        }
    }

    /** The places below {@code count} hold the least bits of every assignment, in order. */
    private static void assertSorts(SortingNetwork network, long[] lines, int count) {
        int[] ones = new int[64];
        for (long line : lines) {
            for (int t = 0; t < 64; t++) {
                ones[t] += (int) (line >>> t & 1);
            }
        }
        for (SortingNetwork.Exchange exchange : network.comparators()) {
            long low = lines[exchange.low()];
            long high = lines[exchange.high()];
            lines[exchange.low()] = low & high;
            lines[exchange.high()] = low | high;
        }
        for (int place = 0; place < count; place++) {
            for (int t = 0; t < 64; t++) {
                boolean expected = place >= lines.length - ones[t];
                boolean actual = (lines[network.order().get(place)] >>> t & 1) != 0;
                assertEquals(expected, actual, "place " + place + " of assignment " + t);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 5", "3, 4", "4, 3", "6, 2", "9, 8", "16, 32", "20, 5"})
    void sort_anyWords_isAscending(int count, int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> Words.concat(Sorter.sort(net, w, signed)),
                    v -> joined(sorted(v, n, signed), n),
                    widths(count, n));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 2", "5, 2, 3", "5, 5, 3", "16, 3, 8", "12, 11, 6"})
    void extremes_anyWords_areInOrder(int size, int count, int n) {
        for (boolean signed : new boolean[] {false, true}) {
            int[][] none = new int[size][0];
            Check.computes(
                    (net, w) -> Words.concat(
                            Sorter.leastByKey(net, w, none, count, signed).keys()),
                    v -> joined(Arrays.copyOf(sorted(v, n, signed), count), n),
                    widths(size, n));
            Check.computes(
                    (net, w) -> Words.concat(
                            Sorter.greatestByKey(net, w, none, count, signed).keys()),
                    v -> joined(
                            List.of(sorted(v, n, signed))
                                    .reversed()
                                    .subList(0, count)
                                    .toArray(BigInteger[]::new),
                            n),
                    widths(size, n));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 12})
    void atPlace_anyWords_isThatOfTheOrder(int size) {
        for (int place = 0; place < size; place++) {
            int at = place;
            Check.computes((net, w) -> Sorter.atPlace(net, w, at, true), v -> sorted(v, 5, true)[at], widths(size, 5));
        }
    }

    @Test
    void sortByKey_anyPairs_keepsThemTogether() {
        // a value is its key with all bits turned, and a constant
        Check.computes(
                (net, w) -> {
                    int[][] values = new int[7][];
                    for (int i = 0; i < 7; i++) {
                        values[i] = Words.concat(Words.invert(w[i]), Check.constant(5, 3));
                    }
                    Sorter.Sorted sorted = Sorter.sortByKey(net, w, values, false);
                    return Words.concat(Words.concat(sorted.keys()), Words.concat(sorted.values()));
                },
                v -> {
                    BigInteger[] keys = sorted(v, 6, false);
                    BigInteger[] values = new BigInteger[7];
                    for (int i = 0; i < 7; i++) {
                        values[i] = Check.concat(keys[i].not(), 6, BigInteger.valueOf(5));
                    }
                    return Check.concat(joined(keys, 6), 42, joined(values, 9));
                },
                widths(7, 6));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "5, 2", "8, 2"})
    void stablePlaces_equalKeys_keepTheirOrder(int count, int n) {
        BitSet places = new BitSet();
        places.set(0, count);
        Check.computes(
                (net, w) -> {
                    int[][] values = new int[count][];
                    Arrays.setAll(values, i -> Check.constant(i, 3));
                    Sorter.Sorted sorted = Sorter.stablePlaces(net, w, values, places, true);
                    return Words.concat(Words.concat(sorted.keys()), Words.concat(sorted.values()));
                },
                v -> {
                    BigInteger[] values = IntStream.range(0, count)
                            .boxed()
                            .sorted(Comparator.comparing(i -> Check.read(v[i], n, true)))
                            .map(BigInteger::valueOf)
                            .toArray(BigInteger[]::new);
                    return Check.concat(joined(sorted(v, n, true), n), count * n, joined(values, 3));
                },
                widths(count, n));
    }

    @ParameterizedTest
    @CsvSource({"8, 1197", "16, 3780", "32, 11655", "64, 33453"})
    void andCount_sort_isAsDocumented(int size, int ands) {
        Check.costs(ands, (net, w) -> Words.concat(Sorter.sort(net, w, false)), widths(size, 32));
    }

    @Test
    void andCount_selection_isAsDocumented() {
        int[][] none = new int[16][0];
        Check.costs(945, (net, w) -> Sorter.leastByKey(net, w, none, 1, false).keys()[0], widths(16, 32));
        Check.costs(
                2709,
                (net, w) ->
                        Words.concat(Sorter.leastByKey(net, w, none, 4, false).keys()),
                widths(16, 32));
        Check.costs(3213, (net, w) -> Sorter.atPlace(net, w, 8, false), widths(16, 32));
    }

    @Test
    void comparators_small_areTheLeastKnown() {
        int[] least = {0, 0, 1, 3, 5, 9, 12, 16, 19, 25, 29, 35, 39, 45, 51, 56, 60};
        for (int size = 1; size < least.length; size++) {
            assertEquals(least[size], SortingNetwork.of(size).comparators().size(), "size " + size);
        }
        assertTrue(SortingNetwork.of(64).comparators().size() <= 531);
    }

    private static BigInteger[] sorted(BigInteger[] v, int n, boolean signed) {
        BigInteger[] values = new BigInteger[v.length];
        for (int i = 0; i < v.length; i++) {
            values[i] = Check.read(v[i], n, signed);
        }
        Arrays.sort(values);
        return values;
    }

    private static BigInteger joined(BigInteger[] values, int n) {
        BigInteger all = BigInteger.ZERO;
        for (int i = 0; i < values.length; i++) {
            all = all.or(values[i].and(SignedDigits.allOnes(n)).shiftLeft(i * n));
        }
        return all;
    }

    private static int[] widths(int count, int n) {
        int[] widths = new int[count];
        Arrays.fill(widths, n);
        return widths;
    }
}
