package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.GateBackend;
import java.util.Arrays;

/**
 * What {@link SerialKernels} work on: the arrays of a run of narrow layers, and what is kept of a layer's gates from before the
 * cipher until after it.
 */
final class Serial {

    /** The most gates of a layer; that of {@link dev.sflmpc.runtime.circuit.GateBackend#serial}. */
    static final int MOST_ANDS = GateBackend.MOST_SERIAL_ANDS;

    /** Words that a garbler keeps of a gate, see {@link SerialKernels}. */
    static final int GARBLER_WORDS = 10;

    /** Words that an evaluator keeps of a gate. */
    static final int EVALUATOR_WORDS = 2;

    private static final int MOST_BLOCKS = 4 * MOST_ANDS;

    /** Indices in {@link #words}. */
    static final int DELTA = 2;

    static final int SIGMA_DELTA = 4;

    static final int KEPT = 6;

    /** The cipher's blocks, and what it makes of them, laid out as for {@link Kernels}. */
    final byte[] blocks = new byte[EpochCipher.bytes(MOST_BLOCKS)];

    final byte[] out = new byte[EpochCipher.bytes(MOST_BLOCKS)];

    /** The tweak S, then delta and sigma(delta) if this is the garbler, then from {@link #KEPT} on what is kept of gates. */
    final long[] words = new long[KEPT + GARBLER_WORDS * MOST_ANDS];

    final long[] tweaks;
    long[] slots = new long[0];
    int[] code = new int[0];
    byte[] rows = new byte[0];

    /** Where in {@link #blocks} the block is that the cipher took last: it goes before the first of the next layer. */
    int last;

    /** @param tweaks as in {@link Kernels} */
    Serial(long[] tweaks) {
        this.tweaks = tweaks;
        words[0] = tweaks[0];
        words[1] = tweaks[1];
    }

    /** The garbler begins a run. */
    void begin(long[] labels, int[] layers, byte[] table, DeltaWords delta) {
        words[DELTA] = delta.low;
        words[DELTA + 1] = delta.high;
        words[SIGMA_DELTA] = delta.sigmaLow;
        words[SIGMA_DELTA + 1] = delta.sigmaHigh;
        begin(labels, layers, table);
    }

    /** The evaluator begins a run. */
    void begin(long[] labels, int[] layers, byte[] table) {
        slots = labels;
        code = layers;
        rows = table;
        last = 0;
        LongBytes.put(blocks, 0, 0);
        LongBytes.put(blocks, 8, 0);
    }

    void wipe() {
        Arrays.fill(blocks, (byte) 0);
        Arrays.fill(out, (byte) 0);
        Arrays.fill(words, DELTA, words.length, 0);
        slots = new long[0];
    }
}
