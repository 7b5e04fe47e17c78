package dev.sflmpc.runtime.garble;

/**
 * The loops over gates that garbling by half gates is made of, in one of several implementations with the same bytes.
 *
 * <p>A slot has {@code width} labels: label {@code l} of slot {@code s} is {@code slots[2(s · width + l)]} and the next. For a
 * batch of {@code count} independent ANDs {@code (a1, a2, b1, b2, c, d)} of {@code code} from index {@code from}, a kernel's
 * {@code prepare} writes the blocks X to {@code blocks}, {@link EpochCipher} takes them to {@code out}, and {@code finish} makes
 * rows and output labels of them. Block number {@code n} is {@code blocks[16 + 16n …]}, so that each has one before it, as
 * the cipher's chaining wants; the order of blocks is the kernel's own. A gate's rows are TG of all its labels, then TE of all.
 *
 * <pre>
 * garbler     TG = H(A0) ^ H(A1) ^ pb·delta       WG0 = H(A0) ^ pa·TG
 *             TE = H(B0) ^ H(B1) ^ A0             WE0 = H(B0) ^ pb·(TE ^ A0)        C0 = WG0 ^ WE0
 * evaluator   C = H(A) ^ sa·TG ^ H(B) ^ sb·(TE ^ A)
 * </pre>
 *
 * X is {@link EpochHash}'s sigma(A) ^ U. The array {@code tweaks} holds S, twice, and from index {@link #FIRST_TWEAK} U_0, U_2,
 * U_4, …, the tweak of the first input of every label of an epoch; that of the second input is this one ^ S.
 *
 * <p>A is the label of a1 ^ a2, B that of b1 ^ b2, and C is xored with the label of c and goes to d. No kernel branches on a label
 * or has an index that depends on one. Zahur, Rosulek, Evans, EUROCRYPT 2015, figure 2.
 */
abstract class Kernels {

    /** Index of U_0 in {@code tweaks}. */
    static final int FIRST_TWEAK = 4;

    Kernels() {}

    /** The implementation's name, for people. */
    @Override
    public abstract String toString();

    /** The kernels for the other scheme, in the same implementation. */
    abstract ThreeHalvesKernels threeHalves();

    /** The kernels for runs of narrow layers, in the same implementation. */
    abstract SerialKernels serial();

    /** Executes XOR entries {@code (d, a, b, c)} of {@code code} from {@code from} to {@code to}. */
    abstract void xor(long[] slots, int[] code, int from, int to, int width);

    /** Writes the four blocks of each label; the first label's U is {@code tweaks[tweak]}. */
    abstract void prepareGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            long[] tweaks,
            int tweak,
            DeltaWords delta,
            byte[] blocks);

    /** Writes the rows to {@code rows[at …]} and the output labels to the slots. */
    abstract void finishGarbling(
            long[] slots,
            int[] code,
            int from,
            int count,
            int width,
            DeltaWords delta,
            byte[] blocks,
            byte[] out,
            byte[] rows,
            int at);

    /** Writes the two blocks of each label; the first label's U is {@code tweaks[tweak]}. */
    abstract void prepareEvaluation(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] blocks);

    /** From the rows at {@code rows[at …]}, writes the output labels to the slots. */
    abstract void finishEvaluation(
            long[] slots, int[] code, int from, int count, int width, byte[] blocks, byte[] out, byte[] rows, int at);
}
