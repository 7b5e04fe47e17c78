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
     * @param rows receives from index {@code at}, for each gate, the first row of all labels, then the second of all, and so on;
     *     {@code at} is a multiple of the scheme's row bytes, and what is in front belongs to the same table
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

    /** Completes a table of {@code ands} AND gates, whose rows are at its beginning, to the length that the scheme gives. */
    void seal(byte[] table, int ands) {}

    /** Reads from a complete table of {@code ands} AND gates what does not lie in the rows, before any is evaluated. */
    void open(byte[] table, int ands) {}

    /** The kernels to use next: a session may begin with one implementation and go on with another. */
    Kernels kernels() {
        return KernelChoice.current();
    }

    /** Overwrites what the hash holds of labels. */
    abstract void wipe();
}
