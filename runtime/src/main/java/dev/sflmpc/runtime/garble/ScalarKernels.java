package dev.sflmpc.runtime.garble;

/** Kernels that any Java runs, on words of 64 bits: those for one label a slot, and {@link LaneKernel} for more. */
final class ScalarKernels extends Kernels {

    static final Kernels INSTANCE = new ScalarKernels();

    private ScalarKernels() {}

    @Override
    public String toString() {
        return "scalar";
    }

    @Override
    ThreeHalvesKernels threeHalves() {
        return ScalarThreeHalves.INSTANCE;
    }

    @Override
    SerialKernels serial() {
        return ScalarSerial.INSTANCE;
    }

    @Override
    void xor(long[] slots, int[] code, int from, int to, int width) {
        if (width == 1) {
            XorKernel.xor(slots, code, from, to);
        } else {
            LaneKernel.xor(slots, code, from, to, width);
        }
    }

    @Override
    void prepareGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            long[] tweaks,
            int tweak,
            DeltaWords delta,
            byte[] blocks) {
        if (width == 1) {
            GarblingKernel.prepare(slots, code, from, count, tweaks, tweak, delta, blocks);
        } else {
            LaneKernel.prepareGarbling(slots, code, from, count, width, tweaks, tweak, delta, blocks);
        }
    }

    @Override
    void finishGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            DeltaWords delta,
            byte[] blocks,
            byte[] out,
            byte[] rows,
            int at) {
        if (width == 1) {
            GarblingKernel.finish(slots, code, from, count, delta, blocks, out, rows, at);
        } else {
            LaneKernel.finishGarbling(slots, code, from, count, width, delta, blocks, out, rows, at);
        }
    }

    @Override
    void prepareEvaluation(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] blocks) {
        if (width == 1) {
            EvaluationKernel.prepare(slots, code, from, count, tweaks, tweak, blocks);
        } else {
            LaneKernel.prepareEvaluation(slots, code, from, count, width, tweaks, tweak, blocks);
        }
    }

    @Override
    void finishEvaluation(
            long[] slots, int[] code, int from, int count, int width, byte[] blocks, byte[] out, byte[] rows, int at) {
        if (width == 1) {
            EvaluationKernel.finish(slots, code, from, count, blocks, out, rows, at);
        } else {
            LaneKernel.finishEvaluation(slots, code, from, count, width, blocks, out, rows, at);
        }
    }
}
