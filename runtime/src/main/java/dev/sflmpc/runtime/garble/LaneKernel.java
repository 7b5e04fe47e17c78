package dev.sflmpc.runtime.garble;

/**
 * Half gates over slots of many labels: gate by gate, and within a gate label by label, those of lanes and rows. Formulas and
 * layout as in {@link Kernels}.
 *
 * <p>The blocks of a gate are the planes A0, A1, B0, B1 when garbling and A, B when evaluating, {@code width} blocks each; its
 * rows are the planes TG and TE. What the cipher gives, P(n) = D(block n) ^ block n - 1, is xored with the block before.
 */
final class LaneKernel {

    /** The most labels of a slot. */
    static final int MAX_WIDTH = EpochHash.BATCH_ANDS;

    /** Labels of a slot at which a kernel does best. */
    static final int BEST_WIDTH = 32;

    private LaneKernel() {}

    /** Executes XOR entries {@code (d, a, b, c)} of {@code code} from {@code from} to {@code to}. */
    static void xor(long[] slots, int[] code, int from, int to, int width) {
        int words = 2 * width;
        for (int p = from; p < to; p += 4) {
            int d = words * code[p];
            int a = words * code[p + 1];
            int b = words * code[p + 2];
            int c = words * code[p + 3];
            for (int i = 0; i < words; i++) {
                slots[d + i] = slots[a + i] ^ slots[b + i] ^ slots[c + i];
            }
        }
    }

