package dev.sflmpc.runtime.garble;

/**
 * Half gates, the garbler's side, over a batch of independent ANDs {@code (a1, a2, b1, b2, c, d)}: the labels of a1 ^ a2
 * and b1 ^ b2 are A0 and B0, C0 is xored with the label of c and goes to d.
 *
 * <pre>
 * TG = H(A0) ^ H(A1) ^ pb·delta       WG0 = H(A0) ^ pa·TG
 * TE = H(B0) ^ H(B1) ^ A0             WE0 = H(B0) ^ pb·(TE ^ A0)        C0 = WG0 ^ WE0
 * </pre>
 *
 * With X = sigma(A0) ^ U the block of A1 is X ^ sigma(delta), and H(A0) ^ H(A1) = AES(X) ^ AES(X ^ sigma(delta)) ^
 * sigma(delta): sigma is linear. Slot {@code s} is {@code slots[2s]}, {@code slots[2s+1]}. There is no branch and no index
 * that depends on a label. Zahur, Rosulek, Evans, EUROCRYPT 2015, figure 2.
 */
final class GarblingKernel {

    private GarblingKernel() {}

    /** Writes the four blocks of each gate, A0 A1 B0 B1, to {@code in}. */
    static void prepare(
            long[] slots, int[] code, int from, int count, long[] tweaks, int tweak, DeltaWords delta, byte[] in) {
        long sigmaLow = delta.sigmaLow;
        long sigmaHigh = delta.sigmaHigh;
        prepareGate(slots, code, from, tweaks, tweak, sigmaLow, sigmaHigh, in, 0);
        for (int i = 1; i < count; i++) {
            prepareGate(slots, code, from + 6 * i, tweaks, tweak + 4 * i, sigmaLow, sigmaHigh, in, 64 * i);
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
        long b0Low = EpochHash.sigma(slots[b1] ^ slots[b2]) ^ tweaks[u + 2];
        long b0High = EpochHash.sigma(slots[b1 + 1] ^ slots[b2 + 1]) ^ tweaks[u + 3];
        LongBytes.put(in, x, a0Low);
        LongBytes.put(in, x + 8, a0High);
        LongBytes.put(in, x + 16, a0Low ^ sigmaLow);
        LongBytes.put(in, x + 24, a0High ^ sigmaHigh);
        LongBytes.put(in, x + 32, b0Low);
        LongBytes.put(in, x + 40, b0High);
        LongBytes.put(in, x + 48, b0Low ^ sigmaLow);
        LongBytes.put(in, x + 56, b0High ^ sigmaHigh);
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

        long eaLow = LongBytes.get(out, x);
        long eaHigh = LongBytes.get(out, x + 8);
        long tgLow = eaLow ^ LongBytes.get(out, x + 16) ^ delta.sigmaLow ^ (delta.low & pb);
        long tgHigh = eaHigh ^ LongBytes.get(out, x + 24) ^ delta.sigmaHigh ^ (delta.high & pb);
        long ebLow = LongBytes.get(out, x + 32);
        long ebHigh = LongBytes.get(out, x + 40);
        long teALow = ebLow ^ LongBytes.get(out, x + 48) ^ delta.sigmaLow;
        long teAHigh = ebHigh ^ LongBytes.get(out, x + 56) ^ delta.sigmaHigh;

        long haLow = eaLow ^ LongBytes.get(in, x);
        long haHigh = eaHigh ^ LongBytes.get(in, x + 8);
        long hbLow = ebLow ^ LongBytes.get(in, x + 32);
        long hbHigh = ebHigh ^ LongBytes.get(in, x + 40);

        LongBytes.put(rows, r, tgLow);
        LongBytes.put(rows, r + 8, tgHigh);
        LongBytes.put(rows, r + 16, teALow ^ aLow);
        LongBytes.put(rows, r + 24, teAHigh ^ aHigh);
        slots[d] = haLow ^ (tgLow & pa) ^ hbLow ^ (teALow & pb) ^ slots[c];
        slots[d + 1] = haHigh ^ (tgHigh & pa) ^ hbHigh ^ (teAHigh & pb) ^ slots[c + 1];
    }
}
