package dev.sflmpc.runtime.garble;

/**
 * The hash of a session's garbling with the kernels that use it, and the number of the next AND gate.
 *
 * <p>Both parties' hashes go through the same numbers in the same order. The number is the tweak, so it only ever
 * grows. For privacy the hash must be tweakable circular correlation robust (Guo et al., S&amp;P 2020).
 */
public abstract class GateHash {

    GateHash() {}

    /** Number of AND gates hashed so far: the number of the next one. */
    public abstract long andIndex();

    /** How many gates, of {@code wanted} at least 1 independent ones, the next call to a kernel may carry. */
    abstract int batch(int wanted);

    /**
     * Garbles {@code count} independent ANDs of {@code code} from index {@code from}.
     *
     * @param slots zero-labels, two longs per slot; the slots {@code d} are written
     * @param rows receives TG, TE of each gate from index {@code at}
     */
    abstract void garble(long[] slots, int[] code, int from, int count, DeltaWords delta, byte[] rows, int at);

    /**
     * Evaluates {@code count} independent ANDs of {@code code} from index {@code from}.
     *
     * @param slots active labels, two longs per slot; the slots {@code d} are written
     * @param rows TG, TE of each gate from index {@code at}
     */
    abstract void evaluate(long[] slots, int[] code, int from, int count, byte[] rows, int at);

    /** Overwrites what the hash holds of labels. */
    abstract void wipe();
}
