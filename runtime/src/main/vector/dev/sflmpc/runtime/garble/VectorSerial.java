package dev.sflmpc.runtime.garble;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sflmpc.runtime.circuit.Block;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SerialKernels} in which a vector is one label. Written like {@link VectorKernels}.
 *
 * <p>Loops end where an index is met, not passed: what the JIT compiler makes of loops that count costs more at their entry than a
 * gate or two.
 */
final class VectorSerial extends SerialKernels {

    private static final VectorSpecies<Long> ONE = LongVector.SPECIES_128;
    private static final VectorSpecies<Byte> ONE_BYTES = ByteVector.SPECIES_128;

    private static final int KEPT = Serial.KEPT;

    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;

    @Override
    int garble(Serial serial, int from, int to, int row, int next, int tweak) {
        return garbleFew(serial, from, to, row, next, tweak);
    }

    @Override
    int garbleSingle(Serial serial, int gate, int row, int tweak) {
        return garbleOne(serial, gate, row, tweak);
    }

    @Override
    int evaluate(Serial serial, int from, int to, int next, int tweak, int row) {
        return evaluateFew(serial, from, to, next, tweak, row);
    }

    @Override
    int evaluateSingle(Serial serial, int gate, int tweak, int row) {
        return evaluateOne(serial, gate, tweak, row);
    }

