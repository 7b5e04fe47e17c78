package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;

/** {@link SerialKernels} on words of 64 bits. */
final class ScalarSerial extends SerialKernels {

    static final SerialKernels INSTANCE = new ScalarSerial();

    private ScalarSerial() {}

    @Override
    int garble(Serial serial, int from, int to, int row, int next, int tweak) {
        int[] code = serial.code;
        int k = Serial.KEPT;
        int x = 0;
        int r = row;
        for (int p = from; p != to; p += Block.AND_WORDS) {
            finishGarbled(serial, 2 * code[p + 5], x, k, r);
            k += Serial.GARBLER_WORDS;
            x += 64;
            r += 32;
        }
        if (next < 0) {
            return NONE;
        }
        chain(serial);
        int first = xor(serial.slots, code, next + 1);
        int end = first + Block.AND_WORDS * code[next];
        k = Serial.KEPT;
        x = 0;
        int u = tweak;
        for (int p = first; p != end; p += Block.AND_WORDS) {
            prepareGarbled(serial, p, u, x, k);
            k += Serial.GARBLER_WORDS;
            x += 64;
            u += 2;
        }
        return first;
    }

    @Override
    int garbleSingle(Serial serial, int gate, int row, int tweak) {
        int[] code = serial.code;
        finishGarbled(serial, 2 * code[gate + 5], 0, Serial.KEPT, row);
        chain(serial);
        int next = xor(serial.slots, code, gate + Block.AND_WORDS + 1);
        prepareGarbled(serial, next, tweak, 0, Serial.KEPT);
        return next;
    }

    @Override
    int evaluate(Serial serial, int from, int to, int next, int tweak, int row) {
        int[] code = serial.code;
        int k = Serial.KEPT;
        int x = 0;
        for (int p = from; p != to; p += Block.AND_WORDS) {
            finishEvaluated(serial, 2 * code[p + 5], x, k);
            k += Serial.EVALUATOR_WORDS;
            x += 32;
        }
        if (next < 0) {
            return NONE;
        }
        chain(serial);
        int first = xor(serial.slots, code, next + 1);
        int end = first + Block.AND_WORDS * code[next];
        k = Serial.KEPT;
        x = 0;
        int u = tweak;
        int r = row;
        for (int p = first; p != end; p += Block.AND_WORDS) {
            prepareEvaluated(serial, p, u, x, k, r);
            k += Serial.EVALUATOR_WORDS;
            x += 32;
            u += 2;
            r += 32;
        }
        return first;
    }

    @Override
    int evaluateSingle(Serial serial, int gate, int tweak, int row) {
        int[] code = serial.code;
        finishEvaluated(serial, 2 * code[gate + 5], 0, Serial.KEPT);
        chain(serial);
        int next = xor(serial.slots, code, gate + Block.AND_WORDS + 1);
        prepareEvaluated(serial, next, tweak, 0, Serial.KEPT, row);
        return next;
    }

    /** The last block of the call before goes before the first of the next. */
    private static void chain(Serial serial) {
        byte[] blocks = serial.blocks;
        LongBytes.put(blocks, 0, LongBytes.get(blocks, serial.last));
        LongBytes.put(blocks, 8, LongBytes.get(blocks, serial.last + 8));
    }

    /** Executes XOR entries from index {@code from} to their end; returns the index behind it. */
    private static int xor(long[] slots, int[] code, int from) {
        int p = from;
        while (code[p] >= 0) {
            int d = 2 * code[p];
            int a = 2 * code[p + 1];
            int b = 2 * code[p + 2];
            int c = 2 * code[p + 3];
            slots[d] = slots[a] ^ slots[b] ^ slots[c];
            slots[d + 1] = slots[a + 1] ^ slots[b + 1] ^ slots[c + 1];
            p += Block.XOR_WORDS;
        }
        return p + 1;
    }

