package dev.sflmpc.compiler.optimise;

/**
 * Transforms of Boolean functions of six variables.
 *
 * <p>A function is a truth table in a long: bit <i>x</i> is its value at the assignment <i>x</i>, variable <i>i</i> is
 * bit <i>i</i> of <i>x</i>. A function of fewer variables simply does not depend on the upper ones.
 */
final class Spectra {

    static final int VARIABLES = 6;
    static final int POINTS = 64;

    private static final long[] VARIABLE = {
        0xAAAAAAAAAAAAAAAAL, 0xCCCCCCCCCCCCCCCCL, 0xF0F0F0F0F0F0F0F0L,
        0xFF00FF00FF00FF00L, 0xFFFF0000FFFF0000L, 0xFFFFFFFF00000000L
    };

    private Spectra() {}

    /** The truth table of a variable. */
    static long variable(int index) {
        return VARIABLE[index];
    }

    /** The truth table of the XOR of the variables in a mask. */
    static long linear(int mask) {
        long table = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            table ^= VARIABLE[Integer.numberOfTrailingZeros(rest)];
        }
        return table;
    }

    /** The table of {@code f(y)} as a function of <i>x</i>, where {@code y[i]} is the sum of the variables in a mask. */
    static long substitute(long table, int[] forms) {
        long[] sums = new long[VARIABLES];
        for (int i = 0; i < VARIABLES; i++) {
            sums[i] = linear(forms[i]);
        }
        long result = 0;
        for (int x = 0; x < POINTS; x++) {
            int y = 0;
            for (int i = 0; i < VARIABLES; i++) {
                y |= (int) (sums[i] >>> x & 1) << i;
            }
            result |= (table >>> y & 1) << x;
        }
        return result;
    }

    static boolean dependsOn(long table, int variable) {
        return (((table >>> (1 << variable)) ^ table) & ~VARIABLE[variable]) != 0;
    }

    /** The table with two variables exchanged. */
    static long swap(long table, int low, int high) {
        long move = VARIABLE[low] & ~VARIABLE[high];
        int distance = (1 << high) - (1 << low);
        long moved = ((table >>> distance) ^ table) & move;
        return table ^ moved ^ (moved << distance);
    }

    /** Walsh transform: entry <i>w</i> is the sum over all <i>x</i> of (−1)^(f(x) + w·x). */
    static int[] walsh(long table) {
        int[] spectrum = new int[POINTS];
        for (int x = 0; x < POINTS; x++) {
            spectrum[x] = 1 - 2 * (int) ((table >>> x) & 1);
        }
        hadamard(spectrum);
        return spectrum;
    }

    /** Autocorrelation: entry <i>a</i> is the sum over all <i>x</i> of (−1)^(f(x) + f(x + a)). */
    static int[] autocorrelation(int[] walsh) {
        int[] squares = new int[POINTS];
        for (int w = 0; w < POINTS; w++) {
            squares[w] = walsh[w] * walsh[w];
        }
        hadamard(squares);
        for (int a = 0; a < POINTS; a++) {
            squares[a] /= POINTS;
        }
        return squares;
    }

    /** Transforms in place; applied twice it multiplies by {@link #POINTS}. */
    static void hadamard(int[] values) {
        for (int step = 1; step < POINTS; step *= 2) {
            for (int base = 0; base < POINTS; base += 2 * step) {
                for (int i = base; i < base + step; i++) {
                    int a = values[i];
                    int b = values[i + step];
                    values[i] = a + b;
                    values[i + step] = a - b;
                }
            }
        }
    }
}
