package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.arithmetic.AesSbox;
import dev.sflmpc.compiler.netlist.Netlist;

/**
 * AES with keys of 128, 192 and 256 bits (FIPS 197), one block in either direction.
 *
 * <p>AND gates: 32 for each S-box, so 6400, 7168 and 8832 with the key schedule, which takes 1280, 1024 and 1664 of
 * them, in depth 60, 72 and 84.
 */
public final class Aes {

    private static final int[] SHIFTED = {0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11};

    private Aes() {}

    /**
     * Enciphers a block.
     *
     * @param key 128, 192 or 256 bits
     * @param block 128 bits
     */
    public static int[] encrypt(Netlist net, int[] key, int[] block) {
        int[][] words = expanded(net, key);
        int rounds = words.length / 4 - 1;
        int[][] state = keyed(net, bytes(block), words, 0);
        for (int round = 1; round <= rounds; round++) {
            int[][] shifted = new int[16][];
            for (int i = 0; i < 16; i++) {
                shifted[i] = AesSbox.substitute(net, state[SHIFTED[i]]);
            }
            state = keyed(net, round < rounds ? mixed(net, shifted, false) : shifted, words, round);
        }
        return Lanes.bytes(state, false);
    }

    /**
     * Deciphers a block.
     *
     * @param key 128, 192 or 256 bits
     * @param block 128 bits
     */
    public static int[] decrypt(Netlist net, int[] key, int[] block) {
        int[][] words = expanded(net, key);
        int rounds = words.length / 4 - 1;
        int[][] state = keyed(net, bytes(block), words, rounds);
        for (int round = rounds - 1; round >= 0; round--) {
            int[][] shifted = new int[16][];
            for (int i = 0; i < 16; i++) {
                shifted[SHIFTED[i]] = AesSbox.inverse(net, state[i]);
            }
            state = keyed(net, shifted, words, round);
            state = round > 0 ? mixed(net, state, true) : state;
        }
        return Lanes.bytes(state, false);
    }

    private static int[][] bytes(int[] block) {
        Lanes.requireBits(block, 128, "block");
        return Lanes.words(block, 8, false);
    }

    private static int[][] keyed(Netlist net, int[][] state, int[][] words, int round) {
        int[][] result = new int[16][8];
        for (int i = 0; i < 128; i++) {
            result[i / 8][i % 8] = net.xor(state[i / 8][i % 8], words[4 * round + i / 32][i % 32]);
        }
        return result;
    }

    /** The key schedule: words of 32 bits, four a round. */
    private static int[][] expanded(Netlist net, int[] key) {
        if (key.length != 128 && key.length != 192 && key.length != 256) {
            throw new IllegalArgumentException("a key of " + key.length + " bits");
        }
        int[][] given = Lanes.words(key, 32, false);
        int count = given.length;
        int[][] words = java.util.Arrays.copyOf(given, 4 * (count + 7));
        int constant = 1;
        for (int i = count; i < words.length; i++) {
            int[] word = words[i - 1];
            if (i % count == 0) {
                word = substituted(net, Lanes.rotateRight(word, 8));
                word = Lanes.xor(net, word, Lanes.constant(constant, 32));
                constant = constant << 1 ^ (constant >>> 7) * 0x11b;
            } else if (count > 6 && i % count == 4) {
                word = substituted(net, word);
            }
            words[i] = Lanes.xor(net, words[i - count], word);
        }
        return words;
    }

    private static int[] substituted(Netlist net, int[] word) {
        int[][] octets = Lanes.words(word, 8, false);
        for (int i = 0; i < 4; i++) {
            octets[i] = AesSbox.substitute(net, octets[i]);
        }
        return Lanes.bytes(octets, false);
    }

    /** MixColumns or its inverse, which is MixColumns after a sum of the bytes two apart is mixed in. */
    private static int[][] mixed(Netlist net, int[][] state, boolean inverse) {
        int[][] result = new int[16][];
        for (int column = 0; column < 16; column += 4) {
            int[][] s = java.util.Arrays.copyOfRange(state, column, column + 4);
            if (inverse) {
                int[] even = doubled(net, doubled(net, Lanes.xor(net, s[0], s[2])));
                int[] odd = doubled(net, doubled(net, Lanes.xor(net, s[1], s[3])));
                s = new int[][] {
                    Lanes.xor(net, s[0], even),
                    Lanes.xor(net, s[1], odd),
                    Lanes.xor(net, s[2], even),
                    Lanes.xor(net, s[3], odd)
                };
            }
            int[] all = Lanes.xor(net, Lanes.xor(net, s[0], s[1]), Lanes.xor(net, s[2], s[3]));
            for (int i = 0; i < 4; i++) {
                int[] twice = doubled(net, Lanes.xor(net, s[i], s[(i + 1) % 4]));
                result[column + i] = Lanes.xor(net, s[i], all, twice);
            }
        }
        return result;
    }

    /** Times x in GF(2^8). */
    private static int[] doubled(Netlist net, int[] octet) {
        int top = octet[7];
        return new int[] {
            top,
            net.xor(octet[0], top),
            octet[1],
            net.xor(octet[2], top),
            net.xor(octet[3], top),
            octet[4],
            octet[5],
            octet[6]
        };
    }
}
