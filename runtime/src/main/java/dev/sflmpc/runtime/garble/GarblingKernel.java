package dev.sflmpc.runtime.garble;

/**
 * Half gates, the garbler's side, over a batch of ANDs with one label a slot; formulas and layout as in {@link Kernels}.
 *
 * <p>The blocks of a gate are those of A0, A1, B0, B1: X, X ^ sigma(delta), Y, Y ^ sigma(delta), since sigma is linear. The
 * cipher gives P(n) = D(block n) ^ block n - 1, and H(block) = D(block) ^ block. So, with the block Z before the gate's,
 *
 * <pre>
 * H(A0) ^ H(A1) = P(0) ^ Z ^ P(1) ^ X ^ sigma(delta)      H(B0) ^ H(B1) = P(2) ^ P(3) ^ X ^ Y
 * H(A0) ^ H(B0) = P(0) ^ Z ^ P(2) ^ Y ^ sigma(delta)
 * </pre>
 */
final class GarblingKernel {

    private GarblingKernel() {}

    /** Writes the four blocks of each gate, A0 A1 B0 B1. */
    static void prepare(
            long[] slots, int[] code, int from, int count, long[] tweaks, int tweak, DeltaWords delta, byte[] in) {
        long sigmaLow = delta.sigmaLow;
        long sigmaHigh = delta.sigmaHigh;
        prepareGate(slots, code, from, tweaks, tweak, sigmaLow, sigmaHigh, in, 0);
        for (int i = 1; i < count; i++) {
            prepareGate(slots, code, from + 6 * i, tweaks, tweak + 2 * i, sigmaLow, sigmaHigh, in, 64 * i);
        }
    }

    /** From the blocks and their encryptions, writes the rows to {@code rows[at …]} and the output labels to the slots. */
    static void finish(
            long[] slots,
            int[] code,
            int from,
            int count,
            DeltaWords delta,
            byte[] in,
            byte[] out,
            byte[] rows,
            int at) {
        finishGate(slots, code, from, delta, in, out, 0, rows, at);
        for (int i = 1; i < count; i++) {
            finishGate(slots, code, from + 6 * i, delta, in, out, 64 * i, rows, at + 32 * i);
        }
    }

    private static void prepareGate(
            long[] slots, int[] code, int p, long[] tweaks, int u, long sigmaLow, long sigmaHigh, byte[] in, int x) {
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        long a0Low = EpochHash.sigma(slots[a1] ^ slots[a2]) ^ tweaks[u];
        long a0High = EpochHash.sigma(slots[a1 + 1] ^ slots[a2 + 1]) ^ tweaks[u + 1];
        long b0Low = EpochHash.sigma(slots[b1] ^ slots[b2]) ^ tweaks[u] ^ tweaks[0];
        long b0High = EpochHash.sigma(slots[b1 + 1] ^ slots[b2 + 1]) ^ tweaks[u + 1] ^ tweaks[1];
        LongBytes.put(in, x + 16, a0Low);
        LongBytes.put(in, x + 24, a0High);
        LongBytes.put(in, x + 32, a0Low ^ sigmaLow);
        LongBytes.put(in, x + 40, a0High ^ sigmaHigh);
        LongBytes.put(in, x + 48, b0Low);
        LongBytes.put(in, x + 56, b0High);
        LongBytes.put(in, x + 64, b0Low ^ sigmaLow);
        LongBytes.put(in, x + 72, b0High ^ sigmaHigh);
    }

    private static void finishGate(
            long[] slots, int[] code, int p, DeltaWords delta, byte[] in, byte[] out, int x, byte[] rows, int r) {
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        int c = 2 * code[p + 4];
        int d = 2 * code[p + 5];
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long pa = -(aLow & 1);
        long pb = -((slots[b1] ^ slots[b2]) & 1);

        long xLow = LongBytes.get(in, x + 16);
        long xHigh = LongBytes.get(in, x + 24);
        long yLow = LongBytes.get(in, x + 48);
        long yHigh = LongBytes.get(in, x + 56);
        long p0Low = LongBytes.get(out, x) ^ LongBytes.get(in, x) ^ delta.sigmaLow;
        long p0High = LongBytes.get(out, x + 8) ^ LongBytes.get(in, x + 8) ^ delta.sigmaHigh;
        long p2Low = LongBytes.get(out, x + 32) ^ yLow;
        long p2High = LongBytes.get(out, x + 40) ^ yHigh;
        long tgLow = p0Low ^ LongBytes.get(out, x + 16) ^ xLow ^ (delta.low & pb);
        long tgHigh = p0High ^ LongBytes.get(out, x + 24) ^ xHigh ^ (delta.high & pb);
        long teALow = p2Low ^ LongBytes.get(out, x + 48) ^ xLow;
        long teAHigh = p2High ^ LongBytes.get(out, x + 56) ^ xHigh;

        LongBytes.put(rows, r, tgLow);
        LongBytes.put(rows, r + 8, tgHigh);
        LongBytes.put(rows, r + 16, teALow ^ aLow);
        LongBytes.put(rows, r + 24, teAHigh ^ aHigh);
        slots[d] = p0Low ^ p2Low ^ (tgLow & pa) ^ (teALow & pb) ^ slots[c];
        slots[d + 1] = p0High ^ p2High ^ (tgHigh & pa) ^ (teAHigh & pb) ^ slots[c + 1];
    }
}
