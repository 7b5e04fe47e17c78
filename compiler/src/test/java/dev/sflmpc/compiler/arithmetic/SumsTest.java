package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 3", "2, 6, 8", "3, 4, 4", "3, 4, 7", "5, 2, 6", "7, 8, 5", "10, 32, 32", "4, 64, 70"})
    void sum_signedOrNot_isExactModuloTheWidth(int count, int n, int width) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> Sums.sum(net, w, signed, width),
                    v -> IntStream.range(0, count)
                            .mapToObj(i -> Check.read(v[i], n, signed))
                            .reduce(BigInteger.ZERO, BigInteger::add),
                    widths(count, n));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 3", "3, 2", "3, 8", "4, 16", "10, 32", "2, 64"})
    void dot_anyWords_isTheSumOfProducts(int count, int n) {
        Check.computes(
                (net, w) -> Sums.dot(net, half(w, 0), half(w, 1)),
                v -> IntStream.range(0, count)
                        .mapToObj(i -> v[i].multiply(v[count + i]))
                        .reduce(BigInteger.ZERO, BigInteger::add),
                widths(2 * count, n));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 5, 5", "2, 3, 5", "2, 3, 2", "16, 8, 12", "3, 32, 32", "3, 32, 70", "2, 40, 60"})
    void distances_signedOrNot_areExactModuloTheWidth(int count, int n, int width) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> Sums.absoluteDifferences(net, half(w, 0), half(w, 1), signed, width),
                    v -> IntStream.range(0, count)
                            .mapToObj(i -> difference(v, i, n, signed).abs())
                            .reduce(BigInteger.ZERO, BigInteger::add),
                    widths(2 * count, n));
            Check.computes(
                    (net, w) -> Sums.squaredDistance(net, half(w, 0), half(w, 1), signed, width),
                    v -> IntStream.range(0, count)
                            .mapToObj(i -> difference(v, i, n, signed).pow(2))
                            .reduce(BigInteger.ZERO, BigInteger::add),
                    widths(2 * count, n));
        }
    }

    @Test
    void andCount_independentBits_isAsDocumented() {
        Check.costs(61, (net, w) -> Sums.sum(net, w, false, 32), widths(3, 32));
        Check.costs(5450, (net, w) -> Sums.dot(net, half(w, 0), half(w, 1)), widths(20, 32));
        Check.costs(270, (net, w) -> Sums.absoluteDifferences(net, half(w, 0), half(w, 1), false, 12), widths(32, 8));
        Check.costs(1141, (net, w) -> Sums.squaredDistance(net, half(w, 0), half(w, 1), true, 32), widths(8, 32));
    }

    @Test
    void andCount_nearestOf32Points_isASquaredDistanceAndAComparisonEach() {
        Check.costs(
                38_496,
                (net, w) -> {
                    int[][] distances = new int[32][];
                    for (int i = 0; i < 32; i++) {
                        int[][] point = Arrays.copyOfRange(w, 4 + 4 * i, 8 + 4 * i);
                        distances[i] = Sums.squaredDistance(net, point, Arrays.copyOf(w, 4), true, 32);
                    }
                    return Tournament.min(net, distances, true).value();
                },
                widths(4 + 128, 32));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 32, 64})
    void median_anyWords_isTheMiddleOne(int n) {
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes(
                    (net, w) -> Median.ofThree(net, w[0], w[1], w[2], signed), v -> median(v, n, signed), n, n, n);
            Check.costs(n == 1 ? 1 : 5 * n - 3, (net, w) -> Median.ofThree(net, w[0], w[1], w[2], signed), n, n, n);
        }
    }

    private static BigInteger median(BigInteger[] v, int n, boolean signed) {
        BigInteger[] sorted = new BigInteger[3];
        for (int i = 0; i < 3; i++) {
            sorted[i] = Check.read(v[i], n, signed);
        }
        Arrays.sort(sorted);
        return sorted[1];
    }

    private static BigInteger difference(BigInteger[] v, int i, int n, boolean signed) {
        return Check.read(v[i], n, signed).subtract(Check.read(v[v.length / 2 + i], n, signed));
    }

    private static int[][] half(int[][] words, int which) {
        int half = words.length / 2;
        return Arrays.copyOfRange(words, which * half, (which + 1) * half);
    }

    private static int[] widths(int count, int n) {
        int[] widths = new int[count];
        Arrays.fill(widths, n);
        return widths;
    }
}
