package dev.sflmpc.runtime.garble;

/**
 * The hash of a session's garbling with the kernels that use it, and the number of the next AND gate.
 *
 * <p>Both parties' hashes go through the same numbers in the same order. The number is the tweak, so it only ever
 * grows. For privacy the hash must be tweakable circular correlation robust (Guo et al., S&amp;P 2020).
 */
public abstract class GateHash {

    /** The most rows of a walk. */
    public static final int MAX_ROWS = LaneKernel.MAX_WIDTH;

    GateHash() {}

    /** How gates are garbled; it gives the lengths of tables. */
    abstract GarblingScheme scheme();

    /** The number of the next AND. Numbers may be left out, so that the labels of one gate share an epoch. */
    public abstract long andIndex();

    /** Epochs that are enough for {@code ands} ANDs from the first of an epoch on, however wide the gates are. */
    public static long epochs(long ands) {
        return ands / (EpochHash.EPOCH_ANDS - MAX_ROWS + 1) + 1;
    }

    /**
     * Goes on to the first AND of an epoch; what lies between is left out.
     *
     * @throws IllegalArgumentException when that would use numbers again
     */
    public abstract void seek(long epoch);

    /**
     * A hash of the same session for another thread, at AND 0. Who has several sees to it that no two use the same numbers.
     */
    public abstract GateHash copy();

    /**
     * How many gates, of {@code wanted} at least 1 independent ones, the next call to a kernel may carry.
     *
     * @param width labels of a slot: each gate is so many ANDs
     */
    abstract int batch(int wanted, int width);

    /**
     * Garbles {@code count} independent gates of {@code code} from index {@code from}.
     *
     * @param slots zero-labels, {@code width} of two longs each per slot; the slots {@code d} are written
     * @param rows receives the rows of each gate, as the scheme orders them, from index {@code at}
     */
    abstract void garble(
            long[] slots, int[] code, int from, int count, int width, DeltaWords delta, byte[] rows, int at);

    /**
     * Evaluates {@code count} independent gates of {@code code} from index {@code from}.
     *
     * @param slots active labels, {@code width} of two longs each per slot; the slots {@code d} are written
     * @param rows as {@link #garble} makes them, from index {@code at}
     */
    abstract void evaluate(long[] slots, int[] code, int from, int count, int width, byte[] rows, int at);

    /**
     * Garbles layers of {@code code}, of one label a slot, that begin at {@code from} and end at {@code to}, as {@link
     * dev.sflmpc.runtime.circuit.GateBackend#serial} has them: as many of the first ones as it can in one go, and as {@code most} ANDs
     * are enough for. The rest as in {@link #garble}; the gates' numbers are those from {@link #andIndex()} on.
     *
     * @return the index behind the last layer, {@code from} if there is none
     */
    int garbleSerial(long[] slots, int[] code, int from, int to, int most, DeltaWords delta, byte[] rows, int at) {
        return from;
    }

    /** Evaluates layers, likewise. */
    int evaluateSerial(long[] slots, int[] code, int from, int to, int most, byte[] rows, int at) {
        return from;
    }

    /**
     * Completes the table that begins at {@code table[start]} and has the rows of the {@code ands} AND gates garbled since the last one
     * was completed, to the length that the scheme gives.
     */
    void seal(byte[] table, int start, int ands) {}

    /**
     * Reads from the complete table of {@code ands} AND gates that begins at {@code table[start]} what does not lie in the rows, before
     * the first of them is evaluated.
     */
    void open(byte[] table, int start, int ands) {}

    /** Overwrites what the hash holds of labels. */
    abstract void wipe();
}
