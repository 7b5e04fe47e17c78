package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * SHA-256 and SHA-512 (FIPS 180-4).
 *
 * <p>AND gates of a compression 22,271 and 57,572; of one block from the fixed initial value 21,890 and 56,812. Every
 * sum is one compressor with the round constant folded in; choice and majority take one AND a bit.
 */
public final class Sha2 {

    public static final Sha2 SHA256 = new Sha2(32, 64, new int[] {2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10});
    public static final Sha2 SHA512 = new Sha2(64, 80, new int[] {28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6});

    private final int width;
    private final int[] rotations;
    private final long[] roundConstants;
    private final long[] initial;

    private Sha2(int width, int rounds, int[] rotations) {
        this.width = width;
        this.rotations = rotations;
        roundConstants = rootFractions(rounds, 3, width);
        initial = rootFractions(8, 2, width);
    }

    /** The digest of a message of whole bytes. */
    public int[] hash(Netlist net, int[] message) {
        return MerkleDamgard.hash(net, message, initialState(), 16 * width, true, this::compress);
    }

    /** The state before the first block, as bytes. */
    public int[] initialState() {
        int[][] words = new int[8][];
        for (int i = 0; i < 8; i++) {
            words[i] = Lanes.constant(initial[i], width);
        }
        return Lanes.bytes(words, true);
    }

    /**
     * The compression function.
     *
     * @param state 8 words
     * @param block 16 words
     */
    public int[] compress(Netlist net, int[] state, int[] block) {
        Lanes.requireBits(state, 8 * width, "state");
        Lanes.requireBits(block, 16 * width, "block");
        int[][] schedule = schedule(net, Lanes.words(block, width, true));
        int[][] start = Lanes.words(state, width, true);
        int[][] h = start.clone();
        for (int t = 0; t < schedule.length; t++) {
            round(net, h, schedule[t], roundConstants[t]);
        }
        for (int i = 0; i < 8; i++) {
            h[i] = Lanes.sum(net, 0, start[i], h[i]);
        }
        return Lanes.bytes(h, true);
    }

    private int[][] schedule(Netlist net, int[][] block) {
        int[][] w = Arrays.copyOf(block, roundConstants.length);
        for (int t = 16; t < w.length; t++) {
            int[] late = w[t - 2];
            int[] early = w[t - 15];
            int[] sigma1 = Lanes.xor(net, rotated(late, 9), rotated(late, 10), Lanes.shiftRight(late, rotations[11]));
            int[] sigma0 = Lanes.xor(net, rotated(early, 6), rotated(early, 7), Lanes.shiftRight(early, rotations[8]));
            w[t] = Lanes.sum(net, 0, sigma1, w[t - 7], sigma0, w[t - 16]);
        }
        return w;
    }

    private void round(Netlist net, int[][] h, int[] word, long constant) {
        int[] sum1 = Lanes.xor(net, rotated(h[4], 3), rotated(h[4], 4), rotated(h[4], 5));
        int[] sum0 = Lanes.xor(net, rotated(h[0], 0), rotated(h[0], 1), rotated(h[0], 2));
        int[] choice = Lanes.choose(net, h[4], h[5], h[6]);
        int[] majority = Lanes.majority(net, h[0], h[1], h[2]);
        int[] t1 = Lanes.sum(net, constant, h[7], sum1, choice, word);
        int[] e = Lanes.sum(net, 0, h[3], t1);
        System.arraycopy(h, 0, h, 1, 7);
        h[4] = e;
        h[0] = Lanes.sum(net, 0, t1, sum0, majority);
    }

    private int[] rotated(int[] word, int which) {
        return Lanes.rotateRight(word, rotations[which]);
    }

    /** The first bits behind the point of the roots of the first primes. */
    private static long[] rootFractions(int count, int degree, int bits) {
        long[] fractions = new long[count];
        BigInteger prime = BigInteger.ONE;
        for (int i = 0; i < count; i++) {
            prime = prime.nextProbablePrime();
            BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            fractions[i] =
                    root(prime.shiftLeft(bits * degree), degree).and(mask).longValue();
        }
        return fractions;
    }

    private static BigInteger root(BigInteger value, int degree) {
        BigInteger root = BigInteger.ZERO;
        for (int i = value.bitLength() / degree; i >= 0; i--) {
            BigInteger larger = root.setBit(i);
            root = larger.pow(degree).compareTo(value) <= 0 ? larger : root;
        }
        return root;
    }
}
