package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.LabelStream;
import java.util.Arrays;

/**
 * EPOCH1024 for three-halves garbling: as {@link EpochHash}, but each gate hashes A, B and A ^ B, with t = 3(g mod 1024) and
 * the two numbers after it, and of a hash only the low word and bit 0 of the high word are used.
 *
 * <p>The scheme needs a hash for which {@code H(x ^ delta, t) ^ L(delta)} looks random for each linear function L from delta to
 * a word that a gate's equations have: sums of delta's halves. In the ideal-cipher model EPOCH1024 is such a hash for the same
 * reason as with half gates: the low word of the feed-forward is sigma(x ^ delta) ^ U, and sigma(delta's low word) plus any sum of
 * the two halves of delta is a bijective function of a half of delta, sigma being an orthomorphism of the word; the high word, but
 * for a bit, is never shown. So a query of the cipher backwards hits with 2^-127, as one forwards does. A key covers 3072
 * hidden inputs instead of 2048, hence p · 1.5 · 2^-115 for p queries.
 *
 * <p>The random bits that hide the gate's control bits come from a stream of AES in counter mode, under a key of the garbler's
 * own; bit n of each word is AND n's of a batch.
 */
final class ThreeHalvesHash extends GateHash {

    /** Labels of random bits that are drawn at once; one serves one call of a kernel. */
    private static final int DRAWN = 256;

    private static final int GARBLE_BLOCKS = 6;
    private static final int EVALUATE_BLOCKS = 3;

    private static final KernelChoice GARBLING = KernelChoice.ofGarbler(GarblingScheme.THREE_HALVES);
    private static final KernelChoice EVALUATION = KernelChoice.ofEvaluator(GarblingScheme.THREE_HALVES);

    private final EpochCipher cipher;
    private final long[] tweaks;
    private final ThreeHalvesKernels.Batch batch = new ThreeHalvesKernels.Batch();
    private final LabelStream random;
    private final long[] drawn = new long[2 * DRAWN];
    private int nextDrawn = DRAWN;
    private byte[] dice = new byte[0];

    /** AND gates of the current table that were worked on. */
    private int inTable;

    /**
     * @param masterKey 16 bytes, public
     * @param tweakSeed 16 bytes, S in little-endian order, public
     * @param random of the garbler alone
     */
    ThreeHalvesHash(byte[] masterKey, byte[] tweakSeed, LabelStream random) {
        this(
                new EpochCipher(masterKey),
                planes(Tweaks.multiples(
                        LongBytes.get(tweakSeed, 0), LongBytes.get(tweakSeed, 8), 3 * EpochHash.EPOCH_ANDS)),
                random);
    }

    private ThreeHalvesHash(EpochCipher cipher, long[] tweaks, LabelStream random) {
        this.cipher = cipher;
        this.tweaks = tweaks;
        this.random = random;
    }

    @Override
    GarblingScheme scheme() {
        return GarblingScheme.THREE_HALVES;
    }

    @Override
    public long andIndex() {
        return cipher.andIndex();
    }

    @Override
    public void seek(long epoch) {
        cipher.seek(epoch);
    }

    /** Its random bits are a stream of its own. */
    @Override
    public GateHash copy() {
        return new ThreeHalvesHash(cipher.copy(), tweaks, LabelStream.random());
    }

    @Override
    int batch(int wanted, int width) {
        return cipher.gates(wanted, width);
    }

    @Override
    void garble(long[] slots, int[] code, int from, int count, int width, DeltaWords delta, byte[] rows, int at) {
        int ands = count * width;
        int first = inTable;
        inTable += ands;
        reserveDice(first + ands);
        int label = 2 * draw();
        ThreeHalvesKernels kernels = GARBLING.current(width).threeHalves();
        ThreeHalvesBatch.gather(slots, code, from, count, width, batch);
        ThreeHalvesBatch.random(drawn[label], drawn[label + 1], ands, batch);
        kernels.prepareGarbling(batch, ands, tweaks, 2 * cipher.position(), delta);
        cipher.permute(batch.blocks, GARBLE_BLOCKS * ThreeHalvesKernels.paired(ands), batch.out, ands);
        kernels.finishGarbling(batch, ands);
        ThreeHalvesBatch.write(batch, ands, rows, at, dice, first);
        ThreeHalvesBatch.scatter(slots, code, from, count, width, batch);
    }

    @Override
    void evaluate(long[] slots, int[] code, int from, int count, int width, byte[] rows, int at) {
        int ands = count * width;
        int first = inTable;
        inTable += ands;
        ThreeHalvesKernels kernels = EVALUATION.current(width).threeHalves();
        ThreeHalvesBatch.gather(slots, code, from, count, width, batch);
        kernels.prepareEvaluation(batch, ands, tweaks, 2 * cipher.position());
        cipher.permute(batch.blocks, EVALUATE_BLOCKS * ThreeHalvesKernels.paired(ands), batch.out, ands);
        ThreeHalvesBatch.read(rows, at, dice, first, ands, batch);
        kernels.finishEvaluation(batch, ands);
        ThreeHalvesBatch.scatter(slots, code, from, count, width, batch);
    }

    @Override
    void seal(byte[] table, int start, int ands) {
        reserveDice(ands);
        inTable = 0;
        Dice.pack(dice, ands, table, start + ands * GarblingScheme.THREE_HALVES.rowBytes());
    }

    @Override
    void open(byte[] table, int start, int ands) {
        reserveDice(ands);
        inTable = 0;
        Dice.unpack(table, start + ands * GarblingScheme.THREE_HALVES.rowBytes(), ands, dice);
    }

    @Override
    void wipe() {
        batch.wipe();
        Arrays.fill(drawn, 0);
        nextDrawn = DRAWN;
        random.close();
    }

    /** U of all A, all B and all X, from U_0, U_1, U_2, … */
    private static long[] planes(long[] multiples) {
        long[] planes = new long[3 * ThreeHalvesKernels.TWEAK_PLANE];
        for (int t = 0; t < 3 * EpochHash.EPOCH_ANDS; t++) {
            System.arraycopy(multiples, 2 * t, planes, t % 3 * ThreeHalvesKernels.TWEAK_PLANE + t / 3 * 2, 2);
        }
        return planes;
    }

    /** The number of a label in {@link #drawn} that nothing else uses. */
    private int draw() {
        if (nextDrawn == DRAWN) {
            random.next(drawn, 0, DRAWN);
            nextDrawn = 0;
        }
        return nextDrawn++;
    }

    private void reserveDice(int ands) {
        int bytes = Dice.room(ands);
        if (dice.length < bytes) {
            dice = Arrays.copyOf(dice, Math.max(bytes, 2 * dice.length));
        }
    }
}
