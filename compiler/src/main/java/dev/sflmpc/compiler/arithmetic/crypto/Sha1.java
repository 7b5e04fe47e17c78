package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * SHA-1 (FIPS 180-4), for existing formats; it is not collision resistant. One block from the fixed initial value takes
 * 10,582 AND gates.
 */
public final class Sha1 {

    private static final long[] INITIAL = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    private static final long[] CONSTANTS = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDCL, 0xCA62C1D6L};

    private Sha1() {}

    /** The digest of a message of whole bytes. */
    public static int[] hash(Netlist net, int[] message) {
        return MerkleDamgard.hash(net, message, initialState(), 512, true, Sha1::compress);
    }

    /** The state before the first block, as bytes. */
    public static int[] initialState() {
        int[][] words = new int[5][];
        for (int i = 0; i < 5; i++) {
            words[i] = Lanes.constant(INITIAL[i], 32);
        }
        return Lanes.bytes(words, true);
    }

    /**
     * The compression function.
     *
     * @param state 160 bits
     * @param block 512 bits
     */
    public static int[] compress(Netlist net, int[] state, int[] block) {
        Lanes.requireBits(state, 160, "state");
        Lanes.requireBits(block, 512, "block");
        int[][] w = Arrays.copyOf(Lanes.words(block, 32, true), 80);
        for (int t = 16; t < 80; t++) {
            w[t] = Lanes.rotateLeft(Lanes.xor(net, Lanes.xor(net, w[t - 3], w[t - 8], w[t - 14]), w[t - 16]), 1);
        }
        int[][] start = Lanes.words(state, 32, true);
        int[][] h = start.clone();
        for (int t = 0; t < 80; t++) {
            int[] mixed = mixed(net, t / 20, h[1], h[2], h[3]);
            int[] sum = Lanes.sum(net, CONSTANTS[t / 20], Lanes.rotateLeft(h[0], 5), mixed, h[4], w[t]);
            System.arraycopy(h, 0, h, 1, 4);
            h[2] = Lanes.rotateLeft(h[2], 30);
            h[0] = sum;
        }
        for (int i = 0; i < 5; i++) {
            h[i] = Lanes.sum(net, 0, start[i], h[i]);
        }
        return Lanes.bytes(h, true);
    }

    private static int[] mixed(Netlist net, int phase, int[] b, int[] c, int[] d) {
        return switch (phase) {
            case 0 -> Lanes.choose(net, b, c, d);
            case 2 -> Lanes.majority(net, b, c, d);
            default -> Lanes.xor(net, b, c, d);
        };
    }
}
