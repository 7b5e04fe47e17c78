package dev.sflmpc.runtime.garble;

/**
 * Three-halves garbling, the evaluator's side, over a batch of independent ANDs {@code (a1, a2, b1, b2, c, d)}.
 *
 * <p>With i and j the permute bits of the active labels A and B, k = i ^ j, X = A ^ B, P = A.L ^ A.R ^ B.L and Q = A.L ^ B.R,
 *
 * <pre>
 * r1  = z0 ^ i·z2 ^ k·z4 ^ h(A) ^ h(X)        r2 = z1 ^ j·z3 ^ k·z4 ^ h(B) ^ h(X)
 * C.L = H(A) ^ H(X) ^ i·G0 ^ k·G2 ^ r1·P ^ r2·Q     ^ (1^i)·B.L
 * C.R = H(B) ^ H(X) ^ j·G1 ^ k·G2 ^ r1·Q ^ r2·(P^Q) ^ (1^j)·A.R
 * </pre>
 *
 * Names and rows as in {@link ThreeHalvesKernel}. The blocks of an AND are A, B, X.
 */
final class ThreeHalvesEvaluation {

    static final int BLOCKS = 3;

    private static final int BYTES = 16 * BLOCKS;

    private ThreeHalvesEvaluation() {}

    /** Writes the three blocks of each AND to {@code in}. */
    static void prepare(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] in) {
        if (width == 1) {
            for (int i = 0; i < count; i++) {
                prepareAnd(slots, code, from + 6 * i, 1, 0, tweaks, tweak + 6 * i, in, BYTES * i);
            }
            return;
        }
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            for (int l = 0; l < width; l++) {
                int n = gate * width + l;
                prepareAnd(slots, code, p, width, l, tweaks, tweak + 6 * n, in, BYTES * n);
            }
        }
    }

    private static void prepareAnd(
            long[] slots, int[] code, int p, int width, int l, long[] tweaks, int u, byte[] in, int x) {
        int a1 = 2 * (width * code[p] + l);
        int a2 = 2 * (width * code[p + 1] + l);
        int b1 = 2 * (width * code[p + 2] + l);
        int b2 = 2 * (width * code[p + 3] + l);
        long aLow = EpochHash.sigma(slots[a1] ^ slots[a2]);
        long aHigh = EpochHash.sigma(slots[a1 + 1] ^ slots[a2 + 1]);
        long bLow = EpochHash.sigma(slots[b1] ^ slots[b2]);
        long bHigh = EpochHash.sigma(slots[b1 + 1] ^ slots[b2 + 1]);
        LongBytes.put(in, x, aLow ^ tweaks[u]);
        LongBytes.put(in, x + 8, aHigh ^ tweaks[u + 1]);
        LongBytes.put(in, x + 16, bLow ^ tweaks[u + 2]);
        LongBytes.put(in, x + 24, bHigh ^ tweaks[u + 3]);
        LongBytes.put(in, x + 32, aLow ^ bLow ^ tweaks[u + 4]);
        LongBytes.put(in, x + 40, aHigh ^ bHigh ^ tweaks[u + 5]);
    }

    /**
     * From the blocks, their encryptions, the rows at {@code rows[at …]} and the bits z at {@code dice[first …]}, writes the output
     * labels to the slots.
     */
    static void finish(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            byte[] in,
            byte[] out,
            byte[] rows,
            int at,
            byte[] dice,
            int first) {
        if (width == 1) {
            for (int i = 0; i < count; i++) {
                int r = at + 24 * i;
                finishAnd(slots, code, from + 6 * i, 1, 0, in, out, BYTES * i, rows, r, dice[first + i]);
            }
            return;
        }
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            for (int l = 0; l < width; l++) {
                int n = gate * width + l;
                int r = at + 24 * width * gate + 8 * l;
                finishAnd(slots, code, p, width, l, in, out, BYTES * n, rows, r, dice[first + n]);
            }
        }
    }

    private static void finishAnd(
            long[] slots, int[] code, int gate, int width, int l, byte[] in, byte[] out, int x, byte[] rows, int r, int z) {
        int a1 = 2 * (width * code[gate] + l);
        int a2 = 2 * (width * code[gate + 1] + l);
        int b1 = 2 * (width * code[gate + 2] + l);
        int b2 = 2 * (width * code[gate + 3] + l);
        int c = 2 * (width * code[gate + 4] + l);
        int d = 2 * (width * code[gate + 5] + l);
        int plane = 8 * width;
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long bLow = slots[b1] ^ slots[b2];
        long q = aLow ^ slots[b1 + 1] ^ slots[b2 + 1];
        long p = aLow ^ aHigh ^ bLow;
        long i = aLow & 1;
        long j = bLow & 1;
        long h = out[x + 40] ^ in[x + 40] ^ ((i ^ j) & (z >> 4));
        long r1 = -((z ^ (i & (z >> 2)) ^ out[x + 8] ^ in[x + 8] ^ h) & 1);
        long r2 = -(((z >> 1) ^ (j & (z >> 3)) ^ out[x + 24] ^ in[x + 24] ^ h) & 1);
        i = -i;
        j = -j;
        long both = LongBytes.get(out, x + 32)
                ^ LongBytes.get(in, x + 32)
                ^ (LongBytes.get(rows, r + 2 * plane) & (i ^ j));
        long low = LongBytes.get(out, x) ^ LongBytes.get(in, x) ^ (LongBytes.get(rows, r) & i);
        long high = LongBytes.get(out, x + 16) ^ LongBytes.get(in, x + 16) ^ (LongBytes.get(rows, r + plane) & j);
        slots[d] = both ^ low ^ (r1 & p) ^ (r2 & q) ^ (~i & bLow) ^ slots[c];
        slots[d + 1] = both ^ high ^ (r1 & q) ^ (r2 & (p ^ q)) ^ (~j & aHigh) ^ slots[c + 1];
    }
}
