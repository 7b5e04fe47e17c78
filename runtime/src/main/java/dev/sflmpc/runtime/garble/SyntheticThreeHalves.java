package dev.sflmpc.runtime.garble;

import java.util.Arrays;

/** {@link SyntheticGates} for {@link ThreeHalvesKernels}. */
final class SyntheticThreeHalves extends SyntheticGates {

    private final ThreeHalvesKernels.Batch batch = new ThreeHalvesKernels.Batch();
    private final long[] tweaks = new long[3 * ThreeHalvesKernels.TWEAK_PLANE];

    SyntheticThreeHalves(Kernels kernels, boolean garbler, int width) {
        super(kernels, garbler, width);
        fill(tweaks);
        fill(batch.rows);
        fill(batch.last);
    }

    @Override
    void gates(int count) {
        ThreeHalvesKernels own = kernels.threeHalves();
        int all = count * width;
        ThreeHalvesBatch.gather(slots, ands, 0, count, width, batch);
        if (garbler) {
            ThreeHalvesBatch.random(slots[0], slots[1], all, batch);
            own.prepareGarbling(batch, all, tweaks, 0, delta);
            own.finishGarbling(batch, all);
        } else {
            own.prepareEvaluation(batch, all, tweaks, 0);
            own.finishEvaluation(batch, all);
        }
        ThreeHalvesBatch.scatter(slots, ands, 0, count, width, batch);
    }

    @Override
    boolean isSame(SyntheticGates other) {
        return other instanceof SyntheticThreeHalves same
                && Arrays.equals(slots, same.slots)
                && Arrays.equals(batch.blocks, same.batch.blocks)
                && Arrays.equals(batch.rows, same.batch.rows)
                && Arrays.equals(batch.last, same.batch.last);
    }
}