    private static int garbleFew(Serial serial, int from, int to, int row, int next, int tweak) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] words = serial.words;
        byte[] blocks = serial.blocks;
        byte[] out = serial.out;
        byte[] rows = serial.rows;
        int k = KEPT;
        int x = 0;
        int r = row;
        for (int p = from; p != to; p += Block.AND_WORDS) {
            ByteVector p0 = ByteVector.fromArray(ONE_BYTES, out, x);
            ByteVector p2 = ByteVector.fromArray(ONE_BYTES, out, x + 32);
            LongVector e = ByteVector.fromArray(ONE_BYTES, out, x + 16)
                    .lanewise(XOR, p0)
                    .reinterpretAsLongs();
            LongVector f = ByteVector.fromArray(ONE_BYTES, out, x + 48)
                    .lanewise(XOR, p2)
                    .reinterpretAsLongs();
            p0.lanewise(XOR, p2)
                    .reinterpretAsLongs()
                    .lanewise(XOR, LongVector.fromArray(ONE, words, k + 4))
                    .lanewise(XOR, e.lanewise(AND, LongVector.fromArray(ONE, words, k + 6)))
                    .lanewise(XOR, f.lanewise(AND, LongVector.fromArray(ONE, words, k + 8)))
                    .intoArray(slots, 2 * code[p + 5]);
            e.lanewise(XOR, LongVector.fromArray(ONE, words, k))
                    .reinterpretAsBytes()
                    .intoArray(rows, r);
            f.lanewise(XOR, LongVector.fromArray(ONE, words, k + 2))
                    .reinterpretAsBytes()
                    .intoArray(rows, r + 16);
            k += Serial.GARBLER_WORDS;
            x += 64;
            r += 32;
        }
        if (next < 0) {
            return NONE;
        }
        int first = next + 1;
        for (int d = code[first]; d >= 0; d = code[first]) {
            LongVector.fromArray(ONE, slots, 2 * code[first + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[first + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[first + 3]))
                    .intoArray(slots, 2 * d);
            first += Block.XOR_WORDS;
        }
        first++;
        ByteVector.fromArray(ONE_BYTES, blocks, serial.last).intoArray(blocks, 0);
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, words, 0);
        LongVector deltas = LongVector.fromArray(ONE, words, Serial.DELTA);
        LongVector offset = LongVector.fromArray(ONE, words, Serial.SIGMA_DELTA);
        int end = first + Block.AND_WORDS * code[next];
        k = KEPT;
        x = 0;
        int u = tweak;
        for (int p = first; p != end; p += Block.AND_WORDS) {
            LongVector even = LongVector.fromArray(ONE, serial.tweaks, u);
            LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
            LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
            LongVector blockA =
                    a.lanewise(ROL, 32).lanewise(XOR, a.lanewise(AND, upper)).lanewise(XOR, even);
            LongVector blockB = b.lanewise(ROL, 32)
                    .lanewise(XOR, b.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .lanewise(XOR, odd);
            blockA.reinterpretAsBytes().intoArray(blocks, x + 16);
            blockA.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 32);
            blockB.reinterpretAsBytes().intoArray(blocks, x + 48);
            blockB.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, x + 64);
            LongVector pa = LongVector.broadcast(ONE, -(a.lane(0) & 1));
            LongVector pb = LongVector.broadcast(ONE, -(b.lane(0) & 1));
            LongVector both = blockA.lanewise(XOR, blockB);
            LongVector before = ByteVector.fromArray(ONE_BYTES, blocks, x)
                    .reinterpretAsLongs()
                    .lanewise(XOR, offset);
            LongVector t = deltas.lanewise(AND, pb).lanewise(XOR, before).lanewise(XOR, blockA);
            t.intoArray(words, k);
            both.lanewise(XOR, a).intoArray(words, k + 2);
            before.lanewise(XOR, blockB)
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 4]))
                    .lanewise(XOR, t.lanewise(AND, pa))
                    .lanewise(XOR, both.lanewise(AND, pb))
                    .intoArray(words, k + 4);
            pa.intoArray(words, k + 6);
            pb.intoArray(words, k + 8);
            k += Serial.GARBLER_WORDS;
            x += 64;
            u += 2;
        }
        return first;
    }

    private static int garbleOne(Serial serial, int gate, int row, int tweak) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] words = serial.words;
        byte[] blocks = serial.blocks;
        byte[] out = serial.out;
        byte[] rows = serial.rows;
        ByteVector p0 = ByteVector.fromArray(ONE_BYTES, out, 0);
        ByteVector p2 = ByteVector.fromArray(ONE_BYTES, out, 32);
        LongVector e =
                ByteVector.fromArray(ONE_BYTES, out, 16).lanewise(XOR, p0).reinterpretAsLongs();
        LongVector f =
                ByteVector.fromArray(ONE_BYTES, out, 48).lanewise(XOR, p2).reinterpretAsLongs();
        p0.lanewise(XOR, p2)
                .reinterpretAsLongs()
                .lanewise(XOR, LongVector.fromArray(ONE, words, KEPT + 4))
                .lanewise(XOR, e.lanewise(AND, LongVector.fromArray(ONE, words, KEPT + 6)))
                .lanewise(XOR, f.lanewise(AND, LongVector.fromArray(ONE, words, KEPT + 8)))
                .intoArray(slots, 2 * code[gate + 5]);
        e.lanewise(XOR, LongVector.fromArray(ONE, words, KEPT))
                .reinterpretAsBytes()
                .intoArray(rows, row);
        f.lanewise(XOR, LongVector.fromArray(ONE, words, KEPT + 2))
                .reinterpretAsBytes()
                .intoArray(rows, row + 16);
        int p = gate + Block.AND_WORDS + 1;
        for (int d = code[p]; d >= 0; d = code[p]) {
            LongVector.fromArray(ONE, slots, 2 * code[p + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]))
                    .intoArray(slots, 2 * d);
            p += Block.XOR_WORDS;
        }
        p++;
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, words, 0);
        LongVector deltas = LongVector.fromArray(ONE, words, Serial.DELTA);
        LongVector offset = LongVector.fromArray(ONE, words, Serial.SIGMA_DELTA);
        ByteVector last = ByteVector.fromArray(ONE_BYTES, blocks, serial.last);
        LongVector even = LongVector.fromArray(ONE, serial.tweaks, tweak);
        LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
        LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
        LongVector blockA =
                a.lanewise(ROL, 32).lanewise(XOR, a.lanewise(AND, upper)).lanewise(XOR, even);
        LongVector blockB = b.lanewise(ROL, 32)
                .lanewise(XOR, b.lanewise(AND, upper))
                .lanewise(XOR, even)
                .lanewise(XOR, odd);
        blockA.reinterpretAsBytes().intoArray(blocks, 16);
        blockA.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, 32);
        blockB.reinterpretAsBytes().intoArray(blocks, 48);
        blockB.lanewise(XOR, offset).reinterpretAsBytes().intoArray(blocks, 64);
        LongVector pa = LongVector.broadcast(ONE, -(a.lane(0) & 1));
        LongVector pb = LongVector.broadcast(ONE, -(b.lane(0) & 1));
        LongVector both = blockA.lanewise(XOR, blockB);
        LongVector before = last.reinterpretAsLongs().lanewise(XOR, offset);
        LongVector t = deltas.lanewise(AND, pb).lanewise(XOR, before).lanewise(XOR, blockA);
        t.intoArray(words, KEPT);
        both.lanewise(XOR, a).intoArray(words, KEPT + 2);
        before.lanewise(XOR, blockB)
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 4]))
                .lanewise(XOR, t.lanewise(AND, pa))
                .lanewise(XOR, both.lanewise(AND, pb))
                .intoArray(words, KEPT + 4);
        pa.intoArray(words, KEPT + 6);
        pb.intoArray(words, KEPT + 8);
        return p;
    }

    private static int evaluateFew(Serial serial, int from, int to, int next, int tweak, int row) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] words = serial.words;
        byte[] blocks = serial.blocks;
        byte[] out = serial.out;
        byte[] rows = serial.rows;
        int k = KEPT;
        int x = 0;
        for (int p = from; p != to; p += Block.AND_WORDS) {
            ByteVector.fromArray(ONE_BYTES, out, x)
                    .lanewise(XOR, ByteVector.fromArray(ONE_BYTES, out, x + 16))
                    .reinterpretAsLongs()
                    .lanewise(XOR, LongVector.fromArray(ONE, words, k))
                    .intoArray(slots, 2 * code[p + 5]);
            k += Serial.EVALUATOR_WORDS;
            x += 32;
        }
        if (next < 0) {
            return NONE;
        }
        int first = next + 1;
        for (int d = code[first]; d >= 0; d = code[first]) {
            LongVector.fromArray(ONE, slots, 2 * code[first + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[first + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[first + 3]))
                    .intoArray(slots, 2 * d);
            first += Block.XOR_WORDS;
        }
        first++;
        ByteVector.fromArray(ONE_BYTES, blocks, serial.last).intoArray(blocks, 0);
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, words, 0);
        int end = first + Block.AND_WORDS * code[next];
        k = KEPT;
        x = 0;
        int u = tweak;
        int r = row;
        for (int p = first; p != end; p += Block.AND_WORDS) {
            LongVector even = LongVector.fromArray(ONE, serial.tweaks, u);
            LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
            LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
            LongVector blockB = b.lanewise(ROL, 32)
                    .lanewise(XOR, b.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .lanewise(XOR, odd);
            a.lanewise(ROL, 32)
                    .lanewise(XOR, a.lanewise(AND, upper))
                    .lanewise(XOR, even)
                    .reinterpretAsBytes()
                    .intoArray(blocks, x + 16);
            blockB.reinterpretAsBytes().intoArray(blocks, x + 32);
            LongVector sa = LongVector.broadcast(ONE, -(a.lane(0) & 1));
            LongVector sb = LongVector.broadcast(ONE, -(b.lane(0) & 1));
            LongVector tg = ByteVector.fromArray(ONE_BYTES, rows, r)
                    .reinterpretAsLongs()
                    .lanewise(AND, sa);
            LongVector te = ByteVector.fromArray(ONE_BYTES, rows, r + 16)
                    .reinterpretAsLongs()
                    .lanewise(XOR, a)
                    .lanewise(AND, sb);
            ByteVector.fromArray(ONE_BYTES, blocks, x)
                    .reinterpretAsLongs()
                    .lanewise(XOR, blockB)
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 4]))
                    .lanewise(XOR, tg)
                    .lanewise(XOR, te)
                    .intoArray(words, k);
            k += Serial.EVALUATOR_WORDS;
            x += 32;
            u += 2;
            r += 32;
        }
        return first;
    }

    private static int evaluateOne(Serial serial, int gate, int tweak, int row) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] words = serial.words;
        byte[] blocks = serial.blocks;
        byte[] out = serial.out;
        byte[] rows = serial.rows;
        ByteVector.fromArray(ONE_BYTES, out, 0)
                .lanewise(XOR, ByteVector.fromArray(ONE_BYTES, out, 16))
                .reinterpretAsLongs()
                .lanewise(XOR, LongVector.fromArray(ONE, words, KEPT))
                .intoArray(slots, 2 * code[gate + 5]);
        int p = gate + Block.AND_WORDS + 1;
        for (int d = code[p]; d >= 0; d = code[p]) {
            LongVector.fromArray(ONE, slots, 2 * code[p + 1])
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 2]))
                    .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]))
                    .intoArray(slots, 2 * d);
            p += Block.XOR_WORDS;
        }
        p++;
        LongVector upper = LongVector.broadcast(ONE, UPPER);
        LongVector odd = LongVector.fromArray(ONE, words, 0);
        ByteVector last = ByteVector.fromArray(ONE_BYTES, blocks, serial.last);
        LongVector even = LongVector.fromArray(ONE, serial.tweaks, tweak);
        LongVector a = LongVector.fromArray(ONE, slots, 2 * code[p])
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 1]));
        LongVector b = LongVector.fromArray(ONE, slots, 2 * code[p + 2])
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 3]));
        LongVector blockB = b.lanewise(ROL, 32)
                .lanewise(XOR, b.lanewise(AND, upper))
                .lanewise(XOR, even)
                .lanewise(XOR, odd);
        a.lanewise(ROL, 32)
                .lanewise(XOR, a.lanewise(AND, upper))
                .lanewise(XOR, even)
                .reinterpretAsBytes()
                .intoArray(blocks, 16);
        blockB.reinterpretAsBytes().intoArray(blocks, 32);
        LongVector sa = LongVector.broadcast(ONE, -(a.lane(0) & 1));
        LongVector sb = LongVector.broadcast(ONE, -(b.lane(0) & 1));
        LongVector tg =
                ByteVector.fromArray(ONE_BYTES, rows, row).reinterpretAsLongs().lanewise(AND, sa);
        LongVector te = ByteVector.fromArray(ONE_BYTES, rows, row + 16)
                .reinterpretAsLongs()
                .lanewise(XOR, a)
                .lanewise(AND, sb);
        last.reinterpretAsLongs()
                .lanewise(XOR, blockB)
                .lanewise(XOR, LongVector.fromArray(ONE, slots, 2 * code[p + 4]))
                .lanewise(XOR, tg)
                .lanewise(XOR, te)
                .intoArray(words, KEPT);
        return p;
    }
}
