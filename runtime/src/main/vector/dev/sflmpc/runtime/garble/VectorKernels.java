package dev.sflmpc.runtime.garble;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sflmpc.runtime.circuit.Block;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels in which a vector is one label of a slot, or two of them side by side.
 *
 * <p>Orders of blocks and formulas are those of {@link GarblingKernel}, {@link EvaluationKernel} and {@link LaneKernel}.
 *
 * <p>What the JIT compiler of JDK 25 wants, or vectors become objects and everything ten times slower: a kernel is longer than
 * what it inlines into a caller (325 bytes of code, held by a test), so that no vector lives across the call of the cipher; and
 * it calls nothing but the vector classes, because methods of ours are no longer inlined once a kernel has grown to some tens of
 * operations.
 */
final class VectorKernels extends Kernels {

    private static final VectorSpecies<Long> ONE = LongVector.SPECIES_128;
    private static final VectorSpecies<Long> TWO = LongVector.SPECIES_256;
    private static final VectorSpecies<Byte> ONE_BYTES = ByteVector.SPECIES_128;
    private static final VectorSpecies<Byte> TWO_BYTES = ByteVector.SPECIES_256;

    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;

    /** Of two labels, the lowest 32 bits of each in all its places. */
    private static final VectorShuffle<Integer> LOWEST =
            VectorShuffle.fromValues(IntVector.SPECIES_256, 0, 0, 0, 0, 4, 4, 4, 4);

    private final ThreeHalvesKernels threeHalves = new VectorThreeHalves();
    private final SerialKernels serial = new VectorSerial();

    VectorKernels() {
        if (LongVector.SPECIES_PREFERRED.length() < TWO.length()) {
            throw new UnsupportedOperationException("vectors of less than 256 bits");
        }
    }

    @Override
    public String toString() {
        return "vector";
    }

    @Override
    ThreeHalvesKernels threeHalves() {
        return threeHalves;
    }

    @Override
    SerialKernels serial() {
        return serial;
    }

    @Override
    void xor(long[] slots, int[] code, int from, int to, int width) {
        if (width == 1) {
            xorOne(slots, code, from, to);
        } else {
            xorTwo(slots, code, from, to, 2 * width);
        }
    }

