package dev.sflmpc.runtime.garble;

import java.util.Arrays;

/** {@link SyntheticGates} for {@link Kernels}. */
final class SyntheticHalfGates extends SyntheticGates {

    private final long[] tweaks = Tweaks.even(3, 5, EpochHash.EPOCH_ANDS);
    private final byte[] blocks = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];
    private final byte[] out = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];
    private final byte[] rows = new byte[GarblingScheme.HALF_GATES.rowBytes() * EpochHash.BATCH_ANDS];

    SyntheticHalfGates(Kernels kernels, boolean garbler, int width) {
        super(kernels, garbler, width);
    }

    @Override
    void gates(int count) {
        if (garbler) {
            kernels.prepareGarbling(slots, ands, 0, count, width, tweaks, Kernels.FIRST_TWEAK, delta, blocks);
            kernels.finishGarbling(slots, ands, 0, count, width, delta, blocks, out, rows, 0);
        } else {
            kernels.prepareEvaluation(slots, ands, 0, count, width, tweaks, Kernels.FIRST_TWEAK, blocks);
            kernels.finishEvaluation(slots, ands, 0, count, width, blocks, out, rows, 0);
        }
    }

    @Override
    boolean isSame(SyntheticGates other) {
        return other instanceof SyntheticHalfGates same
                && Arrays.equals(slots, same.slots)
                && Arrays.equals(blocks, same.blocks)
                && Arrays.equals(rows, same.rows);
    }
}
