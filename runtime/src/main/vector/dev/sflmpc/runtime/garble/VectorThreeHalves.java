package dev.sflmpc.runtime.garble;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ThreeHalvesKernels} in which a vector is a label of each of the two ANDs of a pair.
 *
 * <p>With V = (P, Q) and W = (Q, P^Q), the low word first, V = B ^ (A.L, 0) ^ (A.R, A.L) and W = A ^ (B.R, B.L) ^ (0, B.R). The
 * JIT compiler's wishes are those of {@link VectorKernels}.
 */
final class VectorThreeHalves extends ThreeHalvesKernels {

    private static final VectorSpecies<Long> TWO = LongVector.SPECIES_256;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;

    /** Of each label, the lowest 32 bits in all places; its words swapped; its low word twice; its high word twice. */
    private static final VectorShuffle<Integer> LOWEST = VectorShuffle.fromValues(INTS, 0, 0, 0, 0, 4, 4, 4, 4);

    private static final VectorShuffle<Integer> SWAP = VectorShuffle.fromValues(INTS, 2, 3, 0, 1, 6, 7, 4, 5);
    private static final VectorShuffle<Integer> LOWS = VectorShuffle.fromValues(INTS, 0, 1, 0, 1, 4, 5, 4, 5);
    private static final VectorShuffle<Integer> HIGHS = VectorShuffle.fromValues(INTS, 2, 3, 2, 3, 6, 7, 6, 7);

    /** All bits of the low words; bits 0 to 4 of the high words. */
    private static final long[] MASKS = {-1, 0, -1, 0, 0, 1, 0, 1, 0, 2, 0, 2, 0, 4, 0, 4, 0, 8, 0, 8, 0, 16, 0, 16};

    @Override
    void prepareGarbling(Batch batch, int ands, long[] tweaks, int tweak, DeltaWords delta) {
        prepareGarblingTwo(batch, 2 * ands, tweaks, tweak, delta.pairs);
    }

