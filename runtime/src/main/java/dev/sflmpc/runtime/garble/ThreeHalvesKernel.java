package dev.sflmpc.runtime.garble;

/**
 * Three-halves garbling, the garbler's side, over a batch of independent ANDs {@code (a1, a2, b1, b2, c, d)}: A is a1 ^ a2, B is b1
 * ^ b2, and C, xored with c, goes to d.
 *
 * <p>A label is cut into its low word L and its high word R. A, B and X = A ^ B stand for the labels whose permute bit is 0, A' for
 * A ^ delta; a and b are the permute bits of the labels of <i>true</i>. H gives a word and a bit h. ρ1 and ρ2 are fresh random
 * bits. With P = A.L ^ A.R ^ B.L and Q = A.L ^ B.R,
 *
 * <pre>
 * G0  = H(A) ^ H(A') ^ a·P ^ b·Q     ^ B.L ^ (a^b^ρ1^ρ2)·delta.R ^ (1^a^ρ2)·delta.L
 * G1  = H(B) ^ H(B') ^ a·Q ^ b·(P^Q) ^ A.R ^ (a^b^ρ1^ρ2)·delta.L ^ (1^b^ρ1)·delta.R
 * G2  = H(X) ^ H(X') ^ (a^b)·P ^ a·Q ^ (b^ρ1)·delta.L ^ (a^ρ2)·delta.R
 * C.L = H(A) ^ H(X) ^ ρ1·P ^ ρ2·Q     ^ B.L ^ (1^a)(1^b)·delta.L
 * C.R = H(B) ^ H(X) ^ ρ1·Q ^ ρ2·(P^Q) ^ A.R ^ (1^a)(1^b)·delta.R
 * z   = ρ1 ^ h(A) ^ h(X), ρ2 ^ h(B) ^ h(X), a ^ h(A) ^ h(A'), b ^ h(B) ^ h(B'), a ^ b ^ h(X) ^ h(X')
 * </pre>
 *
 * Rosulek, Roy, "Three Halves Make a Whole?", CRYPTO 2021: slicing gives the three words G, dicing the five bits z. The paper's
 * product with the inverse of V is worked out here: each evaluation row (i, j) of colours has control bits r1 = ρ1 ^ i·a ^
 * (i^j)(a^b) and r2 = ρ2 ^ j·b ^ (i^j)(a^b), and its linear part is r1·(P, Q) ^ r2·(Q, P^Q), plus B.L if i = 0 and A.R if j = 0;
 * G0, G1 and G2 are what the rows (1,1) and (0,1) differ in from row (0,0), whose value is C.
 *
 * <p>There is no branch and no index that depends on a label: a, b, ρ1 and ρ2 are masks.
 *
 * <p>Layout: the blocks of an AND are A, A', B, B', X, X'. As the cipher gives P(n) = D(block n) ^ block n - 1, and A' is A ^
 * sigma(delta), H(A') = P(A') ^ sigma(delta), and H(A) = P(A) ^ A ^ the block before. {@code work} keeps, from the blocks on to the
 * rows, P, Q, A.R, B.L and the bits a, b, ρ1, ρ2. Of a gate of {@code width} labels the rows are the words G0 of all labels,
 * then G1, then G2. Slots as in {@link LaneKernel}.
 */
final class ThreeHalvesKernel {

    private static final int BLOCKS = 6;
    private static final int BYTES = 16 * BLOCKS;

    /** Words of work for an AND. */
    private static final int WORK = 5;

    /** Words of tweaks for an AND. */
    private static final int TWEAKS = 6;

    private ThreeHalvesKernel() {}

    /** What a batch needs between its blocks and its rows. */
    static final class Batch {
        final byte[] blocks = new byte[EpochCipher.bytes(EpochHash.BATCH_ANDS * BLOCKS)];
        final byte[] out = new byte[EpochCipher.bytes(EpochHash.BATCH_ANDS * BLOCKS)];
        final long[] work = new long[EpochHash.BATCH_ANDS * WORK];
    }

