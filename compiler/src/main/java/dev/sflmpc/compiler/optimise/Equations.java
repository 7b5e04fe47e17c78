package dev.sflmpc.compiler.optimise;

import java.util.Arrays;

/**
 * Linear equations over GF(2) in up to 63 unknowns, taken one by one.
 *
 * <p>A row is a mask: bits 0 to 62 are the unknowns whose sum it is, bit 63 is the value. Layout: {@code rows[p]} is the row
 * whose lowest unknown is <i>p</i>, 0 when there is none, so that an unknown that is not needed beside earlier ones stays free.
 */
final class Equations {

    static final int MOST_UNKNOWNS = 63;
    static final int VALUE = 63;

    private final long[] rows = new long[MOST_UNKNOWNS];

    void clear() {
        Arrays.fill(rows, 0);
    }

    /** Adds an equation; false, and nothing is added, when it contradicts the others. */
    boolean add(long equation) {
        long row = equation;
        while (row != 0) {
            int pivot = Long.numberOfTrailingZeros(row);
            if (pivot == VALUE) {
                return false;
            }
            if (rows[pivot] == 0) {
                rows[pivot] = row;
                return true;
            }
            row ^= rows[pivot];
        }
        return true;
    }

    /** The unknowns that are 1 in the solution in which free ones are 0. */
    long solution() {
        long ones = 1L << VALUE;
        for (int pivot = MOST_UNKNOWNS - 1; pivot >= 0; pivot--) {
            if ((Long.bitCount(rows[pivot] & ones) & 1) != 0) {
                ones |= 1L << pivot;
            }
        }
        return ones & ~(1L << VALUE);
    }
}
