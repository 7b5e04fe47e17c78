package dev.sflmpc.runtime.ot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bulk work of the extension on bit planes.
 *
 * <p>Plane {@code p} is an array of longs; bit {@code j % 64} of its word {@code j / 64} is bit {@code p} of the label of OT
 * {@code j}. No branch and no index depends on the bits.
 */
final class PlaneKernel {

    static final int PLANES = 128;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int S = LeafStreams.STRIDE;
    private static final int SCATTERED = 4;

    private PlaneKernel() {}

    /**
     * Folds four streams {@code s_0 … s_3} that lie {@link LeafStreams#STRIDE} bytes apart: adds {@code s_1 ^ s_3} to
     * {@code bit0}, {@code s_2 ^ s_3} to {@code bit1}, and sets {@code sum} to the xor of all.
     */
    static void foldStreams(byte[] streams, int at, int words, long[] bit0, long[] bit1, long[] sum) {
        int at1 = at + S;
        int at2 = at + 2 * S;
        int at3 = at + 3 * S;
        for (int i = 0; i < words; i++) {
            long s3 = get(streams, at3 + 8 * i);
            long odd = get(streams, at1 + 8 * i) ^ s3;
            long upper = get(streams, at2 + 8 * i) ^ s3;
            bit0[i] ^= odd;
            bit1[i] ^= upper;
            sum[i] = get(streams, at + 8 * i) ^ odd ^ upper ^ s3;
        }
    }

    /** Likewise of four arrays; the xor of all becomes {@code s0}. */
    static void foldSums(long[] s0, long[] s1, long[] s2, long[] s3, int words, long[] bit0, long[] bit1) {
        for (int i = 0; i < words; i++) {
            long odd = s1[i] ^ s3[i];
            long upper = s2[i] ^ s3[i];
            bit0[i] ^= odd;
            bit1[i] ^= upper;
            s0[i] ^= odd ^ upper ^ s3[i];
        }
    }

    /** {@code to[i] ^= from[i] & mask}. */
    static void addMasked(long[] to, long[] from, int words, long mask) {
        for (int i = 0; i < words; i++) {
            to[i] ^= from[i] & mask;
        }
    }

    /** {@code message[at …] = a ^ b}, little-endian. */
    static void putSum(long[] a, long[] b, int words, byte[] message, int at) {
        for (int i = 0; i < words; i++) {
            LONGS.set(message, at + 8 * i, a[i] ^ b[i]);
        }
    }

    /** {@code to = bytes[at …]}, little-endian. */
    static void get(byte[] bytes, int at, int words, long[] to) {
        for (int i = 0; i < words; i++) {
            to[i] = get(bytes, at + 8 * i);
        }
    }

    /**
     * Turns planes into labels: label {@code j < count} goes to {@code labels[2(first + j)]} and the next. The planes are
     * overwritten.
     *
     * <p>Transposes 64 × 64 matrices (Warren, "Hacker's Delight", section 7-3), all those that lie side by side in one pass,
     * so that the inner loops run along the planes.
     */
    static void transpose(long[][] planes, int words, long[] labels, int first, int count) {
        long mask = 0xFFFF_FFFFL;
        for (int distance = 32; distance != 0; distance >>= 1) {
            for (int p = 0; p < PLANES; p++) {
                if ((p & distance) == 0) {
                    exchange(planes[p], planes[p + distance], words, distance, mask);
                }
            }
            mask ^= mask << (distance >> 1);
        }
        int whole = count >> 6;
        for (int row = 0; row < 64; row += SCATTERED) {
            long[][] low = Arrays.copyOfRange(planes, row, row + SCATTERED);
            long[][] high = Arrays.copyOfRange(planes, 64 + row, 64 + row + SCATTERED);
            scatter(low, high, whole, labels, 2 * (first + row));
        }
        for (int j = whole << 6; j < count; j++) {
            labels[2 * (first + j)] = planes[j & 63][whole];
            labels[2 * (first + j) + 1] = planes[64 + (j & 63)][whole];
        }
    }

    private static void exchange(long[] upper, long[] lower, int words, int distance, long mask) {
        for (int i = 0; i < words; i++) {
            long difference = ((upper[i] >>> distance) ^ lower[i]) & mask;
            lower[i] ^= difference;
            upper[i] ^= difference << distance;
        }
    }

    /** Four rows at a time: whole cache lines of labels are written, and all arrays' addresses stay in registers. */
    private static void scatter(long[][] low, long[][] high, int words, long[] labels, int first) {
        long[] low0 = low[0];
        long[] low1 = low[1];
        long[] low2 = low[2];
        long[] low3 = low[3];
        long[] high0 = high[0];
        long[] high1 = high[1];
        long[] high2 = high[2];
        long[] high3 = high[3];
        int at = first;
        for (int word = 0; word < words; word++) {
            labels[at] = low0[word];
            labels[at + 1] = high0[word];
            labels[at + 2] = low1[word];
            labels[at + 3] = high1[word];
            labels[at + 4] = low2[word];
            labels[at + 5] = high2[word];
            labels[at + 6] = low3[word];
            labels[at + 7] = high3[word];
            at += 2 * Long.SIZE;
        }
    }

    private static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
