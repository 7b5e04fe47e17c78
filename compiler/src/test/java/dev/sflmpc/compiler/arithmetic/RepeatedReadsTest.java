package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedReadsTest {

    private static final int WIDTH = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 16})
    void read_anyIndices_areTheEntriesOrZero(int count) {
        for (int reads = 1; reads <= 4; reads++) {
            for (int bits = 1; bits <= 5; bits++) {
                int[] widths = new int[count + reads];
                Arrays.fill(widths, 0, count, WIDTH);
                Arrays.fill(widths, count, widths.length, bits);
                Check.computes(
                        (net, w) -> Words.concat(RepeatedReads.read(
                                net, Arrays.copyOf(w, count), Arrays.copyOfRange(w, count, w.length))),
                        v -> expected(v, count),
                        widths);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 32, 2, 3154", "64, 32, 8, 9640", "16, 32, 2, 758", "256, 8, 16, 21352", "4, 8, 1, 24"})
    void andCount_powersOfTwo_isAsDocumented(int count, int n, int reads, int ands) {
        int[] widths = new int[count + reads];
        Arrays.fill(widths, 0, count, n);
        Arrays.fill(widths, count, widths.length, Integer.numberOfTrailingZeros(count));
        Check.costs(
                ands,
                (net, w) -> Words.concat(
                        RepeatedReads.read(net, Arrays.copyOf(w, count), Arrays.copyOfRange(w, count, w.length))),
                widths);
    }

    private static BigInteger expected(BigInteger[] v, int count) {
        return IntStream.range(count, v.length)
                .mapToObj(r -> entry(v, count, v[r].intValueExact()).shiftLeft((r - count) * WIDTH))
                .reduce(BigInteger.ZERO, BigInteger::or);
    }

    private static BigInteger entry(BigInteger[] v, int count, int index) {
        return index < count ? v[index] : BigInteger.ZERO;
    }
}
