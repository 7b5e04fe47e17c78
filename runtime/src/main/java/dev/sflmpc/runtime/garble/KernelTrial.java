package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;

import java.util.Arrays;

/** Runs other kernels beside the scalar ones on synthetic gates until they are seen to be faster, and with the same bytes. */
final class KernelTrial {

    /** Calls of each kernel between two looks at the clock. */
    private static final int CALLS = 100;

    /** By how many more times the other kernels must win: on a busy machine, those that win may lose at times. */
    private static final int WINS = 20;

    /** The longest trial. */
    private static final long LIMIT_NANOS = 20_000_000_000L;

    private static final int SLOTS = 256;

    private final Work scalar = new Work(ScalarKernels.INSTANCE);
    private final Work other;

    KernelTrial(Kernels other) {
        this.other = new Work(other);
    }

    /** Takes up to seconds; at the end the JIT compiler knows the kernels. */
    boolean isFaster() {
        int wins = 0;
        for (long begun = System.nanoTime(); System.nanoTime() - begun < LIMIT_NANOS; ) {
            long narrow = scalar.time(1) - other.time(1);
            long wide = scalar.time(LaneKernel.BEST_WIDTH) - other.time(LaneKernel.BEST_WIDTH);
            if (!scalar.isSame(other)) {
                return false;
            }
            wins = Math.max(0, narrow > 0 && wide > 0 ? wins + 1 : wins - 1);
            if (wins == WINS) {
                return true;
            }
        }
        return false;
    }

    /** Synthetic gates on labels of its own. */
    private static final class Work {

        private static final int GATES = EpochHash.BATCH_ANDS;

        private final Kernels kernels;
        private final long[] slots = new long[2 * SLOTS * LaneKernel.BEST_WIDTH];
        private final int[] ands = new int[Block.AND_WORDS * GATES];
        private final int[] xors = new int[Block.XOR_WORDS * GATES];
        private final long[] tweaks = Tweaks.even(3, 5, EpochHash.EPOCH_ANDS);
        private final DeltaWords delta = new DeltaWords(7, 11);
        private final byte[] blocks = new byte[EpochCipher.bytes(4 * GATES)];
        private final byte[] out = new byte[EpochCipher.bytes(4 * GATES)];
        private final byte[] rows = new byte[32 * GATES];

        Work(Kernels kernels) {
            this.kernels = kernels;
            Arrays.setAll(slots, i -> i * 0x9E37_79B9_7F4A_7C15L);
            Arrays.setAll(ands, i -> i % Block.AND_WORDS == 5 ? SLOTS - 1 - i / Block.AND_WORDS : i * 7 % (SLOTS - GATES));
            Arrays.setAll(xors, i -> i * 5 % SLOTS);
        }

        long time(int width) {
            long begun = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                int gates = Math.max(1, GATES / width);
                kernels.xor(slots, xors, 0, Block.XOR_WORDS * gates, width);
                kernels.prepareGarbling(slots, ands, 0, gates, width, tweaks, Kernels.FIRST_TWEAK, delta, blocks);
                kernels.finishGarbling(slots, ands, 0, gates, width, delta, blocks, out, rows, 0);
                kernels.prepareEvaluation(slots, ands, 0, gates, width, tweaks, Kernels.FIRST_TWEAK, blocks);
                kernels.finishEvaluation(slots, ands, 0, gates, width, blocks, out, rows, 0);
            }
            return System.nanoTime() - begun;
        }

        boolean isSame(Work other) {
            return Arrays.equals(slots, other.slots)
                    && Arrays.equals(rows, other.rows)
                    && Arrays.equals(blocks, other.blocks);
        }
    }
}
