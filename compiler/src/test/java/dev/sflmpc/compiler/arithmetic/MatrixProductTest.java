package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 6",
        "1, 2, 1, 3",
        "2, 1, 2, 3",
        "2, 2, 2, 1",
        "2, 3, 4, 5",
        "3, 3, 3, 8",
        "2, 2, 2, 32",
        "2, 3, 2, 64"
    })
    void multiply_anyEntries_isTheProductModuloTheWidth(int rows, int inner, int columns, int n) {
        Check.computes(
                (net, w) -> flat(MatrixProduct.multiply(
                        net, matrix(w, 0, rows, inner), matrix(w, rows * inner, inner, columns))),
                v -> expected(v, rows, inner, columns, n),
                widths(rows * inner + inner * columns, n));
    }

    @ParameterizedTest
    @CsvSource({"2, 4344", "3, 12228", "5, 47605", "8, 174224"})
    void andCount_independentBits_isAsDocumented(int side, int ands) {
        Check.costs(
                ands,
                (net, w) ->
                        flat(MatrixProduct.multiply(net, matrix(w, 0, side, side), matrix(w, side * side, side, side))),
                widths(2 * side * side, 32));
    }

    @Test
    void andCount_constantMatrix_isThatOfConstantFactors() {
        int[][] identity = {Check.constant(1, 32), Check.constant(0, 32), Check.constant(0, 32), Check.constant(1, 32)};
        Check.costs(
                0,
                (net, w) -> flat(MatrixProduct.multiply(net, matrix(w, 0, 2, 2), matrix(identity, 0, 2, 2))),
                widths(4, 32));
    }

    private static int[][][] matrix(int[][] words, int from, int rows, int columns) {
        int[][][] matrix = new int[rows][][];
        for (int i = 0; i < rows; i++) {
            matrix[i] = Arrays.copyOfRange(words, from + i * columns, from + (i + 1) * columns);
        }
        return matrix;
    }

    private static int[] flat(int[][][] matrix) {
        int[] all = new int[0];
        for (int[][] row : matrix) {
            all = Words.concat(all, Words.concat(row));
        }
        return all;
    }

    private static BigInteger expected(BigInteger[] v, int rows, int inner, int columns, int n) {
        BigInteger result = BigInteger.ZERO;
        for (int i = 0; i < rows * columns; i++) {
            BigInteger entry = BigInteger.ZERO;
            for (int k = 0; k < inner; k++) {
                BigInteger left = v[i / columns * inner + k];
                entry = entry.add(left.multiply(v[rows * inner + k * columns + i % columns]));
            }
            result = result.or(entry.and(SignedDigits.allOnes(n)).shiftLeft(i * n));
        }
        return result;
    }

    private static int[] widths(int count, int n) {
        int[] widths = new int[count];
        Arrays.fill(widths, n);
        return widths;
    }
}
