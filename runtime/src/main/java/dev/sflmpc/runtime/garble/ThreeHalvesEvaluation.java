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
 * Names and rows as in {@link ThreeHalvesKernel}. The blocks of an AND are A, B, X; each H is what the cipher gives, xored
 * with its block and the one before.
 */
final class ThreeHalvesEvaluation {

    private static final int BLOCKS = 3;
    private static final int BYTES = 16 * BLOCKS;
    private static final int TWEAKS = 6;

    private ThreeHalvesEvaluation() {}

    /** How many blocks so many ANDs have. */
    static int blocks(int ands) {
        return BLOCKS * ands;
    }

    /**
     * Writes the blocks of each AND.
     *
     * @param tweak index of U of the first AND's A
     */
    static void prepare(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] blocks) {
        int x = 16;
        int u = tweak;
        int end = from + 6 * count;
        for (int p = from; p < end; p += 6) {
            int a1 = 2 * width * code[p];
            int a2 = 2 * width * code[p + 1];
            int b1 = 2 * width * code[p + 2];
            int b2 = 2 * width * code[p + 3];
            int l = 0;
            do {
                prepareAnd(slots, a1 + l, a2 + l, b1 + l, b2 + l, tweaks, u, blocks, x);
                x += BYTES;
                u += TWEAKS;
                l += 2;
            } while (l < 2 * width);
        }
    }

    private static void prepareAnd(
            long[] slots, int a1, int a2, int b1, int b2, long[] tweaks, int u, byte[] blocks, int x) {
        long aLow = EpochHash.sigma(slots[a1] ^ slots[a2]);
        long aHigh = EpochHash.sigma(slots[a1 + 1] ^ slots[a2 + 1]);
        long bLow = EpochHash.sigma(slots[b1] ^ slots[b2]);
        long bHigh = EpochHash.sigma(slots[b1 + 1] ^ slots[b2 + 1]);
        LongBytes.put(blocks, x, aLow ^ tweaks[u]);
        LongBytes.put(blocks, x + 8, aHigh ^ tweaks[u + 1]);
        LongBytes.put(blocks, x + 16, bLow ^ tweaks[u + 2]);
        LongBytes.put(blocks, x + 24, bHigh ^ tweaks[u + 3]);
        LongBytes.put(blocks, x + 32, aLow ^ bLow ^ tweaks[u + 4]);
        LongBytes.put(blocks, x + 40, aHigh ^ bHigh ^ tweaks[u + 5]);
    }

    /**
     * From the blocks, what the cipher made of them, the rows at {@code rows[at …]} and the bits z at {@code dice[first …]},
     * writes the output labels to the slots.
     */
    static void finish(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            byte[] blocks,
            byte[] out,
            byte[] rows,
            int at,
            byte[] dice,
            int first) {
        int x = 0;
        int r = at;
        int z = first;
        int end = from + 6 * count;
        for (int p = from; p < end; p += 6) {
            for (int l = 0; l < width; l++) {
                finishAnd(slots, code, p, width, l, blocks, out, x, rows, r, dice[z++]);
                x += BYTES;
                r += 8;
            }
            r += 16 * width;
        }
    }

    private static void finishAnd(
            long[] slots,
            int[] code,
            int gate,
            int width,
            int l,
            byte[] blocks,
            byte[] out,
            int x,
            byte[] rows,
            int r,
            int z) {
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
        long i = -(aLow & 1);
        long j = -(bLow & 1);
        int h = hashBits(blocks, out, x + 32) ^ (int) (i ^ j) & z >> 4;
        long r1 = -(long) ((z ^ (int) i & z >> 2 ^ hashBits(blocks, out, x) ^ h) & 1);
        long r2 = -(long) ((z >> 1 ^ (int) j & z >> 3 ^ hashBits(blocks, out, x + 16) ^ h) & 1);
        long both = hash(blocks, out, x + 32) ^ (LongBytes.get(rows, r + 2 * plane) & (i ^ j));
        long low = hash(blocks, out, x) ^ (LongBytes.get(rows, r) & i);
        long high = hash(blocks, out, x + 16) ^ (LongBytes.get(rows, r + plane) & j);
        slots[d] = both ^ low ^ (r1 & p) ^ (r2 & q) ^ (~i & bLow) ^ slots[c];
        slots[d + 1] = both ^ high ^ (r1 & q) ^ (r2 & (p ^ q)) ^ (~j & aHigh) ^ slots[c + 1];
    }

    private static long hash(byte[] blocks, byte[] out, int x) {
        return LongBytes.get(out, x) ^ LongBytes.get(blocks, x) ^ LongBytes.get(blocks, x + 16);
    }

    /** The bit h, and others above it. */
    private static int hashBits(byte[] blocks, byte[] out, int x) {
        return out[x + 8] ^ blocks[x + 8] ^ blocks[x + 24];
    }
}
