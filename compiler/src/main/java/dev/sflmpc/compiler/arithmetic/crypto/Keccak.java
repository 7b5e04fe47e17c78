package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Keccak-f[1600] and SHA-3 (FIPS 202). The permutation takes 38,400 AND gates: one for each bit of the state in each of
 * 24 rounds.
 */
public final class Keccak {

    private static final int LANE = 64;
    private static final int ROUNDS = 24;

    private Keccak() {}

    /**
     * A SHA-3 digest.
     *
     * @param message whole bytes
     * @param digestBits 224, 256, 384 or 512
     */
    public static int[] sha3(Netlist net, int[] message, int digestBits) {
        return Arrays.copyOf(sponge(net, message, 1600 - 2 * digestBits, 0x06), digestBits);
    }

    /** Absorbs a padded message; {@code suffix} is the first byte of the padding. */
    private static int[] sponge(Netlist net, int[] message, int rateBits, int suffix) {
        if (message.length % 8 != 0 || rateBits <= 0 || rateBits % LANE != 0) {
            throw new IllegalArgumentException(message.length + " bits of message at a rate of " + rateBits);
        }
        int blocks = message.length / rateBits + 1;
        int[] padded = Arrays.copyOf(message, blocks * rateBits);
        for (int i = 0; i < 8; i++) {
            padded[message.length + i] = suffix >>> i & 1;
        }
        padded[padded.length - 1] = net.xor(padded[padded.length - 1], Netlist.TRUE);
        int[] state = new int[1600];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < rateBits; i++) {
                state[i] = net.xor(state[i], padded[block * rateBits + i]);
            }
            state = permute(net, state);
        }
        return state;
    }

    /** Keccak-f[1600]: lane (x, y) is bits 64 (x + 5 y) and following. */
    public static int[] permute(Netlist net, int[] state) {
        Lanes.requireBits(state, 1600, "state");
        int[][] lanes = Lanes.words(state, LANE, false);
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            lanes = chi(net, moved(theta(net, lanes)));
            for (int j = 0; j < 7; j++) {
                if ((register & 1) != 0) {
                    lanes[0][(1 << j) - 1] ^= 1;
                }
                register = register << 1 ^ (register >>> 7) * 0x171;
            }
        }
        return Lanes.bytes(lanes, false);
    }

    private static int[][] theta(Netlist net, int[][] lanes) {
        int[][] parity = new int[5][];
        for (int x = 0; x < 5; x++) {
            int[] low = Lanes.xor(net, lanes[x], lanes[x + 5], lanes[x + 10]);
            parity[x] = Lanes.xor(net, low, lanes[x + 15], lanes[x + 20]);
        }
        int[][] result = new int[25][];
        for (int x = 0; x < 5; x++) {
            int[] change = Lanes.xor(net, parity[(x + 4) % 5], Lanes.rotateLeft(parity[(x + 1) % 5], 1));
            for (int y = 0; y < 25; y += 5) {
                result[x + y] = Lanes.xor(net, lanes[x + y], change);
            }
        }
        return result;
    }

    /** Steps rho and pi. */
    private static int[][] moved(int[][] lanes) {
        int[][] result = new int[25][];
        result[0] = lanes[0];
        int x = 1;
        int y = 0;
        for (int t = 0; t < 24; t++) {
            int[] rotated = Lanes.rotateLeft(lanes[x + 5 * y], (t + 1) * (t + 2) / 2 % LANE);
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
            result[x + 5 * y] = rotated;
        }
        return result;
    }

    private static int[][] chi(Netlist net, int[][] lanes) {
        int[][] result = new int[25][LANE];
        for (int i = 0; i < 25; i++) {
            int row = i / 5 * 5;
            int[] next = lanes[row + (i + 1) % 5];
            int[] second = lanes[row + (i + 2) % 5];
            for (int z = 0; z < LANE; z++) {
                result[i][z] = net.xor(lanes[i][z], net.and(next[z] ^ 1, second[z]));
            }
        }
        return result;
    }
}
