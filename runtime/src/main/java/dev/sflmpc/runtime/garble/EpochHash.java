package dev.sflmpc.runtime.garble;

import java.util.Arrays;

/**
 * EPOCH1024: AES with a new key for every 1024 AND gates, and a tweak of its own for every hashed label.
 *
 * <p>Gate {@code g} is in epoch {@code e = g / 1024} and hashes its first input with {@code t = 2(g mod 1024)}, its second
 * with {@code t + 1}:
 *
 * <pre>
 * H(x, e, t) = D_k(X) ^ X     X = sigma(x) ^ U_t     k = AES_master(e)     U_t = t · S in GF(2^128)
 * </pre>
 *
 * D is AES decryption, see {@link EpochCipher}: as good a permutation under a public key as encryption is. {@link #sigma} is a linear orthomorphism. The polynomial of the field is x^128 + x^7 + x^2 + x + 1, bit i of the low word
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
 * <p>Layout of {@code blocks}, {@code out} and {@code tweaks} as in {@link Kernels}.
 */
final class EpochHash extends GateHash {

    static final int EPOCH_ANDS = 1024;
    static final int BATCH_ANDS = 64;

    static final int GARBLE_BLOCKS = 4;
    static final int EVALUATE_BLOCKS = 2;

    private static final KernelChoice GARBLING = KernelChoice.ofGarbler(GarblingScheme.HALF_GATES);
    private static final KernelChoice EVALUATION = KernelChoice.ofEvaluator(GarblingScheme.HALF_GATES);

    private final EpochCipher cipher;
    private final long[] tweaks;
    private final Serial serial;
    private final byte[] blocks = new byte[EpochCipher.bytes(BATCH_ANDS * GARBLE_BLOCKS)];
    private final byte[] out = new byte[EpochCipher.bytes(BATCH_ANDS * GARBLE_BLOCKS)];

    /**
     * @param masterKey 16 bytes, public
     * @param tweakSeed 16 bytes, S in little-endian order, public
     */
    EpochHash(byte[] masterKey, byte[] tweakSeed) {
        this(
                new EpochCipher(masterKey),
                Tweaks.even(LongBytes.get(tweakSeed, 0), LongBytes.get(tweakSeed, 8), EPOCH_ANDS));
    }

    private EpochHash(EpochCipher cipher, long[] tweaks) {
        this.cipher = cipher;
        this.tweaks = tweaks;
        serial = new Serial(tweaks);
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
        return cipher.andIndex();
    }

    @Override
    public void seek(long epoch) {
        cipher.seek(epoch);
    }

    @Override
    public GateHash copy() {
        return new EpochHash(cipher.copy(), tweaks);
    }

    @Override
    int batch(int wanted, int width) {
        return cipher.gates(wanted, width);
    }

    @Override
    void garble(long[] slots, int[] code, int from, int count, int width, DeltaWords delta, byte[] rows, int at) {
        Kernels kernels = GARBLING.current(width);
        int ands = count * width;
        kernels.prepareGarbling(slots, code, from, count, width, tweaks, cipher.tweak(), delta, blocks);
        cipher.permute(blocks, GARBLE_BLOCKS * ands, out, ands);
        kernels.finishGarbling(slots, code, from, count, width, delta, blocks, out, rows, at);
    }

    @Override
    void evaluate(long[] slots, int[] code, int from, int count, int width, byte[] rows, int at) {
        Kernels kernels = EVALUATION.current(width);
        int ands = count * width;
        kernels.prepareEvaluation(slots, code, from, count, width, tweaks, cipher.tweak(), blocks);
        cipher.permute(blocks, EVALUATE_BLOCKS * ands, out, ands);
        kernels.finishEvaluation(slots, code, from, count, width, blocks, out, rows, at);
    }

    @Override
    int garbleSerial(long[] slots, int[] code, int from, int to, int most, DeltaWords delta, byte[] rows, int at) {
        serial.begin(slots, code, rows, delta);
        return GARBLING.serial().garbleRun(serial, cipher, from, to, most, at);
    }

    @Override
    int evaluateSerial(long[] slots, int[] code, int from, int to, int most, byte[] rows, int at) {
        serial.begin(slots, code, rows);
        return EVALUATION.serial().evaluateRun(serial, cipher, from, to, most, at);
    }

    @Override
    void wipe() {
        Arrays.fill(blocks, (byte) 0);
        Arrays.fill(out, (byte) 0);
        serial.wipe();
    }
}
