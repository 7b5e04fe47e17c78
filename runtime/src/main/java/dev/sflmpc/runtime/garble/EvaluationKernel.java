package dev.sflmpc.runtime.garble;

/**
 * Half gates, the evaluator's side, over a batch of ANDs with one label a slot; formulas and layout as in {@link Kernels}.
 *
 * <p>The blocks of a gate are those of A and B, X and Y. With what the cipher gives, P(n) = D(block n) ^ block n - 1, and the
 * block Z before the gate's, H(A) ^ H(B) = P(0) ^ Z ^ P(1) ^ Y.
 */
final class EvaluationKernel {

    private EvaluationKernel() {}

    /** Writes the two blocks of each gate, A B. */
    static void prepare(long[] slots, int[] code, int from, int count, long[] tweaks, int tweak, byte[] in) {
        prepareGate(slots, code, from, tweaks, tweak, in, 0);
        for (int i = 1; i < count; i++) {
            prepareGate(slots, code, from + 6 * i, tweaks, tweak + 2 * i, in, 32 * i);
        }
    }

    /** From the blocks, their encryptions and the rows at {@code rows[at …]}, writes the output labels to the slots. */
    static void finish(long[] slots, int[] code, int from, int count, byte[] in, byte[] out, byte[] rows, int at) {
        finishGate(slots, code, from, in, out, 0, rows, at);
        for (int i = 1; i < count; i++) {
            finishGate(slots, code, from + 6 * i, in, out, 32 * i, rows, at + 32 * i);
        }
    }

    private static void prepareGate(long[] slots, int[] code, int p, long[] tweaks, int u, byte[] in, int x) {
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        LongBytes.put(in, x + 16, EpochHash.sigma(slots[a1] ^ slots[a2]) ^ tweaks[u]);
        LongBytes.put(in, x + 24, EpochHash.sigma(slots[a1 + 1] ^ slots[a2 + 1]) ^ tweaks[u + 1]);
        LongBytes.put(in, x + 32, EpochHash.sigma(slots[b1] ^ slots[b2]) ^ tweaks[u] ^ tweaks[0]);
        LongBytes.put(in, x + 40, EpochHash.sigma(slots[b1 + 1] ^ slots[b2 + 1]) ^ tweaks[u + 1] ^ tweaks[1]);
    }

    private static void finishGate(long[] slots, int[] code, int p, byte[] in, byte[] out, int x, byte[] rows, int r) {
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        int c = 2 * code[p + 4];
        int d = 2 * code[p + 5];
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long sa = -(aLow & 1);
        long sb = -((slots[b1] ^ slots[b2]) & 1);
        long hLow = LongBytes.get(out, x)
                ^ LongBytes.get(in, x)
                ^ LongBytes.get(out, x + 16)
                ^ LongBytes.get(in, x + 32);
        long hHigh = LongBytes.get(out, x + 8)
                ^ LongBytes.get(in, x + 8)
                ^ LongBytes.get(out, x + 24)
                ^ LongBytes.get(in, x + 40);
        slots[d] = hLow ^ (LongBytes.get(rows, r) & sa) ^ ((LongBytes.get(rows, r + 16) ^ aLow) & sb) ^ slots[c];
        slots[d + 1] =
                hHigh ^ (LongBytes.get(rows, r + 8) & sa) ^ ((LongBytes.get(rows, r + 24) ^ aHigh) & sb) ^ slots[c + 1];
    }
}