    /** Writes the blocks of {@code count} gates to {@code in}; see {@link Kernels}. */
    static void prepareGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            long[] tweaks,
            int tweak,
            DeltaWords delta,
            byte[] in) {
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            int x = 64 * width * gate;
            int u = tweak + 2 * width * gate;
            prepareGarbled(slots, code[p], code[p + 1], width, tweaks, u, 0, 0, delta, in, x);
            prepareGarbled(slots, code[p + 2], code[p + 3], width, tweaks, u, tweaks[0], tweaks[1], delta, in, x + 32 * width);
        }
    }

    private static void prepareGarbled(
            long[] slots, int s1, int s2, int width, long[] tweaks, int u, long oddLow, long oddHigh, DeltaWords delta, byte[] in, int x) {
        int a1 = 2 * width * s1;
        int a2 = 2 * width * s2;
        for (int l = 0; l < width; l++) {
            long low = EpochHash.sigma(slots[a1 + 2 * l] ^ slots[a2 + 2 * l]) ^ tweaks[u + 2 * l] ^ oddLow;
            long high = EpochHash.sigma(slots[a1 + 2 * l + 1] ^ slots[a2 + 2 * l + 1]) ^ tweaks[u + 2 * l + 1] ^ oddHigh;
            LongBytes.put(in, x + 16 + 16 * l, low);
            LongBytes.put(in, x + 24 + 16 * l, high);
            LongBytes.put(in, x + 16 + 16 * (width + l), low ^ delta.sigmaLow);
            LongBytes.put(in, x + 24 + 16 * (width + l), high ^ delta.sigmaHigh);
        }
    }

    /** From the blocks and their encryptions, writes the rows to {@code rows[at …]} and the output labels to the slots. */
    static void finishGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            DeltaWords delta,
            byte[] in,
            byte[] out,
            byte[] rows,
            int at) {
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            int x = 64 * width * gate;
            int r = at + 32 * width * gate;
            for (int l = 0; l < width; l++) {
                finishGarbled(slots, code, p, width, l, delta, in, out, x + 16 * l, rows, r + 16 * l);
            }
        }
    }

    private static void finishGarbled(
            long[] slots,
            int[] code,
            int p,
            int width,
            int l,
            DeltaWords delta,
            byte[] in,
            byte[] out,
            int x,
            byte[] rows,
            int r) {
        int a1 = 2 * (width * code[p] + l);
        int a2 = 2 * (width * code[p + 1] + l);
        int b1 = 2 * (width * code[p + 2] + l);
        int b2 = 2 * (width * code[p + 3] + l);
        int c = 2 * (width * code[p + 4] + l);
        int d = 2 * (width * code[p + 5] + l);
        int plane = 16 * width;
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long pa = -(aLow & 1);
        long pb = -((slots[b1] ^ slots[b2]) & 1);

        long daLow = decrypted(in, out, x);
        long daHigh = decrypted(in, out, x + 8);
        long tgLow = daLow ^ decrypted(in, out, x + plane) ^ delta.sigmaLow ^ (delta.low & pb);
        long tgHigh = daHigh ^ decrypted(in, out, x + plane + 8) ^ delta.sigmaHigh ^ (delta.high & pb);
        long dbLow = decrypted(in, out, x + 2 * plane);
        long dbHigh = decrypted(in, out, x + 2 * plane + 8);
        long teALow = dbLow ^ decrypted(in, out, x + 3 * plane) ^ delta.sigmaLow;
        long teAHigh = dbHigh ^ decrypted(in, out, x + 3 * plane + 8) ^ delta.sigmaHigh;

        LongBytes.put(rows, r, tgLow);
        LongBytes.put(rows, r + 8, tgHigh);
        LongBytes.put(rows, r + plane, teALow ^ aLow);
        LongBytes.put(rows, r + plane + 8, teAHigh ^ aHigh);
        slots[d] = daLow
                ^ LongBytes.get(in, x + 16)
                ^ (tgLow & pa)
                ^ dbLow
                ^ LongBytes.get(in, x + 2 * plane + 16)
                ^ (teALow & pb)
                ^ slots[c];
        slots[d + 1] = daHigh
                ^ LongBytes.get(in, x + 24)
                ^ (tgHigh & pa)
                ^ dbHigh
                ^ LongBytes.get(in, x + 2 * plane + 24)
                ^ (teAHigh & pb)
                ^ slots[c + 1];
    }

    /** Writes the blocks of {@code count} gates to {@code in}; see {@link Kernels}. */
    static void prepareEvaluation(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] in) {
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            int x = 32 * width * gate;
            int u = tweak + 2 * width * gate;
            prepareEvaluated(slots, code[p], code[p + 1], width, tweaks, u, 0, 0, in, x);
            prepareEvaluated(slots, code[p + 2], code[p + 3], width, tweaks, u, tweaks[0], tweaks[1], in, x + 16 * width);
        }
    }

    private static void prepareEvaluated(
            long[] slots, int s1, int s2, int width, long[] tweaks, int u, long oddLow, long oddHigh, byte[] in, int x) {
        int a1 = 2 * width * s1;
        int a2 = 2 * width * s2;
        for (int l = 0; l < width; l++) {
            long low = EpochHash.sigma(slots[a1 + 2 * l] ^ slots[a2 + 2 * l]) ^ tweaks[u + 2 * l] ^ oddLow;
            long high = EpochHash.sigma(slots[a1 + 2 * l + 1] ^ slots[a2 + 2 * l + 1]) ^ tweaks[u + 2 * l + 1] ^ oddHigh;
            LongBytes.put(in, x + 16 + 16 * l, low);
            LongBytes.put(in, x + 24 + 16 * l, high);
        }
    }

    /** From the blocks, their encryptions and the rows at {@code rows[at …]}, writes the output labels to the slots. */
    static void finishEvaluation(
            long[] slots, int[] code, int from, int count, int width, byte[] in, byte[] out, byte[] rows, int at) {
        for (int gate = 0; gate < count; gate++) {
            int p = from + 6 * gate;
            int x = 32 * width * gate;
            int r = at + 32 * width * gate;
            for (int l = 0; l < width; l++) {
                finishEvaluated(slots, code, p, width, l, in, out, x + 16 * l, rows, r + 16 * l);
            }
        }
    }

    private static void finishEvaluated(
            long[] slots, int[] code, int p, int width, int l, byte[] in, byte[] out, int x, byte[] rows, int r) {
        int a1 = 2 * (width * code[p] + l);
        int a2 = 2 * (width * code[p + 1] + l);
        int b1 = 2 * (width * code[p + 2] + l);
        int b2 = 2 * (width * code[p + 3] + l);
        int c = 2 * (width * code[p + 4] + l);
        int d = 2 * (width * code[p + 5] + l);
        int plane = 16 * width;
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long sa = -(aLow & 1);
        long sb = -((slots[b1] ^ slots[b2]) & 1);
        long hLow = decrypted(in, out, x)
                ^ LongBytes.get(in, x + 16)
                ^ decrypted(in, out, x + plane)
                ^ LongBytes.get(in, x + plane + 16);
        long hHigh = decrypted(in, out, x + 8)
                ^ LongBytes.get(in, x + 24)
                ^ decrypted(in, out, x + plane + 8)
                ^ LongBytes.get(in, x + plane + 24);
        slots[d] = hLow ^ (LongBytes.get(rows, r) & sa) ^ ((LongBytes.get(rows, r + plane) ^ aLow) & sb) ^ slots[c];
        slots[d + 1] = hHigh
                ^ (LongBytes.get(rows, r + 8) & sa)
                ^ ((LongBytes.get(rows, r + plane + 8) ^ aHigh) & sb)
                ^ slots[c + 1];
    }

    /** A word of D of a block: the block before is {@code in[x …]}. */
    private static long decrypted(byte[] in, byte[] out, int x) {
        return LongBytes.get(out, x) ^ LongBytes.get(in, x);
    }
}