    private static void xorOne(long[] slots, int[] code, int from, int to) {
        int p = from;
        for (; p < to - 3 * Block.XOR_WORDS; p += 4 * Block.XOR_WORDS) {
            LongVector.fromArray(ONE, slots, 2 * code[p + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]))
                    .intoArray(slots, 2 * code[p]);
            LongVector.fromArray(ONE, slots, 2 * code[p + 5])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 6]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 7]))
                    .intoArray(slots, 2 * code[p + 4]);
            LongVector.fromArray(ONE, slots, 2 * code[p + 9])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 10]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 11]))
                    .intoArray(slots, 2 * code[p + 8]);
            LongVector.fromArray(ONE, slots, 2 * code[p + 13])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 14]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 15]))
                    .intoArray(slots, 2 * code[p + 12]);
        }
        for (; p < to; p += Block.XOR_WORDS) {
            LongVector.fromArray(ONE, slots, 2 * code[p + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]))
                    .intoArray(slots, 2 * code[p]);
        }
    }

    private static void xorTwo(long[] slots, int[] code, int from, int to, int words) {
        for (int p = from; p < to; p += Block.XOR_WORDS) {
            int d = words * code[p];
            int a = words * code[p + 1];
            int b = words * code[p + 2];
            int c = words * code[p + 3];
            int end = d + words;
            for (; d < end - 12; a += 16, b += 16, c += 16, d += 16) {
                LongVector.fromArray(TWO, slots, a)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b))
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c))
                        .intoArray(slots, d);
                LongVector.fromArray(TWO, slots, a + 4)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b + 4))
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c + 4))
                        .intoArray(slots, d + 4);
                LongVector.fromArray(TWO, slots, a + 8)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b + 8))
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c + 8))
                        .intoArray(slots, d + 8);
                LongVector.fromArray(TWO, slots, a + 12)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b + 12))
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c + 12))
                        .intoArray(slots, d + 12);
            }
            for (; d < end; a += 4, b += 4, c += 4, d += 4) {
                LongVector.fromArray(TWO, slots, a)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b))
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c))
                        .intoArray(slots, d);
            }
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
        int end = from + count * Block.AND_WORDS;
        if (width == 1) {
            prepareGarblingOne(slots, code, from, end, tweaks, tweak, delta.pairs, blocks);
        } else {
            prepareGarblingTwo(slots, code, from, end, 2 * width, tweaks, tweak, delta.pairs, blocks);
        }
    }

    private static void prepareGarblingOne(
            long[] slots, int[] code, int from, int end, long[] tweaks, int tweak, long[] delta, byte[] blocks) {
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, tweaks, 0);
        LongVector offset = LongVector.fromArray(ONE, delta, 4);
        int x = 16;
        int u = tweak;
        for (int p = from; p < end; p += Block.AND_WORDS, x += 64, u += 2) {
            LongVector even = LongVector.fromArray(ONE, tweaks, u);
            LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
            LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
            LongVector rotatedA = a.lanewise(ROL, 32);
            LongVector rotatedB = b.lanewise(ROL, 32);
            LongVector upperA = a.lanewise(AND, upper);
            LongVector upperB = b.lanewise(AND, upper);
            LongVector blockA0 = rotatedA.lanewise(XOR, upperA).lanewise(XOR, even);
            LongVector blockB0 = rotatedB.lanewise(XOR, upperB).lanewise(XOR, even.lanewise(XOR, odd));
            LongVector blockA1 = blockA0.lanewise(XOR, offset);
            LongVector blockB1 = blockB0.lanewise(XOR, offset);
            blockA0.reinterpretAsBytes().intoArray(blocks, x);
            blockA1.reinterpretAsBytes().intoArray(blocks, x + 16);
            blockB0.reinterpretAsBytes().intoArray(blocks, x + 32);
            blockB1.reinterpretAsBytes().intoArray(blocks, x + 48);
        }
    }

    private static void prepareGarblingTwo(
            long[] slots,
            int[] code,
            int from,
            int end,
            int words,
            long[] tweaks,
            int tweak,
            long[] delta,
            byte[] blocks) {
        LongVector upper = LongVector.broadcast(TWO, UPPER);
        LongVector odd = LongVector.fromArray(TWO, tweaks, 0);
        LongVector offset = LongVector.fromArray(TWO, delta, 4);
        int plane = 8 * words;
        int x = 16;
        int u = tweak;
        for (int p = from; p < end; p += Block.AND_WORDS, x += 3 * plane) {
            int a1 = words * code[p];
            int a2 = words * code[p + 1];
            int b1 = words * code[p + 2];
            int b2 = words * code[p + 3];
            for (int next = x + plane; x < next; x += 32, u += 4, a1 += 4, a2 += 4, b1 += 4, b2 += 4) {
                LongVector even = LongVector.fromArray(TWO, tweaks, u);
                LongVector a = LongVector.fromArray(TWO, slots, a1).lanewise(XOR, LongVector.fromArray(TWO, slots, a2));
                LongVector b = LongVector.fromArray(TWO, slots, b1).lanewise(XOR, LongVector.fromArray(TWO, slots, b2));
                LongVector blockA = a.lanewise(ROL, 32)
                        .lanewise(XOR, a.lanewise(AND, upper))
                        .lanewise(XOR, even);
                LongVector blockB = b.lanewise(ROL, 32)
                        .lanewise(XOR, b.lanewise(AND, upper))
                        .lanewise(XOR, even)
                        .lanewise(XOR, odd);
                blockA.reinterpretAsBytes().intoArray(blocks, x);
                blockA.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + plane);
                blockB.reinterpretAsBytes().intoArray(blocks, x + 2 * plane);
                blockB.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 3 * plane);
            }
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
        int end = from + count * Block.AND_WORDS;
        if (width == 1) {
            finishGarblingOne(slots, code, from, end, delta.pairs, blocks, out, rows, at);
        } else {
            finishGarblingTwo(slots, code, from, end, 2 * width, delta.pairs, blocks, out, rows, at);
        }
    }

    private static void finishGarblingOne(
            long[] slots, int[] code, int from, int end, long[] delta, byte[] blocks, byte[] out, byte[] rows, int at) {
        ByteVector deltas = LongVector.fromArray(ONE, delta, 0).reinterpretAsBytes();
        ByteVector offset = LongVector.fromArray(ONE, delta, 4).reinterpretAsBytes();
        int x = 0;
        int r = at;
        for (int p = from; p < end; p += Block.AND_WORDS, x += 64, r += 32) {
            int a1 = 2 * code[p];
            int a2 = 2 * code[p + 1];
            ByteVector a = LongVector.fromArray(ONE, slots, a1)
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, a2))
                    .reinterpretAsBytes();
            ByteVector pa = ByteVector.broadcast(ONE_BYTES, (byte) -((slots[a1] ^ slots[a2]) & 1));
            ByteVector pb =
                    ByteVector.broadcast(ONE_BYTES, (byte) -((slots[2 * code[p + 2]] ^ slots[2 * code[p + 3]]) & 1));
            ByteVector blockA = ByteVector.fromArray(ONE_BYTES, blocks, x + 16);
            ByteVector p0 = ByteVector.fromArray(ONE_BYTES, out, x)
                    .lanewise(XOR, ByteVector.fromArray(ONE_BYTES, blocks, x))
                    .lanewise(XOR, offset);
            ByteVector p2 = ByteVector.fromArray(ONE_BYTES, out, x + 32)
                    .lanewise(XOR, ByteVector.fromArray(ONE_BYTES, blocks, x + 48));
            ByteVector tg = ByteVector.fromArray(ONE_BYTES, out, x + 16)
                    .lanewise(XOR, deltas.lanewise(AND, pb))
                    .lanewise(XOR, blockA)
                    .lanewise(XOR, p0);
            ByteVector teA = ByteVector.fromArray(ONE_BYTES, out, x + 48)
                    .lanewise(XOR, blockA)
                    .lanewise(XOR, p2);
            tg.intoArray(rows, r);
            teA.lanewise(XOR, a).intoArray(rows, r + 16);
            p0.lanewise(XOR, p2)
                    .lanewise(XOR, tg.lanewise(AND, pa))
                    .lanewise(XOR, teA.lanewise(AND, pb))
                    .reinterpretAsLongs()
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 4]))
                    .intoArray(slots, 2 * code[p + 5]);
        }
    }

    private static void finishGarblingTwo(
            long[] slots,
            int[] code,
            int from,
            int end,
            int words,
            long[] delta,
            byte[] blocks,
            byte[] out,
            byte[] rows,
            int at) {
        ByteVector deltas = LongVector.fromArray(TWO, delta, 0).reinterpretAsBytes();
        ByteVector offset = LongVector.fromArray(TWO, delta, 4).reinterpretAsBytes();
        int plane = 8 * words;
        int x = 0;
        int r = at;
        for (int p = from; p < end; p += Block.AND_WORDS, x += 3 * plane, r += plane) {
            int a1 = words * code[p];
            int a2 = words * code[p + 1];
            int b1 = words * code[p + 2];
            int b2 = words * code[p + 3];
            int c = words * code[p + 4];
            int d = words * code[p + 5];
            for (int l = 0; l < words; l += 4, x += 32, r += 32) {
                LongVector a = LongVector.fromArray(TWO, slots, a1 + l)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, a2 + l));
                ByteVector pa = a.reinterpretAsInts()
                        .rearrange(LOWEST)
                        .lanewise(LSHL, 31)
                        .lanewise(ASHR, 31)
                        .reinterpretAsBytes();
                ByteVector pb = LongVector.fromArray(TWO, slots, b1 + l)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b2 + l))
                        .reinterpretAsInts()
                        .rearrange(LOWEST)
                        .lanewise(LSHL, 31)
                        .lanewise(ASHR, 31)
                        .reinterpretAsBytes();
                ByteVector da = ByteVector.fromArray(TWO_BYTES, out, x)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x));
                ByteVector db = ByteVector.fromArray(TWO_BYTES, out, x + 2 * plane)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + 2 * plane));
                ByteVector tg = ByteVector.fromArray(TWO_BYTES, out, x + plane)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + plane))
                        .lanewise(XOR, deltas.lanewise(AND, pb))
                        .lanewise(XOR, offset)
                        .lanewise(XOR, da);
                ByteVector teA = ByteVector.fromArray(TWO_BYTES, out, x + 3 * plane)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + 3 * plane))
                        .lanewise(XOR, offset)
                        .lanewise(XOR, db);
                tg.intoArray(rows, r);
                teA.lanewise(XOR, a.reinterpretAsBytes()).intoArray(rows, r + plane);
                da.lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + 16))
                        .lanewise(XOR, db)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + 2 * plane + 16))
                        .lanewise(XOR, tg.lanewise(AND, pa))
                        .lanewise(XOR, teA.lanewise(AND, pb))
                        .reinterpretAsLongs()
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c + l))
                        .intoArray(slots, d + l);
            }
        }
    }

    @Override
    void prepareEvaluation(
            long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] blocks) {
        int end = from + count * Block.AND_WORDS;
        if (width == 1) {
            prepareEvaluationOne(slots, code, from, end, tweaks, tweak, blocks);
        } else {
            prepareEvaluationTwo(slots, code, from, end, 2 * width, tweaks, tweak, blocks);
        }
    }

    private static void prepareEvaluationOne(
            long[] slots, int[] code, int from, int end, long[] tweaks, int tweak, byte[] blocks) {
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, tweaks, 0);
        int x = 16;
        int u = tweak;
        int p = from;
        for (; p < end - Block.AND_WORDS; p += 2 * Block.AND_WORDS, x += 64, u += 4) {
            LongVector even = LongVector.fromArray(ONE, tweaks, u);
            LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
            LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
            a.lanewise(ROL, 32)
                    .lanewise(XOR, a.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x);
            b.lanewise(ROL, 32)
                    .lanewise(XOR, b.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .lanewise(XOR, odd)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 16);
            LongVector nextEven = LongVector.fromArray(ONE, tweaks, u + 2);
            LongVector nextA = LongVector.fromArray(ONE, slots, 2 * code[p + 6])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 7]));
            LongVector nextB = LongVector.fromArray(ONE, slots, 2 * code[p + 8])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 9]));
            nextA.lanewise(ROL, 32)
                    .lanewise(XOR, nextA.lanewise(AND, upper))
                    .lanewise(XOR, nextEven)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 32);
            nextB.lanewise(ROL, 32)
                    .lanewise(XOR, nextB.lanewise(AND, upper))
                    .lanewise(XOR, nextEven)
                    .lanewise(XOR, odd)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 48);
        }
        if (p < end) {
            LongVector even = LongVector.fromArray(ONE, tweaks, u);
            LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
            LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
            a.lanewise(ROL, 32)
                    .lanewise(XOR, a.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x);
            b.lanewise(ROL, 32)
                    .lanewise(XOR, b.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .lanewise(XOR, odd)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 16);
        }
    }

    private static void prepareEvaluationTwo(
            long[] slots, int[] code, int from, int end, int words, long[] tweaks, int tweak, byte[] blocks) {
        LongVector upper = LongVector.broadcast(TWO, UPPER);
        LongVector odd = LongVector.fromArray(TWO, tweaks, 0);
        int plane = 8 * words;
        int x = 16;
        int u = tweak;
        for (int p = from; p < end; p += Block.AND_WORDS, x += plane) {
            int a1 = words * code[p];
            int a2 = words * code[p + 1];
            int b1 = words * code[p + 2];
            int b2 = words * code[p + 3];
            for (int next = x + plane; x < next; x += 32, u += 4, a1 += 4, a2 += 4, b1 += 4, b2 += 4) {
                LongVector even = LongVector.fromArray(TWO, tweaks, u);
                LongVector a = LongVector.fromArray(TWO, slots, a1).lanewise(XOR, LongVector.fromArray(TWO, slots, a2));
                LongVector b = LongVector.fromArray(TWO, slots, b1).lanewise(XOR, LongVector.fromArray(TWO, slots, b2));
                LongVector rotatedA = a.lanewise(ROL, 32);
                LongVector rotatedB = b.lanewise(ROL, 32);
                LongVector upperA = a.lanewise(AND, upper);
                LongVector upperB = b.lanewise(AND, upper);
                LongVector tweakB = even.lanewise(XOR, odd);
                LongVector blockA = rotatedA.lanewise(XOR, upperA).lanewise(XOR, even);
                LongVector blockB = rotatedB.lanewise(XOR, upperB).lanewise(XOR, tweakB);
                blockA.reinterpretAsBytes().intoArray(blocks, x);
                blockB.reinterpretAsBytes().intoArray(blocks, x + plane);
            }
        }
    }

    @Override
    void finishEvaluation(
            long[] slots, int[] code, int from, int count, int width, byte[] blocks, byte[] out, byte[] rows, int at) {
        int end = from + count * Block.AND_WORDS;
        if (width == 1) {
            finishEvaluationOne(slots, code, from, end, blocks, out, rows, at);
        } else {
            finishEvaluationTwo(slots, code, from, end, 2 * width, blocks, out, rows, at);
        }
    }

    private static void finishEvaluationOne(
            long[] slots, int[] code, int from, int end, byte[] blocks, byte[] out, byte[] rows, int at) {
        int x = 0;
        int r = at;
        for (int p = from; p < end; p += Block.AND_WORDS, x += 32, r += 32) {
            int a1 = 2 * code[p];
            int a2 = 2 * code[p + 1];
            int b1 = 2 * code[p + 2];
            int b2 = 2 * code[p + 3];
            int c = 2 * code[p + 4];
            int d = 2 * code[p + 5];
            ByteVector a = LongVector.fromArray(ONE, slots, a1)
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, a2))
                    .reinterpretAsBytes();
            ByteVector sa = ByteVector.broadcast(ONE_BYTES, (byte) -((slots[a1] ^ slots[a2]) & 1));
            ByteVector sb = ByteVector.broadcast(ONE_BYTES, (byte) -((slots[b1] ^ slots[b2]) & 1));
            ByteVector tg = ByteVector.fromArray(ONE_BYTES, rows, r).lanewise(AND, sa);
            ByteVector te = ByteVector.fromArray(ONE_BYTES, rows, r + 16)
                    .lanewise(XOR, a)
                    .lanewise(AND, sb);
            ByteVector p0 =
                    ByteVector.fromArray(ONE_BYTES, out, x).lanewise(XOR, ByteVector.fromArray(ONE_BYTES, blocks, x));
            ByteVector p1 = ByteVector.fromArray(ONE_BYTES, out, x + 16)
                    .lanewise(XOR, ByteVector.fromArray(ONE_BYTES, blocks, x + 32));
            LongVector withC = LongVector.fromArray(ONE, slots, c);
            p0.lanewise(XOR, p1)
                    .lanewise(XOR, tg)
                    .lanewise(XOR, te)
                    .reinterpretAsLongs()
                    .lanewise(XOR, withC)
                    .intoArray(slots, d);
        }
    }

    private static void finishEvaluationTwo(
            long[] slots, int[] code, int from, int end, int words, byte[] blocks, byte[] out, byte[] rows, int at) {
        int plane = 8 * words;
        int x = 0;
        int r = at;
        for (int p = from; p < end; p += Block.AND_WORDS, x += plane, r += plane) {
            int a1 = words * code[p];
            int a2 = words * code[p + 1];
            int b1 = words * code[p + 2];
            int b2 = words * code[p + 3];
            int c = words * code[p + 4];
            int d = words * code[p + 5];
            for (int l = 0; l < words; l += 4, x += 32, r += 32) {
                LongVector a = LongVector.fromArray(TWO, slots, a1 + l)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, a2 + l));
                ByteVector sa = a.reinterpretAsInts()
                        .rearrange(LOWEST)
                        .lanewise(LSHL, 31)
                        .lanewise(ASHR, 31)
                        .reinterpretAsBytes();
                ByteVector sb = LongVector.fromArray(TWO, slots, b1 + l)
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, b2 + l))
                        .reinterpretAsInts()
                        .rearrange(LOWEST)
                        .lanewise(LSHL, 31)
                        .lanewise(ASHR, 31)
                        .reinterpretAsBytes();
                ByteVector tg = ByteVector.fromArray(TWO_BYTES, rows, r).lanewise(AND, sa);
                ByteVector te = ByteVector.fromArray(TWO_BYTES, rows, r + plane)
                        .lanewise(XOR, a.reinterpretAsBytes())
                        .lanewise(AND, sb);
                ByteVector.fromArray(TWO_BYTES, out, x)
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x))
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + 16))
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, out, x + plane))
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + plane))
                        .lanewise(XOR, ByteVector.fromArray(TWO_BYTES, blocks, x + plane + 16))
                        .lanewise(XOR, tg)
                        .lanewise(XOR, te)
                        .reinterpretAsLongs()
                        .lanewise(XOR, LongVector.fromArray(TWO, slots, c + l))
                        .intoArray(slots, d + l);
            }
        }
    }
}