    private static void prepareGarbled(Serial serial, int p, int u, int x, int k) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] tweaks = serial.tweaks;
        byte[] blocks = serial.blocks;
        long[] words = serial.words;
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        int c = 2 * code[p + 4];
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long bLow = slots[b1] ^ slots[b2];
        long bHigh = slots[b1 + 1] ^ slots[b2 + 1];
        long xLow = EpochHash.sigma(aLow) ^ tweaks[u];
        long xHigh = EpochHash.sigma(aHigh) ^ tweaks[u + 1];
        long yLow = EpochHash.sigma(bLow) ^ tweaks[u] ^ tweaks[0];
        long yHigh = EpochHash.sigma(bHigh) ^ tweaks[u + 1] ^ tweaks[1];
        LongBytes.put(blocks, x + 16, xLow);
        LongBytes.put(blocks, x + 24, xHigh);
        LongBytes.put(blocks, x + 32, xLow ^ words[Serial.SIGMA_DELTA]);
        LongBytes.put(blocks, x + 40, xHigh ^ words[Serial.SIGMA_DELTA + 1]);
        LongBytes.put(blocks, x + 48, yLow);
        LongBytes.put(blocks, x + 56, yHigh);
        LongBytes.put(blocks, x + 64, yLow ^ words[Serial.SIGMA_DELTA]);
        LongBytes.put(blocks, x + 72, yHigh ^ words[Serial.SIGMA_DELTA + 1]);
        long pa = -(aLow & 1);
        long pb = -(bLow & 1);
        long zsLow = LongBytes.get(blocks, x) ^ words[Serial.SIGMA_DELTA];
        long zsHigh = LongBytes.get(blocks, x + 8) ^ words[Serial.SIGMA_DELTA + 1];
        long tLow = zsLow ^ xLow ^ (words[Serial.DELTA] & pb);
        long tHigh = zsHigh ^ xHigh ^ (words[Serial.DELTA + 1] & pb);
        words[k] = tLow;
        words[k + 1] = tHigh;
        words[k + 2] = xLow ^ yLow ^ aLow;
        words[k + 3] = xHigh ^ yHigh ^ aHigh;
        words[k + 4] = slots[c] ^ zsLow ^ yLow ^ (tLow & pa) ^ ((xLow ^ yLow) & pb);
        words[k + 5] = slots[c + 1] ^ zsHigh ^ yHigh ^ (tHigh & pa) ^ ((xHigh ^ yHigh) & pb);
        words[k + 6] = pa;
        words[k + 7] = pa;
        words[k + 8] = pb;
        words[k + 9] = pb;
    }

    private static void finishGarbled(Serial serial, int d, int x, int k, int r) {
        long[] slots = serial.slots;
        byte[] out = serial.out;
        long[] words = serial.words;
        byte[] rows = serial.rows;
        long p0Low = LongBytes.get(out, x);
        long p0High = LongBytes.get(out, x + 8);
        long p2Low = LongBytes.get(out, x + 32);
        long p2High = LongBytes.get(out, x + 40);
        long eLow = p0Low ^ LongBytes.get(out, x + 16);
        long eHigh = p0High ^ LongBytes.get(out, x + 24);
        long fLow = p2Low ^ LongBytes.get(out, x + 48);
        long fHigh = p2High ^ LongBytes.get(out, x + 56);
        LongBytes.put(rows, r, eLow ^ words[k]);
        LongBytes.put(rows, r + 8, eHigh ^ words[k + 1]);
        LongBytes.put(rows, r + 16, fLow ^ words[k + 2]);
        LongBytes.put(rows, r + 24, fHigh ^ words[k + 3]);
        slots[d] = p0Low ^ p2Low ^ (eLow & words[k + 6]) ^ (fLow & words[k + 8]) ^ words[k + 4];
        slots[d + 1] = p0High ^ p2High ^ (eHigh & words[k + 7]) ^ (fHigh & words[k + 9]) ^ words[k + 5];
    }

    private static void prepareEvaluated(Serial serial, int p, int u, int x, int k, int r) {
        long[] slots = serial.slots;
        int[] code = serial.code;
        long[] tweaks = serial.tweaks;
        byte[] blocks = serial.blocks;
        byte[] rows = serial.rows;
        int a1 = 2 * code[p];
        int a2 = 2 * code[p + 1];
        int b1 = 2 * code[p + 2];
        int b2 = 2 * code[p + 3];
        int c = 2 * code[p + 4];
        long aLow = slots[a1] ^ slots[a2];
        long aHigh = slots[a1 + 1] ^ slots[a2 + 1];
        long bLow = slots[b1] ^ slots[b2];
        long bHigh = slots[b1 + 1] ^ slots[b2 + 1];
        long yLow = EpochHash.sigma(bLow) ^ tweaks[u] ^ tweaks[0];
        long yHigh = EpochHash.sigma(bHigh) ^ tweaks[u + 1] ^ tweaks[1];
        LongBytes.put(blocks, x + 16, EpochHash.sigma(aLow) ^ tweaks[u]);
        LongBytes.put(blocks, x + 24, EpochHash.sigma(aHigh) ^ tweaks[u + 1]);
        LongBytes.put(blocks, x + 32, yLow);
        LongBytes.put(blocks, x + 40, yHigh);
        long sa = -(aLow & 1);
        long sb = -(bLow & 1);
        serial.words[k] = slots[c]
                ^ LongBytes.get(blocks, x)
                ^ yLow
                ^ (LongBytes.get(rows, r) & sa)
                ^ ((LongBytes.get(rows, r + 16) ^ aLow) & sb);
        serial.words[k + 1] = slots[c + 1]
                ^ LongBytes.get(blocks, x + 8)
                ^ yHigh
                ^ (LongBytes.get(rows, r + 8) & sa)
                ^ ((LongBytes.get(rows, r + 24) ^ aHigh) & sb);
    }

    private static void finishEvaluated(Serial serial, int d, int x, int k) {
        byte[] out = serial.out;
        serial.slots[d] = LongBytes.get(out, x) ^ LongBytes.get(out, x + 16) ^ serial.words[k];
        serial.slots[d + 1] = LongBytes.get(out, x + 8) ^ LongBytes.get(out, x + 24) ^ serial.words[k + 1];
    }
}
