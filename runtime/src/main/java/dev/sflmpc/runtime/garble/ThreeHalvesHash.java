package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.LabelStream;
import java.util.Arrays;

/**
 * EPOCH1024 for three-halves garbling: as {@link EpochHash}, but each gate hashes A, B and A ^ B, with t = 3(g mod 1024) and
 * the two numbers after it, and of a hash only the low word and bit 0 of the high word are used.
 *
 * <p>The scheme needs a hash for which {@code H(x ^ delta, t) ^ L(delta)} looks random for each linear function L from delta to
 * a word that a gate's equations have: sums of delta's halves. In the ideal-cipher model one AES call, decrypting, is such a hash for the same
 * reason as with half gates. The low word of the feed-forward is sigma(x ^ delta) ^ U, and sigma(delta's low word) plus any sum of
 * the two halves of delta is a bijective function of a half of delta, sigma being an orthomorphism of the word; the high word, but
 * for a bit, is never shown. So an inverse query hits with 2^-127 as a query in the forward direction does. A key
 * covers 3072 hidden inputs instead of 2048, hence p · 1.5 · 2^-115 for p queries.
 *
 * <p>The random bits that hide the gate's control bits come from a stream of AES in counter mode, under a key of the garbler's
 * own; bit n of each word is AND n's of a batch.
 */
final class ThreeHalvesHash extends GateHash {

    /** Labels of random bits that are drawn at once; one serves one call of a kernel. */
    private static final int DRAWN = 256;

    private static final int TWEAKS = 3;

    private final EpochCipher cipher;
    private final long[] tweaks;
    private final ThreeHalvesKernel.Batch batch = new ThreeHalvesKernel.Batch();
    private final LabelStream random;
    private final long[] drawn = new long[2 * DRAWN];
    private int nextDrawn = DRAWN;
    private byte[] dice = new byte[0];

    /**
     * @param masterKey 16 bytes, public
     * @param tweakSeed 16 bytes, S in little-endian order, public
     * @param random of the garbler alone
     */
    ThreeHalvesHash(byte[] masterKey, byte[] tweakSeed, LabelStream random) {
        cipher = new EpochCipher(masterKey);
        tweaks = Tweaks.multiples(
                LongBytes.get(tweakSeed, 0), LongBytes.get(tweakSeed, 8), TWEAKS * EpochHash.EPOCH_ANDS);
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
    int batch(int wanted, int width) {
        return cipher.gates(wanted, width);
    }

    @Override
    void garble(long[] slots, int[] code, int from, int count, int width, DeltaWords delta, byte[] rows, int at) {
        int ands = count * width;
        int first = at / GarblingScheme.THREE_HALVES.rowBytes();
        reserveDice(first + ands);
        int label = 2 * draw();
        int tweak = 2 * TWEAKS * cipher.position();
        ThreeHalvesKernel.prepare(
                slots, code, from, count, width, tweaks, tweak, delta, drawn[label], drawn[label + 1], batch);
        cipher.permute(batch.blocks, ThreeHalvesKernel.blocks(ands), batch.out, ands);
        ThreeHalvesKernel.finish(slots, code, from, count, width, delta, batch, rows, at, dice, first);
    }

    @Override
    void evaluate(long[] slots, int[] code, int from, int count, int width, byte[] rows, int at) {
        int ands = count * width;
        int first = at / GarblingScheme.THREE_HALVES.rowBytes();
        int tweak = 2 * TWEAKS * cipher.position();
        ThreeHalvesEvaluation.prepare(slots, code, from, count, width, tweaks, tweak, batch.blocks);
        cipher.permute(batch.blocks, ThreeHalvesEvaluation.blocks(ands), batch.out, ands);
        ThreeHalvesEvaluation.finish(
                slots, code, from, count, width, batch.blocks, batch.out, rows, at, dice, first);
    }

    @Override
    void seal(byte[] table, int ands) {
        reserveDice(ands);
        Dice.pack(dice, ands, table, ands * GarblingScheme.THREE_HALVES.rowBytes());
    }

    @Override
    void open(byte[] table, int ands) {
        reserveDice(ands);
        Dice.unpack(table, ands * GarblingScheme.THREE_HALVES.rowBytes(), ands, dice);
    }

    @Override
    void wipe() {
        Arrays.fill(batch.blocks, (byte) 0);
        Arrays.fill(batch.out, (byte) 0);
        Arrays.fill(batch.work, 0);
        Arrays.fill(drawn, 0);
        nextDrawn = DRAWN;
        random.close();
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
