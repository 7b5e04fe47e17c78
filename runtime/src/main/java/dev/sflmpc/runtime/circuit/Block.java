package dev.sflmpc.runtime.circuit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A straight-line netlist of XOR and AND in the order the runtime executes it.
 *
 * <p>A block works on numbered <i>slots</i>. Slot {@link #ZERO} holds the constant false and slot {@link #ONE} the
 * constant true; neither is ever written. A call loads the block's inputs into slots {@code 2 … 2 + inputCount - 1}, runs
 * the code, then stores the slots named by {@code outputSlots}, in their order. All inputs are loaded before anything is
 * stored. Slots are reused as soon as their value is dead, so a slot number means nothing beyond its live range.
 *
 * <p>{@code code} is a sequence of layers:
 *
 * <pre>
 * andCount                       number of AND gates of this layer, 0 or more
 * (d, a, b, c)*                  d = a ^ b ^ c, executed in order; unused operands are ZERO
 * -1                             end of the XORs
 * (a1, a2, b1, b2, c, d)^andCount   d = ((a1 ^ a2) &amp; (b1 ^ b2)) ^ c
 * </pre>
 *
 * The AND gates of one layer are independent of each other: no gate reads (as a1, a2, b1, b2 or c) a slot that another
 * gate of the same layer writes, and no two write the same slot. NOT is an XOR with {@link #ONE}. The last layer may hold
 * XORs only. AND gates are numbered in the order in which a run executes them; that number is the tweak of a garbling.
 *
 * <p>Instances are immutable by convention: the arrays are shared, not copied, because blocks are large.
 */
public final class Block {

    public static final int ZERO = 0;
    public static final int ONE = 1;
    public static final int FIRST_INPUT = 2;
    public static final int XOR_WORDS = 4;
    public static final int AND_WORDS = 6;
    public static final int END_OF_XORS = -1;

    private final int inputCount;
    private final int slotCount;
    private final int[] code;
    private final int[] outputSlots;
    private final long andCount;
    private final long xorCount;
    private final int andDepth;
    private final boolean isChecked;

    /** Found when they are first asked for; two threads may both do it. */
    private volatile int @Nullable [] serialRuns;

    /**
     * @param slotCount slots used, including the two constants and the inputs
     * @param xorCount two-input XOR gates with two variable operands that the code executes; for reports only
     * @param andDepth AND gates on the longest path from an input to an output; for reports only
     */
    public Block(
            int inputCount, int slotCount, int[] code, int[] outputSlots, long andCount, long xorCount, int andDepth) {
        this(inputCount, slotCount, code, outputSlots, andCount, xorCount, andDepth, false);
    }

    /** @param isChecked whether {@link BlockCheck} has found all of it right */
    Block(
            int inputCount,
            int slotCount,
            int[] code,
            int[] outputSlots,
            long andCount,
            long xorCount,
            int andDepth,
            boolean isChecked) {
        this.inputCount = inputCount;
        this.slotCount = slotCount;
        this.code = code;
        this.outputSlots = outputSlots;
        this.andCount = andCount;
        this.xorCount = xorCount;
        this.andDepth = andDepth;
        this.isChecked = isChecked;
    }

    /** Whether {@link BlockCheck} made it, so that it is as this class says. */
    boolean isChecked() {
        return isChecked;
    }

    public int inputCount() {
        return inputCount;
    }

    public int slotCount() {
        return slotCount;
    }

    public int[] code() {
        return code;
    }

    /** The runs of narrow layers, see {@link SerialRuns}. */
    int[] serialRuns() {
        int[] runs = serialRuns;
        if (runs == null) {
            runs = SerialRuns.of(code);
            serialRuns = runs;
        }
        return runs;
    }

    /** AND gates in narrow layers that follow each other: those of {@link GateBackend#serial}. */
    public long serialAndCount() {
        int[] runs = serialRuns();
        long count = 0;
        for (int run = 0; runs[run] != SerialRuns.NO_MORE; run += SerialRuns.WORDS) {
            count += runs[run + 2];
        }
        return count;
    }

    public int[] outputSlots() {
        return outputSlots;
    }

    public long andCount() {
        return andCount;
    }

    public long xorCount() {
        return xorCount;
    }

    public int andDepth() {
        return andDepth;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Block block
                && inputCount == block.inputCount
                && slotCount == block.slotCount
                && Arrays.equals(code, block.code)
                && Arrays.equals(outputSlots, block.outputSlots);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(code) + Arrays.hashCode(outputSlots) + inputCount;
    }

    @Override
    public String toString() {
        return "Block[inputs=" + inputCount + ", outputs=" + outputSlots.length + ", slots=" + slotCount + ", and="
                + andCount + ", xor=" + xorCount + ", depth=" + andDepth + "]";
    }
}