    private static void prepareGarblingTwo(Batch batch, int words, long[] tweaks, int tweak, long[] delta) {
        long[] as = batch.a;
        long[] bs = batch.b;
        byte[] blocks = batch.blocks;
        LongVector upper = LongVector.broadcast(TWO, UPPER);
        LongVector low = LongVector.fromArray(TWO, MASKS, 0);
        LongVector deltas = LongVector.fromArray(TWO, delta, 0);
        LongVector offset = LongVector.fromArray(TWO, delta, 4);
        LongVector swapped = deltas.reinterpretAsInts().rearrange(SWAP).reinterpretAsLongs();
        int x = 16;
        for (int w = 0; w < words; w += 4, x += 192) {
            LongVector a = LongVector.fromArray(TWO, as, w);
            LongVector b = LongVector.fromArray(TWO, bs, w);
            LongVector notA = a.reinterpretAsInts()
                    .rearrange(LOWEST)
                    .lanewise(LSHL, 31)
                    .lanewise(ASHR, 31)
                    .reinterpretAsLongs();
            LongVector notB = b.reinterpretAsInts()
                    .rearrange(LOWEST)
                    .lanewise(LSHL, 31)
                    .lanewise(ASHR, 31)
                    .reinterpretAsLongs();
            a = a.lanewise(XOR, deltas.lanewise(AND, notA));
            b = b.lanewise(XOR, deltas.lanewise(AND, notB));

            LongVector sigmaA = a.lanewise(ROL, 32).lanewise(XOR, a.lanewise(AND, upper));
            LongVector sigmaB = b.lanewise(ROL, 32).lanewise(XOR, b.lanewise(AND, upper));
            LongVector blockA = sigmaA.lanewise(XOR, LongVector.fromArray(TWO, tweaks, tweak + w));
            LongVector blockB = sigmaB.lanewise(XOR, LongVector.fromArray(TWO, tweaks, tweak + w + TWEAK_PLANE));
            LongVector blockX = sigmaA.lanewise(XOR, sigmaB)
                    .lanewise(XOR, LongVector.fromArray(TWO, tweaks, tweak + w + 2 * TWEAK_PLANE));
            blockA.reinterpretAsBytes().intoArray(blocks, x);
            blockA.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 32);
            blockB.reinterpretAsBytes().intoArray(blocks, x + 64);
            blockB.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 96);
            blockX.reinterpretAsBytes().intoArray(blocks, x + 128);
            blockX.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 160);

            LongVector v = b.lanewise(XOR, a.lanewise(AND, low))
                    .lanewise(XOR, a.reinterpretAsInts().rearrange(SWAP).reinterpretAsLongs());
            LongVector u = a.lanewise(XOR, b.lanewise(AND_NOT, low))
                    .lanewise(XOR, b.reinterpretAsInts().rearrange(SWAP).reinterpretAsLongs());
            LongVector fixed = b.lanewise(AND, low).lanewise(XOR, a.lanewise(AND_NOT, low));
            LongVector rho = LongVector.fromArray(TWO, batch.rho, w);
            LongVector rho1 = rho.reinterpretAsInts().rearrange(LOWS).reinterpretAsLongs();
            LongVector rho2 = rho.reinterpretAsInts().rearrange(HIGHS).reinterpretAsLongs();
            LongVector n1 = rho1.lanewise(XOR, notB);
            LongVector n2 = rho2.lanewise(XOR, notA);
            LongVector notBoth = notA.lanewise(XOR, notB);
            v.lanewise(AND_NOT, notA)
                    .lanewise(XOR, u.lanewise(AND_NOT, notB))
                    .lanewise(XOR, fixed)
                    .lanewise(XOR, n1.lanewise(XOR, n2).lanewise(AND, swapped))
                    .lanewise(
                            XOR,
                            n2.lanewise(AND, low)
                                    .lanewise(XOR, n1.lanewise(AND_NOT, low))
                                    .lanewise(AND, deltas))
                    .intoArray(batch.rows, w);
            v.lanewise(AND, notBoth)
                    .lanewise(XOR, u.lanewise(AND_NOT, notA))
                    .lanewise(XOR, deltas.lanewise(AND_NOT, n1))
                    .lanewise(XOR, swapped.lanewise(AND_NOT, n2))
                    .lanewise(AND, low)
                    .lanewise(XOR, rho1.lanewise(AND, LongVector.fromArray(TWO, MASKS, 4)))
                    .lanewise(XOR, rho2.lanewise(AND, LongVector.fromArray(TWO, MASKS, 8)))
                    .lanewise(XOR, LongVector.fromArray(TWO, MASKS, 12).lanewise(AND_NOT, notA))
                    .lanewise(XOR, LongVector.fromArray(TWO, MASKS, 16).lanewise(AND_NOT, notB))
                    .lanewise(XOR, LongVector.fromArray(TWO, MASKS, 20).lanewise(AND, notBoth))
                    .intoArray(batch.last, w);
            v.lanewise(AND, rho1)
                    .lanewise(XOR, u.lanewise(AND, rho2))
                    .lanewise(XOR, fixed)
                    .lanewise(XOR, deltas.lanewise(AND, notA).lanewise(AND, notB))
                    .intoArray(batch.outputs, w);
        }
    }

    @Override
    void finishGarbling(Batch batch, int ands) {
        finishGarblingTwo(batch, 2 * ands);
    }

    private static void finishGarblingTwo(Batch batch, int words) {
        byte[] blocks = batch.blocks;
        byte[] out = batch.out;
        LongVector low = LongVector.fromArray(TWO, MASKS, 0);
        LongVector bit = LongVector.fromArray(TWO, MASKS, 4);
        int x = 0;
        for (int w = 0; w < words; w += 4, x += 192) {
            LongVector a = ByteVector.fromArray(BYTES, out, x)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 16))
                    .reinterpretAsLongs();
            LongVector b = ByteVector.fromArray(BYTES, out, x + 64)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 64))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 80))
                    .reinterpretAsLongs();
            LongVector both = ByteVector.fromArray(BYTES, out, x + 128)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 128))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 144))
                    .reinterpretAsLongs();
            LongVector pairA = ByteVector.fromArray(BYTES, out, x + 32)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 32))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 48))
                    .reinterpretAsLongs()
                    .lanewise(XOR, a);
            LongVector pairB = ByteVector.fromArray(BYTES, out, x + 96)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 96))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 112))
                    .reinterpretAsLongs()
                    .lanewise(XOR, b);
            LongVector pairX = ByteVector.fromArray(BYTES, out, x + 160)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 160))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 176))
                    .reinterpretAsLongs()
                    .lanewise(XOR, both);
            LongVector.fromArray(TWO, batch.rows, w)
                    .lanewise(XOR, pairA.lanewise(AND, low))
                    .lanewise(
                            XOR,
                            pairB.reinterpretAsInts()
                                    .rearrange(SWAP)
                                    .reinterpretAsLongs()
                                    .lanewise(AND_NOT, low))
                    .intoArray(batch.rows, w);
            LongVector.fromArray(TWO, batch.outputs, w)
                    .lanewise(XOR, a.lanewise(AND, low))
                    .lanewise(
                            XOR,
                            b.reinterpretAsInts()
                                    .rearrange(SWAP)
                                    .reinterpretAsLongs()
                                    .lanewise(AND_NOT, low))
                    .lanewise(XOR, both.reinterpretAsInts().rearrange(LOWS).reinterpretAsLongs())
                    .intoArray(batch.outputs, w);
            LongVector.fromArray(TWO, batch.last, w)
                    .lanewise(XOR, pairX.lanewise(AND, low))
                    .lanewise(XOR, a.lanewise(XOR, both).lanewise(AND, bit))
                    .lanewise(XOR, b.lanewise(XOR, both).lanewise(AND, bit).lanewise(LSHL, 1))
                    .lanewise(XOR, pairA.lanewise(AND, bit).lanewise(LSHL, 2))
                    .lanewise(XOR, pairB.lanewise(AND, bit).lanewise(LSHL, 3))
                    .lanewise(XOR, pairX.lanewise(AND, bit).lanewise(LSHL, 4))
                    .intoArray(batch.last, w);
        }
    }

    @Override
    void prepareEvaluation(Batch batch, int ands, long[] tweaks, int tweak) {
        prepareEvaluationTwo(batch.a, batch.b, 2 * ands, tweaks, tweak, batch.blocks);
    }

    private static void prepareEvaluationTwo(long[] as, long[] bs, int words, long[] tweaks, int tweak, byte[] blocks) {
        LongVector upper = LongVector.broadcast(TWO, UPPER);
        int x = 16;
        int w = 0;
        int u = tweak;
        for (; w < words - 4; w += 8, x += 192, u += 8) {
            LongVector a = LongVector.fromArray(TWO, as, w);
            LongVector b = LongVector.fromArray(TWO, bs, w);
            LongVector a2 = LongVector.fromArray(TWO, as, w + 4);
            LongVector b2 = LongVector.fromArray(TWO, bs, w + 4);
            a = a.lanewise(ROL, 32).lanewise(XOR, a.lanewise(AND, upper));
            b = b.lanewise(ROL, 32).lanewise(XOR, b.lanewise(AND, upper));
            a2 = a2.lanewise(ROL, 32).lanewise(XOR, a2.lanewise(AND, upper));
            b2 = b2.lanewise(ROL, 32).lanewise(XOR, b2.lanewise(AND, upper));
            a.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x);
            b.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 32);
            a.lanewise(XOR, b)
                    .lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + 2 * TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 64);
            a2.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + 4))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 96);
            b2.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + 4 + TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 128);
            a2.lanewise(XOR, b2)
                    .lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + 4 + 2 * TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 160);
        }
        if (w < words) {
            LongVector a = LongVector.fromArray(TWO, as, w);
            LongVector b = LongVector.fromArray(TWO, bs, w);
            a = a.lanewise(ROL, 32).lanewise(XOR, a.lanewise(AND, upper));
            b = b.lanewise(ROL, 32).lanewise(XOR, b.lanewise(AND, upper));
            a.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x);
            b.lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 32);
            a.lanewise(XOR, b)
                    .lanewise(XOR, LongVector.fromArray(TWO, tweaks, u + 2 * TWEAK_PLANE))
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 64);
        }
    }

    @Override
    void finishEvaluation(Batch batch, int ands) {
        finishEvaluationTwo(batch, 2 * ands);
    }

    private static void finishEvaluationTwo(Batch batch, int words) {
        byte[] blocks = batch.blocks;
        byte[] out = batch.out;
        LongVector low = LongVector.fromArray(TWO, MASKS, 0);
        LongVector one = LongVector.broadcast(TWO, 1);
        int x = 0;
        for (int w = 0; w < words; w += 4, x += 96) {
            LongVector a = LongVector.fromArray(TWO, batch.a, w);
            LongVector b = LongVector.fromArray(TWO, batch.b, w);
            LongVector i = a.reinterpretAsInts()
                    .rearrange(LOWEST)
                    .lanewise(LSHL, 31)
                    .lanewise(ASHR, 31)
                    .reinterpretAsLongs();
            LongVector j = b.reinterpretAsInts()
                    .rearrange(LOWEST)
                    .lanewise(LSHL, 31)
                    .lanewise(ASHR, 31)
                    .reinterpretAsLongs();
            LongVector k = i.lanewise(XOR, j);
            LongVector hashA = ByteVector.fromArray(BYTES, out, x)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 16))
                    .reinterpretAsLongs();
            LongVector hashB = ByteVector.fromArray(BYTES, out, x + 32)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 32))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 48))
                    .reinterpretAsLongs();
            LongVector hashX = ByteVector.fromArray(BYTES, out, x + 64)
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 64))
                    .lanewise(XOR, ByteVector.fromArray(BYTES, blocks, x + 80))
                    .reinterpretAsLongs();
            LongVector last = LongVector.fromArray(TWO, batch.last, w);
            LongVector z = last.reinterpretAsInts().rearrange(HIGHS).reinterpretAsLongs();
            LongVector z4 = z.lanewise(LSHR, 4).lanewise(AND, k);
            LongVector r1 = hashA.lanewise(XOR, hashX)
                    .reinterpretAsInts()
                    .rearrange(HIGHS)
                    .reinterpretAsLongs()
                    .lanewise(XOR, z)
                    .lanewise(XOR, z.lanewise(LSHR, 2).lanewise(AND, i))
                    .lanewise(XOR, z4)
                    .lanewise(AND, one)
                    .lanewise(NEG);
            LongVector r2 = hashB.lanewise(XOR, hashX)
                    .reinterpretAsInts()
                    .rearrange(HIGHS)
                    .reinterpretAsLongs()
                    .lanewise(XOR, z.lanewise(LSHR, 1))
                    .lanewise(XOR, z.lanewise(LSHR, 3).lanewise(AND, j))
                    .lanewise(XOR, z4)
                    .lanewise(AND, one)
                    .lanewise(NEG);
            LongVector v = b.lanewise(XOR, a.lanewise(AND, low))
                    .lanewise(XOR, a.reinterpretAsInts().rearrange(SWAP).reinterpretAsLongs());
            LongVector u = a.lanewise(XOR, b.lanewise(AND_NOT, low))
                    .lanewise(XOR, b.reinterpretAsInts().rearrange(SWAP).reinterpretAsLongs());
            LongVector colours = i.lanewise(AND, low).lanewise(XOR, j.lanewise(AND_NOT, low));
            hashA.lanewise(AND, low)
                    .lanewise(
                            XOR,
                            hashB.reinterpretAsInts()
                                    .rearrange(SWAP)
                                    .reinterpretAsLongs()
                                    .lanewise(AND_NOT, low))
                    .lanewise(XOR, hashX.reinterpretAsInts().rearrange(LOWS).reinterpretAsLongs())
                    .lanewise(XOR, LongVector.fromArray(TWO, batch.rows, w).lanewise(AND, colours))
                    .lanewise(
                            XOR,
                            last.reinterpretAsInts()
                                    .rearrange(LOWS)
                                    .reinterpretAsLongs()
                                    .lanewise(AND, k))
                    .lanewise(XOR, v.lanewise(AND, r1))
                    .lanewise(XOR, u.lanewise(AND, r2))
                    .lanewise(
                            XOR,
                            b.lanewise(AND, low)
                                    .lanewise(XOR, a.lanewise(AND_NOT, low))
                                    .lanewise(AND_NOT, colours))
                    .intoArray(batch.outputs, w);
        }
    }
}
