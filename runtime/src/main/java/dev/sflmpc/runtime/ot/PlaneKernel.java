package dev.sflmpc.runtime.ot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    private PlaneKernel() {}

    /**
     * Folds the streams of one tree: {@code sum} is the xor of all 16, {@code v_b} of those whose number has bit b.
     *
     * @param streams 16 streams, {@link LeafStreams#STRIDE} bytes apart
     */
    static void fold(byte[] streams, int words, long[] sum, long[] v0, long[] v1, long[] v2, long[] v3) {
        for (int word = 0; word < words; word++) {
            int at = 8 * word;
            long odd = get(streams, at + S);
            long pair0 = get(streams, at) ^ odd;
            long r = get(streams, at + 3 * S);
            odd ^= r;
            long pair1 = get(streams, at + 2 * S) ^ r;
            r = get(streams, at + 5 * S);
            odd ^= r;
            long pair2 = get(streams, at + 4 * S) ^ r;
            r = get(streams, at + 7 * S);
            odd ^= r;
            long pair3 = get(streams, at + 6 * S) ^ r;
            r = get(streams, at + 9 * S);
            odd ^= r;
            long pair4 = get(streams, at + 8 * S) ^ r;
            r = get(streams, at + 11 * S);
            odd ^= r;
            long pair5 = get(streams, at + 10 * S) ^ r;
            r = get(streams, at + 13 * S);
            odd ^= r;
            long pair6 = get(streams, at + 12 * S) ^ r;
            r = get(streams, at + 15 * S);
            odd ^= r;
            long pair7 = get(streams, at + 14 * S) ^ r;
            v0[word] = odd;
            v1[word] = pair1 ^ pair3 ^ pair5 ^ pair7;
            long quad1 = pair2 ^ pair3;
            long quad3 = pair6 ^ pair7;
            v2[word] = quad1 ^ quad3;
            long upper = pair4 ^ pair5 ^ quad3;
            v3[word] = upper;
            sum[word] = pair0 ^ pair1 ^ quad1 ^ upper;
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
        for (int row = 0; row < 64; row += 8) {
            scatter(planes, row, whole, labels, first);
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

    /** Eight rows at a time: whole cache lines of labels are written, and the planes' pages stay few. */
    private static void scatter(long[][] planes, int row, int words, long[] labels, int first) {
        for (int word = 0; word < words; word++) {
            int at = 2 * (first + 64 * word + row);
            for (int k = 0; k < 8; k++) {
                labels[at + 2 * k] = planes[row + k][word];
                labels[at + 2 * k + 1] = planes[64 + row + k][word];
            }
        }
    }

    private static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
