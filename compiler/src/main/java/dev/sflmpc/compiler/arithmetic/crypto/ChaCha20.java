package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * ChaCha20 (RFC 8439). A block of 16 secret words takes 10,416 AND gates: 31 for each of 336 additions; with the
 * constants of the standard in their place 10,400.
 */
public final class ChaCha20 {

    private static final String CONSTANTS = "expand 32-byte k";

    private ChaCha20() {}

    /**
     * 512 bits of key stream.
     *
     * @param key 256 bits
     * @param counter 32 bits
     * @param nonce 96 bits
     */
    public static int[] block(Netlist net, int[] key, int[] counter, int[] nonce) {
        Lanes.requireBits(key, 256, "key");
        Lanes.requireBits(counter, 32, "counter");
        Lanes.requireBits(nonce, 96, "nonce");
        int[] state = new int[512];
        for (int i = 0; i < 128; i++) {
            state[i] = (CONSTANTS.charAt(i / 8) >>> i % 8 & 1) != 0 ? Netlist.TRUE : Netlist.FALSE;
        }
        System.arraycopy(key, 0, state, 128, 256);
        System.arraycopy(counter, 0, state, 384, 32);
        System.arraycopy(nonce, 0, state, 416, 96);
        return permuteAndAdd(net, state);
    }

    /** Twenty rounds of 16 words, and the words added to the result. */
    public static int[] permuteAndAdd(Netlist net, int[] state) {
        Lanes.requireBits(state, 512, "state");
        int[][] start = Lanes.words(state, 32, false);
        int[][] x = start.clone();
        for (int i = 0; i < 10; i++) {
            for (int column = 0; column < 4; column++) {
                quarterRound(net, x, column, 4 + column, 8 + column, 12 + column);
            }
            for (int diagonal = 0; diagonal < 4; diagonal++) {
                quarterRound(net, x, diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4);
            }
        }
        for (int i = 0; i < 16; i++) {
            x[i] = Lanes.sum(net, 0, start[i], x[i]);
        }
        return Lanes.bytes(x, false);
    }

    private static void quarterRound(Netlist net, int[][] x, int a, int b, int c, int d) {
        step(net, x, a, b, d, 16);
        step(net, x, c, d, b, 12);
        step(net, x, a, b, d, 8);
        step(net, x, c, d, b, 7);
    }

    private static void step(Netlist net, int[][] x, int sum, int addend, int mixed, int rotation) {
        x[sum] = Lanes.sum(net, 0, x[sum], x[addend]);
        x[mixed] = Lanes.rotateLeft(Lanes.xor(net, x[mixed], x[sum]), rotation);
    }
}
