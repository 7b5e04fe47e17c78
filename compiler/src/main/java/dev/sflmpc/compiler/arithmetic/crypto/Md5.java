package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * MD5 (RFC 1321), for existing formats; it is not collision resistant. One block from the fixed initial value takes
 * 9,037 AND gates.
 */
public final class Md5 {

    private static final long[] INITIAL = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    private static final int[] ROTATIONS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

    private Md5() {}

    /** The digest of a message of whole bytes. */
    public static int[] hash(Netlist net, int[] message) {
        return MerkleDamgard.hash(net, message, initialState(), 512, false, Md5::compress);
    }

    /** The state before the first block, as bytes. */
    public static int[] initialState() {
        int[][] words = new int[4][];
        for (int i = 0; i < 4; i++) {
            words[i] = Lanes.constant(INITIAL[i], 32);
        }
        return Lanes.bytes(words, false);
    }

    /**
     * The compression function.
     *
     * @param state 128 bits
     * @param block 512 bits
     */
    public static int[] compress(Netlist net, int[] state, int[] block) {
        Lanes.requireBits(state, 128, "state");
        Lanes.requireBits(block, 512, "block");
        int[][] words = Lanes.words(block, 32, false);
        int[][] start = Lanes.words(state, 32, false);
        int[][] h = start.clone();
        for (int i = 0; i < 64; i++) {
            long constant = (long) (StrictMath.abs(StrictMath.sin(i + 1)) * 0x1p32);
            int[] mixed = mixed(net, i / 16, h[1], h[2], h[3]);
            int[] sum = Lanes.sum(net, constant, h[0], mixed, words[wordOf(i)]);
            int[] next = Lanes.sum(net, 0, h[1], Lanes.rotateLeft(sum, ROTATIONS[i / 16 * 4 + i % 4]));
            h = new int[][] {h[3], next, h[1], h[2]};
        }
        for (int i = 0; i < 4; i++) {
            h[i] = Lanes.sum(net, 0, start[i], h[i]);
        }
        return Lanes.bytes(h, false);
    }

    private static int wordOf(int step) {
        return switch (step / 16) {
            case 0 -> step;
            case 1 -> (5 * step + 1) % 16;
            case 2 -> (3 * step + 5) % 16;
            default -> 7 * step % 16;
        };
    }

    private static int[] mixed(Netlist net, int phase, int[] b, int[] c, int[] d) {
        return switch (phase) {
            case 0 -> Lanes.choose(net, b, c, d);
            case 1 -> Lanes.choose(net, d, b, c);
            case 2 -> Lanes.xor(net, b, c, d);
            default -> {
                int[] result = new int[32];
                for (int i = 0; i < 32; i++) {
                    result[i] = net.xor(c[i], net.or(b[i], d[i] ^ 1));
                }
                yield result;
            }
        };
    }
}
