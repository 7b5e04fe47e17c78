package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * EPOCH1024: AES with a new key for every 1024 AND gates, and a tweak of its own for every hashed label.
 *
 * <p>Gate {@code g} is in epoch {@code e = g / 1024} and hashes its first input with {@code t = 2(g mod 1024)}, its second
 * with {@code t + 1}:
 *
 * <pre>
 * H(x, e, t) = AES_k(X) ^ X     X = sigma(x) ^ U_t     k = AES_master(e)     U_t = t · S in GF(2^128)
 * </pre>
 *
 * {@link #sigma} is a linear orthomorphism. The polynomial of the field is x^128 + x^7 + x^2 + x + 1, bit i of the low word
 * stands for x^i.
 *
 * <p>Bound, in the ideal-cipher model, for p queries to the cipher: about p · 2^-115 for the largest epoch, whatever the
 * number of gates, since a query is under one key and each key covers 2048 hidden inputs; plus about C · 2^-115 for C
 * gates from collisions within an epoch. S must be unpredictable while the evaluator can choose labels, so that it cannot
 * make sigma(w ^ w') meet U_t ^ U_t'. See Guo, Katz, Wang, Weng, Yu, CRYPTO 2020, for the attack on one fixed key, which
 * this avoids at the price of a key set-up per 1024 gates instead of per gate.
 *
 * <p>A gate of {@code width} labels is that many ANDs with numbers in a row, all of one epoch: the last numbers of an epoch
 * are left out where they do not suffice.
 *
 * <p>Layout: {@code in} and {@code out} are the blocks of a batch, 64 bytes an AND when garbling (A0, A1, B0, B1), 32
 * when evaluating (A, B). {@code tweaks} holds U_t as two longs.
 */
final class EpochHash extends GateHash {

    static final int EPOCH_ANDS = 1024;
    static final int BATCH_ANDS = 64;

    private static final int GARBLE_BLOCKS = 4;
    private static final int EVALUATE_BLOCKS = 2;

    /** AES stubs work on 32 blocks at once; a tail of more than 8 blocks is cheaper filled up to 32. */
    private static final int WIDE_BLOCKS = 32;

    private static final int LARGEST_TAIL_BLOCKS = 8;

    private final Cipher master;
    private final Cipher epochCipher = Aes.cipher();
    private final long[] tweaks;
    private final byte[] in = new byte[BATCH_ANDS * GARBLE_BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BATCH_ANDS * GARBLE_BLOCKS * Aes.BLOCK_BYTES];
    private long epoch;
    private int positionInEpoch;

    /**
     * @param masterKey 16 bytes, public
     * @param tweakSeed 16 bytes, S in little-endian order, public
     */
    EpochHash(byte[] masterKey, byte[] tweakSeed) {
        master = Aes.cipher(masterKey, 0);
        tweaks = Tweaks.multiples(LongBytes.get(tweakSeed, 0), LongBytes.get(tweakSeed, 8), 2 * EPOCH_ANDS);
        rekey();
    }

    /** The linear orthomorphism (h, l) → (h ^ l, h) of the 32-bit halves of one word of a label. */
    static long sigma(long word) {
        return Long.rotateLeft(word, 32) ^ (word & 0xFFFF_FFFF_0000_0000L);
    }

    @Override
    GarblingScheme scheme() {
        return GarblingScheme.HALF_GATES;
    }

    @Override
    public long andIndex() {
        return epoch * EPOCH_ANDS + positionInEpoch;
    }

    @Override
    int batch(int wanted, int width) {
        if (positionInEpoch + width > EPOCH_ANDS) {
            epoch++;
            positionInEpoch = 0;
            rekey();
        }
        return Math.min(wanted, Math.min(BATCH_ANDS, EPOCH_ANDS - positionInEpoch) / width);
    }

    @Override
    void garble(long[] slots, int[] code, int from, int count, int width, DeltaWords delta, byte[] rows, int at) {
        int tweak = 4 * positionInEpoch;
        positionInEpoch += count * width;
        if (width == 1) {
            GarblingKernel.prepare(slots, code, from, count, tweaks, tweak, delta, in);
        } else {
            LaneKernel.prepareGarbling(slots, code, from, count, width, tweaks, tweak, delta, in);
        }
        encrypt(epochCipher, in, out, GARBLE_BLOCKS * count * width);
        if (width == 1) {
            GarblingKernel.finish(slots, code, from, count, delta, in, out, rows, at);
        } else {
            LaneKernel.finishGarbling(slots, code, from, count, width, delta, in, out, rows, at);
        }
    }

    @Override
    void evaluate(long[] slots, int[] code, int from, int count, int width, byte[] rows, int at) {
        int tweak = 4 * positionInEpoch;
        positionInEpoch += count * width;
        if (width == 1) {
            EvaluationKernel.prepare(slots, code, from, count, tweaks, tweak, in);
        } else {
            LaneKernel.prepareEvaluation(slots, code, from, count, width, tweaks, tweak, in);
        }
        encrypt(epochCipher, in, out, EVALUATE_BLOCKS * count * width);
        if (width == 1) {
            EvaluationKernel.finish(slots, code, from, count, in, out, rows, at);
        } else {
            LaneKernel.finishEvaluation(slots, code, from, count, width, in, out, rows, at);
        }
    }

    @Override
    void wipe() {
        Arrays.fill(in, (byte) 0);
        Arrays.fill(out, (byte) 0);
    }

    private static void encrypt(Cipher cipher, byte[] in, byte[] out, int blocks) {
        boolean fill = blocks % WIDE_BLOCKS > LARGEST_TAIL_BLOCKS;
        Aes.encrypt(cipher, in, fill ? (blocks | (WIDE_BLOCKS - 1)) + 1 : blocks, out, 0);
    }

    private void rekey() {
        byte[] number = new byte[Aes.BLOCK_BYTES];
        LongBytes.put(number, 0, epoch);
        byte[] key = new byte[Aes.KEY_BYTES];
        Aes.encrypt(master, number, 1, key, 0);
        Aes.rekey(epochCipher, key, 0);
    }
}
