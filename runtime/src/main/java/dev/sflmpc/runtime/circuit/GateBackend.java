package dev.sflmpc.runtime.circuit;

import java.io.IOException;

/**
 * What happens at the gates of a walk: plain bits, garbling, evaluating.
 *
 * <p>The walk (see {@link Walk}) calls these in the order of the schedule. A backend owns wire memory and the slots of the
 * block that is running. Calls carry whole runs of gates, never single ones, so that the cost of the call itself does not
 * count. The arrays are the block's own code: they are read, never written or kept.
 *
 * <p><b>Lanes.</b> A backend may run calls of one block side by side, each in a <i>lane</i>: {@link #lanes} says how many
 * before {@link #begin}, {@link #lane} whose loads and stores come next, and a run of gates is for all lanes. One that leaves
 * {@link #maxLanes} at 1 never hears of them.
 */
public interface GateBackend {

    /** The most AND gates of a layer of {@link #serial}. */
    int MOST_SERIAL_ANDS = 4;

    /** The most lanes that this backend can run side by side: a power of two. */
    default int maxLanes() {
        return 1;
    }

    /** The next block runs in {@code lanes} lanes: a power of two, at most {@link #maxLanes}. It is 1 to begin with. */
    default void lanes(int lanes) {}

    /** What is loaded and stored from now on belongs to lane {@code lane}. It is 0 after {@link #begin}. */
    default void lane(int lane) {}

    /** A block begins: makes room for {@code slotCount} slots and sets {@link Block#ZERO} and {@link Block#ONE}. */
    void begin(Block block);

    /** {@code slots[slot … slot+length-1] = memory[wire … wire+length-1]}. */
    void load(int slot, int wire, int length);

    /** {@code slots[slot]} becomes the public constant {@code bit}. */
    void loadConstant(int slot, boolean bit);

    /** Executes XOR entries {@code (d, a, b, c)} of {@code code} from index {@code from} (inclusive) to {@code to}. */
    void xor(int[] code, int from, int to);

    /** Executes {@code count} independent AND entries {@code (a1, a2, b1, b2, c, d)} of {@code code} from index {@code from}. */
    void and(int[] code, int from, int count) throws IOException;

    /** Executes the layer of {@code code} that begins at {@code layer}; returns where it ends. */
    default int layer(int[] code, int layer) throws IOException {
        int ands = code[layer];
        int end = layer + 1;
        while (code[end] != Block.END_OF_XORS) {
            end += Block.XOR_WORDS;
        }
        if (end > layer + 1) {
            xor(code, layer + 1, end);
        }
        if (ands > 0) {
            and(code, end + 1, ands);
        }
        return end + 1 + ands * Block.AND_WORDS;
    }

    /**
     * Executes the layers of {@code code} that begin at {@code from} and end at {@code to}. Each has at least one AND gate and at
     * most {@link #MOST_SERIAL_ANDS}: too few for what a call costs, so that a backend may have a way of its own for them.
     */
    default void serial(int[] code, int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            at = layer(code, at);
        }
    }

    /** {@code memory[wire + i] = slots[outputSlots[first + i]]} for {@code 0 <= i < length}. */
    void store(int wire, int[] outputSlots, int first, int length);
}
