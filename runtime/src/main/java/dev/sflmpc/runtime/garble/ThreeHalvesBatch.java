package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;

/**
 * Between slots and tables on one side and the arrays of {@link ThreeHalvesKernels} on the other: for a batch of ANDs {@code
 * (a1, a2, b1, b2, c, d)}, A is a1 ^ a2, B is b1 ^ b2, and C, xored with c, goes to d.
 *
 * <p>Slots have {@code width} labels, as in {@link Kernels}; label l of gate g is AND number {@code g · width + l} of the batch, and
 * has its rows there: G0, G1, G2, a word each.
 */
final class ThreeHalvesBatch {

    private static final int ROW_BYTES = 24;

    private ThreeHalvesBatch() {}

    /** Labels of A and B of each AND. */
    static void gather(long[] slots, int[] code, int from, int count, int width, ThreeHalvesKernels.Batch batch) {
        long[] as = batch.a;
        long[] bs = batch.b;
        int words = 2 * width;
        int end = from + count * Block.AND_WORDS;
        int w = 0;
        for (int p = from; p < end; p += Block.AND_WORDS) {
            int a1 = words * code[p];
            int a2 = words * code[p + 1];
            int b1 = words * code[p + 2];
            int b2 = words * code[p + 3];
            int i = 0;
            do {
                as[w] = slots[a1 + i] ^ slots[a2 + i];
                bs[w] = slots[b1 + i] ^ slots[b2 + i];
                as[w + 1] = slots[a1 + i + 1] ^ slots[a2 + i + 1];
                bs[w + 1] = slots[b1 + i + 1] ^ slots[b2 + i + 1];
                w += 2;
                i += 2;
            } while (i < words);
        }
    }

    /** Bit n of the random words becomes AND n's masks ρ1 and ρ2. */
    static void random(long rho1, long rho2, int ands, ThreeHalvesKernels.Batch batch) {
        long[] rho = batch.rho;
        for (int n = 0; n < ands; n++) {
            rho[2 * n] = -((rho1 >>> n) & 1);
            rho[2 * n + 1] = -((rho2 >>> n) & 1);
        }
    }

    /** The output labels to their slots. */
    static void scatter(long[] slots, int[] code, int from, int count, int width, ThreeHalvesKernels.Batch batch) {
        long[] outputs = batch.outputs;
        int words = 2 * width;
        int end = from + count * Block.AND_WORDS;
        int w = 0;
        for (int p = from; p < end; p += Block.AND_WORDS) {
            int c = words * code[p + 4];
            int d = words * code[p + 5];
            int i = 0;
            do {
                slots[d + i] = slots[c + i] ^ outputs[w];
                slots[d + i + 1] = slots[c + i + 1] ^ outputs[w + 1];
                w += 2;
                i += 2;
            } while (i < words);
        }
    }

    /** The rows to {@code rows[at …]}, the bits z to {@code dice[first …]}. */
    static void write(ThreeHalvesKernels.Batch batch, int ands, byte[] rows, int at, byte[] dice, int first) {
        for (int n = 0; n < ands; n++) {
            int r = at + ROW_BYTES * n;
            LongBytes.put(rows, r, batch.rows[2 * n]);
            LongBytes.put(rows, r + 8, batch.rows[2 * n + 1]);
            LongBytes.put(rows, r + 16, batch.last[2 * n]);
            dice[first + n] = (byte) batch.last[2 * n + 1];
        }
    }

    /** What {@link #write} wrote. */
    static void read(byte[] rows, int at, byte[] dice, int first, int ands, ThreeHalvesKernels.Batch batch) {
        for (int n = 0; n < ands; n++) {
            int r = at + ROW_BYTES * n;
            batch.rows[2 * n] = LongBytes.get(rows, r);
            batch.rows[2 * n + 1] = LongBytes.get(rows, r + 8);
            batch.last[2 * n] = LongBytes.get(rows, r + 16);
            batch.last[2 * n + 1] = dice[first + n];
        }
    }
}
