package dev.sflmpc.runtime.protocol;

import java.util.Arrays;

/**
 * Rows that a session works on together.
 *
 * @param firstRow number of the first among all rows of the batch
 * @param inputBits this side's inputs, packed, the bits of each row right behind those of the row before
 */
record Chunk(long firstRow, int rows, long[] inputBits) {

    void wipe() {
        Arrays.fill(inputBits, 0);
    }

    /** Inputs stay out of logs. */
    @Override
    public String toString() {
        return "Chunk[" + rows + " rows from " + firstRow + "]";
    }
}