    /** How many blocks so many ANDs have. */
    static int blocks(int ands) {
        return BLOCKS * ands;
    }

    /**
     * Writes the blocks of each AND, and the work.
     *
     * @param tweak index of U of the first AND's A
     * @param rho1 bit n is AND n's ρ1
     */
    static void prepare(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            long[] tweaks,
            int tweak,
            DeltaWords delta,
            long rho1,
            long rho2,
            Batch batch) {
        int n = 0;
        int end = from + 6 * count;
        for (int p = from; p < end; p += 6) {
            int a1 = 2 * width * code[p];
            int a2 = 2 * width * code[p + 1];
            int b1 = 2 * width * code[p + 2];
            int b2 = 2 * width * code[p + 3];
            int l = 0;
            do {
                long rho = ((rho1 >>> n) & 1) << 2 | ((rho2 >>> n) & 1) << 3;
                prepareAnd(
                        slots, a1 + l, a2 + l, b1 + l, b2 + l, tweaks, tweak + TWEAKS * n, delta, rho, batch, n);
                n++;
                l += 2;
            } while (l < 2 * width);
        }
    }

    private static void prepareAnd(
            long[] slots,
            int a1,
            int a2,
            int b1,
            int b2,
            long[] tweaks,
            int u,
            DeltaWords delta,
            long rho,
            Batch batch,
            int n) {
        long aLow = slots[a1] ^ slots[a2];
        long bLow = slots[b1] ^ slots[b2];
        long pa = -(aLow & 1);
        long pb = -(bLow & 1);
        aLow ^= delta.low & pa;
        bLow ^= delta.low & pb;
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1] ^ (delta.high & pa);
        long bHigh = slots[b1 + 1] ^ slots[b2 + 1] ^ (delta.high & pb);
        long[] work = batch.work;
        int w = WORK * n;
        work[w] = aLow ^ aHigh ^ bLow;
        work[w + 1] = aLow ^ bHigh;
        work[w + 2] = aHigh;
        work[w + 3] = bLow;
        work[w + 4] = (~pa & 1) | (~pb & 2) | rho;
        long low = EpochHash.sigma(aLow);
        long high = EpochHash.sigma(aHigh);
        long otherLow = EpochHash.sigma(bLow);
        long otherHigh = EpochHash.sigma(bHigh);
        int x = 16 + BYTES * n;
        putPair(batch.blocks, x, low ^ tweaks[u], high ^ tweaks[u + 1], delta);
        putPair(batch.blocks, x + 32, otherLow ^ tweaks[u + 2], otherHigh ^ tweaks[u + 3], delta);
        putPair(batch.blocks, x + 64, low ^ otherLow ^ tweaks[u + 4], high ^ otherHigh ^ tweaks[u + 5], delta);
    }

    /** Writes a block and that of the label xored with delta. */
    private static void putPair(byte[] blocks, int x, long low, long high, DeltaWords delta) {
        LongBytes.put(blocks, x, low);
        LongBytes.put(blocks, x + 8, high);
        LongBytes.put(blocks, x + 16, low ^ delta.sigmaLow);
        LongBytes.put(blocks, x + 24, high ^ delta.sigmaHigh);
    }

    /**
     * From the batch and what the cipher made of its blocks, writes the rows to {@code rows[at …]}, the bits z to {@code dice[first
     * …]}, and the output labels to the slots.
     */
    static void finish(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            DeltaWords delta,
            Batch batch,
            byte[] rows,
            int at,
            byte[] dice,
            int first) {
        int n = 0;
        int r = at;
        int end = from + 6 * count;
        for (int p = from; p < end; p += 6) {
            int c = 2 * width * code[p + 4];
            int d = 2 * width * code[p + 5];
            int l = 0;
            do {
                dice[first + n] = finishRows(delta, batch, n, rows, r, 8 * width);
                finishLabel(slots, c + l, d + l, delta, batch, n);
                n++;
                r += 8;
                l += 2;
            } while (l < 2 * width);
            r += 16 * width;
        }
    }

    /** Writes the rows of an AND, and returns its bits z. */
    private static byte finishRows(DeltaWords delta, Batch batch, int n, byte[] rows, int r, int plane) {
        byte[] out = batch.out;
        byte[] blocks = batch.blocks;
        long[] work = batch.work;
        int x = BYTES * n;
        int w = WORK * n;
        long bits = work[w + 4];
        long a = -(bits & 1);
        long b = -((bits >>> 1) & 1);
        long r1 = -((bits >>> 2) & 1) ^ b;
        long r2 = -((bits >>> 3) & 1) ^ a;
        long p = work[w];
        long q = work[w + 1];
        long g0 = hash(blocks, out, x) ^ LongBytes.get(out, x + 16);
        long g1 = hash(blocks, out, x + 32) ^ LongBytes.get(out, x + 48);
        long g2 = hash(blocks, out, x + 64) ^ LongBytes.get(out, x + 80);
        long aq = a & q;
        long both = r1 ^ r2;
        long low = delta.low;
        long high = delta.high;
        LongBytes.put(
                rows, r, g0 ^ delta.sigmaLow ^ (a & p) ^ (b & q) ^ work[w + 3] ^ (both & high) ^ (~r2 & low));
        LongBytes.put(
                rows,
                r + plane,
                g1 ^ delta.sigmaLow ^ aq ^ (b & (p ^ q)) ^ work[w + 2] ^ (both & low) ^ (~r1 & high));
        LongBytes.put(rows, r + 2 * plane, g2 ^ delta.sigmaLow ^ ((a ^ b) & p) ^ aq ^ (r1 & low) ^ (r2 & high));
        return finishBits(blocks, out, x, delta, (int) bits);
    }

    /** H of an AND's block A, B or X: the low word of D(block) ^ block. */
    private static long hash(byte[] blocks, byte[] out, int x) {
        return LongBytes.get(out, x) ^ LongBytes.get(blocks, x) ^ LongBytes.get(blocks, x + 16);
    }

    /** The bits z: of each pair, h(A) and h(A) ^ h(A'). */
    private static byte finishBits(byte[] blocks, byte[] out, int x, DeltaWords delta, int bits) {
        int ha = out[x + 8] ^ blocks[x + 8] ^ blocks[x + 24];
        int hb = out[x + 40] ^ blocks[x + 40] ^ blocks[x + 56];
        int hx = out[x + 72] ^ blocks[x + 72] ^ blocks[x + 88];
        int sigma = (int) delta.sigmaHigh;
        int z0 = ha ^ hx ^ bits >> 2;
        int z1 = hb ^ hx ^ bits >> 3;
        int z2 = ha ^ out[x + 24] ^ sigma ^ bits;
        int z3 = hb ^ out[x + 56] ^ sigma ^ bits >> 1;
        int z4 = hx ^ out[x + 88] ^ sigma ^ bits ^ bits >> 1;
        return (byte) (z0 & 1 | (z1 & 1) << 1 | (z2 & 1) << 2 | (z3 & 1) << 3 | (z4 & 1) << 4);
    }

    private static void finishLabel(long[] slots, int c, int d, DeltaWords delta, Batch batch, int n) {
        long[] work = batch.work;
        int x = BYTES * n;
        int w = WORK * n;
        long bits = work[w + 4];
        long neither = ((bits | bits >>> 1) & 1) - 1;
        long r1 = -((bits >>> 2) & 1);
        long r2 = -((bits >>> 3) & 1);
        long p = work[w];
        long q = work[w + 1];
        long both = hash(batch.blocks, batch.out, x + 64);
        long low = hash(batch.blocks, batch.out, x) ^ both;
        long high = hash(batch.blocks, batch.out, x + 32) ^ both;
        slots[d] = low ^ (r1 & p) ^ (r2 & q) ^ work[w + 3] ^ (neither & delta.low) ^ slots[c];
        slots[d + 1] = high ^ (r1 & q) ^ (r2 & (p ^ q)) ^ work[w + 2] ^ (neither & delta.high) ^ slots[c + 1];
    }
}
