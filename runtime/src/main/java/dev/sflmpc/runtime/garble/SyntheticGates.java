package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import java.util.Arrays;

/** Gates on labels that mean nothing, for one side's kernels, without the cipher. */
abstract class SyntheticGates {

    private static final int SLOTS = 256;

    final Kernels kernels;
    final boolean garbler;
    final int width;
    final long[] slots;
    final int[] ands = new int[Block.AND_WORDS * EpochHash.BATCH_ANDS];
    final DeltaWords delta = new DeltaWords(7, 11);
    final int[] xors = new int[Block.XOR_WORDS * EpochHash.BATCH_ANDS];

    /** @param width labels of a slot */
    SyntheticGates(Kernels kernels, boolean garbler, int width) {
        this.kernels = kernels;
        this.garbler = garbler;
        this.width = width;
        slots = new long[2 * SLOTS * width];
        fill(slots);
        int inputs = SLOTS - EpochHash.BATCH_ANDS;
        Arrays.setAll(ands, i -> i % Block.AND_WORDS == 5 ? SLOTS - 1 - i / Block.AND_WORDS : i * 7 % inputs);
        Arrays.setAll(xors, i -> i * 5 % SLOTS);
    }

    static void fill(long[] words) {
        Arrays.setAll(words, i -> i * 0x9E37_79B9_7F4A_7C15L);
    }

    /** Runs each kernel once, on gates of about {@code ands} labels. */
    final void run(int ands) {
        int gates = Math.max(1, ands / width);
        kernels.xor(slots, xors, 0, Block.XOR_WORDS * gates, width);
        gates(gates);
    }

    /** Runs what comes before the cipher, and after it, for the first {@code count} gates of {@link #ands}. */
    abstract void gates(int count);

    /** Whether all that the kernels have written is the same. */
    abstract boolean isSame(SyntheticGates other);
}
