package dev.sflmpc.runtime.circuit;

import java.util.Arrays;

/**
 * Where layers of few AND gates follow each other in the code of a block: carries, comparisons, divisions.
 *
 * <p>A run is three numbers: the index of its first layer in the code, the index behind its last, and its AND gates. After the
 * last run comes {@link #NO_MORE}.
 */
final class SerialRuns {

    private static final int MOST_ANDS = GateBackend.MOST_SERIAL_ANDS;

    /** Words of a run. */
    static final int WORDS = 3;

    /** Stands where the first layer of the next run would. */
    static final int NO_MORE = -1;

    /** Shorter runs are not worth a call of their own. */
    private static final int FEWEST_LAYERS = 3;

    /** A longer run is several, so that a walk reports its progress. */
    private static final int LARGEST_RUN_ANDS = 1 << 14;

    private int[] runs = new int[8 * WORDS];
    private int length;

    private SerialRuns() {}

    static int[] of(int[] code) {
        SerialRuns found = new SerialRuns();
        found.find(code);
        int[] runs = Arrays.copyOf(found.runs, found.length + 1);
        runs[found.length] = NO_MORE;
        return runs;
    }

    private void find(int[] code) {
        int first = 0;
        int layers = 0;
        int ands = 0;
        int at = 0;
        while (at < code.length) {
            int count = code[at];
            if (count == 0 || count > MOST_ANDS || ands >= LARGEST_RUN_ANDS) {
                add(first, at, layers, ands);
                layers = 0;
                ands = 0;
            }
            int next = next(code, at);
            if (count > 0 && count <= MOST_ANDS) {
                first = layers == 0 ? at : first;
                layers++;
                ands += count;
            }
            at = next;
        }
        add(first, at, layers, ands);
    }

    private void add(int first, int end, int layers, int ands) {
        if (layers < FEWEST_LAYERS) {
            return;
        }
        if (length + WORDS > runs.length) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        runs[length] = first;
        runs[length + 1] = end;
        runs[length + 2] = ands;
        length += WORDS;
    }

    private static int next(int[] code, int layer) {
        int at = layer + 1;
        while (code[at] != Block.END_OF_XORS) {
            at += Block.XOR_WORDS;
        }
        return at + 1 + code[layer] * Block.AND_WORDS;
    }
}
