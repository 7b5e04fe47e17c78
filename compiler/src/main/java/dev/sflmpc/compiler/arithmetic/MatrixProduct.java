package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Products of matrices modulo 2^n.
 *
 * <p>AND gates for two square matrices of 32-bit entries: 3 x 3 12,228; 5 x 5 47,605; 8 x 8 174,224. Every entry meets
 * several partners, so that with
 *
 * <pre>2 a b = (a + b)^2 - a^2 - b^2</pre>
 *
 * the squares of the entries are summed once for a row or a column, and one product costs one truncated square,
 * n^2/4 + n. The sums are kept modulo 2^(n+1) and v^2 + v stands for v^2, since the linear terms cancel. Where that
 * does not pay, as for vectors or constant matrices, each entry is a dot product ({@link Sums#dot}).
 */
public final class MatrixProduct {

    /** From here on, both ways are not built to choose between them. */
    private static final long LARGEST_TRIED = 1000;

    private MatrixProduct() {}

    /**
     * {@code a} times {@code b}, all entries of one width.
     *
     * @param a rows of words
     * @param b as many rows as {@code a} has columns
     */
    public static int[][][] multiply(Netlist net, int[][][] a, int[][][] b) {
        requireMatching(a, b);
        int rows = a.length;
        int columns = b[0].length;
        int width = a[0][0].length;
        int[] entries = Cheapest.of(net, ways(net, a, b));
        int[][][] result = new int[rows][columns][];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = (i * columns + j) * width;
                result[i][j] = Words.slice(entries, at, at + width);
            }
        }
        return result;
    }

    private static List<Supplier<int[]>> ways(Netlist net, int[][][] a, int[][][] b) {
        boolean constants =
                Stream.of(a, b).flatMap(Stream::of).flatMap(Stream::of).anyMatch(Words::hasConstantBit);
        Supplier<int[]> dots = () -> byDots(net, a, b);
        Supplier<int[]> squares = () -> bySquares(net, a, b);
        if (Math.min(a.length, b[0].length) == 1) {
            return List.of(dots);
        }
        boolean large = a.length * (long) b.length * b[0].length >= LARGEST_TRIED;
        return large && !constants ? List.of(squares) : List.of(squares, dots);
    }

    private static int[] byDots(Netlist net, int[][][] a, int[][][] b) {
        int[][] entries = new int[a.length * b[0].length][];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Sums.dot(net, a[i / b[0].length], column(b, i % b[0].length));
        }
        return Words.concat(entries);
    }

    private static int[] bySquares(Netlist net, int[][][] a, int[][][] b) {
        int[][] rowSquares = new int[a.length][];
        for (int i = 0; i < a.length; i++) {
            rowSquares[i] = squares(net, a[i]);
        }
        int[][] columnSquares = new int[b[0].length][];
        for (int j = 0; j < b[0].length; j++) {
            columnSquares[j] = squares(net, column(b, j));
        }
        int[][] entries = new int[a.length * b[0].length][];
        for (int i = 0; i < entries.length; i++) {
            int row = i / b[0].length;
            int column = i % b[0].length;
            entries[i] = entry(net, a[row], column(b, column), rowSquares[row], columnSquares[column]);
        }
        return Words.concat(entries);
    }

    private static int[] entry(Netlist net, int[][] row, int[][] column, int[] rowSquares, int[] columnSquares) {
        int width = rowSquares.length;
        ColumnSum sum = new ColumnSum(width);
        for (int k = 0; k < row.length; k++) {
            int[] both = Adder.add(net, Words.zeroExtend(row[k], width), Words.zeroExtend(column[k], width));
            Squarer.addSquarePlusDigits(sum, new Factor(both, false));
        }
        sum.subtract(rowSquares, 0);
        sum.subtract(columnSquares, 0);
        return Words.slice(sum.sum(net), 1, width);
    }

    /** The sum of v^2 + v modulo 2^(n+1). */
    private static int[] squares(Netlist net, int[][] words) {
        ColumnSum sum = new ColumnSum(words[0].length + 1);
        for (int[] word : words) {
            Squarer.addSquarePlusDigits(sum, new Factor(word, false));
        }
        return sum.sum(net);
    }

    private static int[][] column(int[][][] matrix, int j) {
        int[][] column = new int[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            column[i] = matrix[i][j];
        }
        return column;
    }

    private static void requireMatching(int[][][] a, int[][][] b) {
        if (a.length == 0 || b.length == 0 || a[0].length != b.length || b[0].length == 0) {
            throw new IllegalArgumentException("matrices that cannot be multiplied");
        }
    }
}
