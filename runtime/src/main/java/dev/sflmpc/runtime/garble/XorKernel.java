package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;

/** Free XOR over slots of one label, the same for both parties; layout as in {@link Kernels}. */
final class XorKernel {

    private XorKernel() {}

    /** Executes XOR entries {@code (d, a, b, c)} of {@code code} from {@code from} to {@code to}. */
    static void xor(long[] slots, int[] code, int from, int to) {
        int p = from;
        while (p < to) {
            int d = 2 * code[p];
            int a = 2 * code[p + 1];
            int b = 2 * code[p + 2];
            int c = 2 * code[p + 3];
            slots[d] = slots[a] ^ slots[b] ^ slots[c];
            slots[d + 1] = slots[a + 1] ^ slots[b + 1] ^ slots[c + 1];
            p += Block.XOR_WORDS;
        }
    }
}
