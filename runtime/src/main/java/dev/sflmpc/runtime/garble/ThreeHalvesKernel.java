package dev.sflmpc.runtime.garble;

/**
 * Three-halves garbling, the garbler's side, over a batch of independent ANDs {@code (a1, a2, b1, b2, c, d)} as in {@link
 * GarblingKernel}: A is a1 ^ a2, B is b1 ^ b2, and C, xored with c, goes to d.
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
 * <p>Layout: the blocks of an AND are A, A', B, B', X, X'. {@code work} keeps, from the blocks on to the rows, P, Q, A.R, B.L
 * and the bits a and b. Of a gate of {@code width} labels the rows are the words G0 of all labels, then G1, then G2. Slots as in
 * {@link LaneKernel}.
 */
final class ThreeHalvesKernel {

    static final int BLOCKS = 6;
    static final int BYTES = 16 * BLOCKS;

    /** Words of work for an AND. */
    static final int WORK = 5;

    private ThreeHalvesKernel() {}

    /** Writes the six blocks of each AND to {@code in}, and {@code work}. */
    static void prepare(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            long[] tweaks,
            int tweak,
            DeltaWords delta,
            byte[] in,
            long[] work) {
        if (width == 1) {
            for (int i = 0; i < count; i++) {
                prepareAnd(slots, code, from + 6 * i, 1, 0, tweaks, tweak + 6 * i, delta, in, BYTES * i, work, WORK * i);
            }
            return;
        }
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            for (int l = 0; l < width; l++) {
                int n = gate * width + l;
                prepareAnd(slots, code, p, width, l, tweaks, tweak + 6 * n, delta, in, BYTES * n, work, WORK * n);
            }
        }
    }

    private static void prepareAnd(
            long[] slots,
            int[] code,
            int p,
            int width,
            int l,
            long[] tweaks,
            int u,
            DeltaWords delta,
            byte[] in,
            int x,
            long[] work,
            int w) {
        int a1 = 2 * (width * code[p] + l);
        int a2 = 2 * (width * code[p + 1] + l);
        int b1 = 2 * (width * code[p + 2] + l);
        int b2 = 2 * (width * code[p + 3] + l);
        long aLow = slots[a1] ^ slots[a2];
        long bLow = slots[b1] ^ slots[b2];
        long pa = -(aLow & 1);
        long pb = -(bLow & 1);
        aLow ^= delta.low & pa;
        bLow ^= delta.low & pb;
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1] ^ (delta.high & pa);
        long bHigh = slots[b1 + 1] ^ slots[b2 + 1] ^ (delta.high & pb);
        work[w] = aLow ^ aHigh ^ bLow;
        work[w + 1] = aLow ^ bHigh;
        work[w + 2] = aHigh;
        work[w + 3] = bLow;
        work[w + 4] = (~pa & 1) | (~pb & 2);
        long low = EpochHash.sigma(aLow);
        long high = EpochHash.sigma(aHigh);
        long bothLow = low ^ EpochHash.sigma(bLow);
        long bothHigh = high ^ EpochHash.sigma(bHigh);
        putPair(in, x, low ^ tweaks[u], high ^ tweaks[u + 1], delta);
        putPair(in, x + 32, low ^ bothLow ^ tweaks[u + 2], high ^ bothHigh ^ tweaks[u + 3], delta);
        putPair(in, x + 64, bothLow ^ tweaks[u + 4], bothHigh ^ tweaks[u + 5], delta);
    }

    /** Writes a block and that of the label xored with delta. */
    private static void putPair(byte[] in, int x, long low, long high, DeltaWords delta) {
        LongBytes.put(in, x, low);
        LongBytes.put(in, x + 8, high);
        LongBytes.put(in, x + 16, low ^ delta.sigmaLow);
        LongBytes.put(in, x + 24, high ^ delta.sigmaHigh);
    }

    /**
     * From the blocks, their encryptions and the work, writes the rows to {@code rows[at …]}, the bits z to {@code dice[first …]}, and
     * the output labels to the slots. Bits n of {@code rho1} and {@code rho2} are AND n's.
     */
    static void finish(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            DeltaWords delta,
            byte[] in,
            byte[] out,
            long[] work,
            long rho1,
            long rho2,
            byte[] rows,
            int at,
            byte[] dice,
            int first) {
        for (int n = 0; n < count * width; n++) {
            dice[first + n] = (byte) finishBits(in, out, BYTES * n, delta, work[WORK * n + 4], rho1 >>> n, rho2 >>> n);
        }
        if (width == 1) {
            for (int i = 0; i < count; i++) {
                int r = at + 24 * i;
                finishRows(delta, out, BYTES * i, work, WORK * i, rho1 >>> i, rho2 >>> i, rows, r, 8);
                finishLabel(slots, code, from + 6 * i, 1, 0, delta, in, out, BYTES * i, work, WORK * i, rho1 >>> i, rho2 >>> i);
            }
            return;
        }
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            for (int l = 0; l < width; l++) {
                int n = gate * width + l;
                int r = at + 24 * width * gate + 8 * l;
                finishRows(delta, out, BYTES * n, work, WORK * n, rho1 >>> n, rho2 >>> n, rows, r, 8 * width);
                finishLabel(slots, code, p, width, l, delta, in, out, BYTES * n, work, WORK * n, rho1 >>> n, rho2 >>> n);
            }
        }
    }

    /** The five bits z of an AND. */
    private static int finishBits(byte[] in, byte[] out, int x, DeltaWords delta, long ab, long rho1, long rho2) {
        int a = out[x + 8];
        int b = out[x + 40];
        int both = out[x + 72];
        int sigma = (int) delta.sigmaHigh;
        int z0 = (int) rho1 ^ a ^ in[x + 8] ^ both ^ in[x + 72];
        int z1 = (int) rho2 ^ b ^ in[x + 40] ^ both ^ in[x + 72];
        int z2 = (int) ab ^ a ^ out[x + 24] ^ sigma;
        int z3 = (int) (ab >>> 1) ^ b ^ out[x + 56] ^ sigma;
        int z4 = (int) (ab ^ (ab >>> 1)) ^ both ^ out[x + 88] ^ sigma;
        return (z0 & 1) | ((z1 & 1) << 1) | ((z2 & 1) << 2) | ((z3 & 1) << 3) | ((z4 & 1) << 4);
    }

    private static void finishRows(
            DeltaWords delta,
            byte[] out,
            int x,
            long[] work,
            int w,
            long rho1,
            long rho2,
            byte[] rows,
            int r,
            int plane) {
        long a = -(work[w + 4] & 1);
        long b = -((work[w + 4] >>> 1) & 1);
        long r1 = -(rho1 & 1) ^ b;
        long r2 = -(rho2 & 1) ^ a;
        long p = work[w];
        long q = work[w + 1];
        long low = delta.low;
        long high = delta.high;
        long g0 = LongBytes.get(out, x) ^ LongBytes.get(out, x + 16) ^ delta.sigmaLow;
        long g1 = LongBytes.get(out, x + 32) ^ LongBytes.get(out, x + 48) ^ delta.sigmaLow;
        long g2 = LongBytes.get(out, x + 64) ^ LongBytes.get(out, x + 80) ^ delta.sigmaLow;
        long aq = a & q;
        long both = r1 ^ r2;
        LongBytes.put(rows, r, g0 ^ (a & p) ^ (b & q) ^ work[w + 3] ^ (both & high) ^ (~r2 & low));
        LongBytes.put(rows, r + plane, g1 ^ aq ^ (b & (p ^ q)) ^ work[w + 2] ^ (both & low) ^ (~r1 & high));
        LongBytes.put(rows, r + 2 * plane, g2 ^ ((a ^ b) & p) ^ aq ^ (r1 & low) ^ (r2 & high));
    }

    private static void finishLabel(
            long[] slots,
            int[] code,
            int gate,
            int width,
            int l,
            DeltaWords delta,
            byte[] in,
            byte[] out,
            int x,
            long[] work,
            int w,
            long rho1,
            long rho2) {
        int c = 2 * (width * code[gate + 4] + l);
        int d = 2 * (width * code[gate + 5] + l);
        long ab = work[w + 4];
        long neither = ((ab | (ab >>> 1)) & 1) - 1;
        long r1 = -(rho1 & 1);
        long r2 = -(rho2 & 1);
        long p = work[w];
        long q = work[w + 1];
        long both = LongBytes.get(out, x + 64) ^ LongBytes.get(in, x + 64);
        long hashLow = LongBytes.get(out, x) ^ LongBytes.get(in, x) ^ both;
        long hashHigh = LongBytes.get(out, x + 32) ^ LongBytes.get(in, x + 32) ^ both;
        slots[d] = hashLow ^ (r1 & p) ^ (r2 & q) ^ work[w + 3] ^ (neither & delta.low) ^ slots[c];
        slots[d + 1] = hashHigh ^ (r1 & q) ^ (r2 & (p ^ q)) ^ work[w + 2] ^ (neither & delta.high) ^ slots[c + 1];
    }
}
