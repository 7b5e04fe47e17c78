package dev.sflmpc.runtime.ot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Vectors of elements of GF(2^128) made of bit planes, in the representation of GHASH (NIST SP 800-38D, section 6.3): the first
 * bit of a block, which is the highest of its first byte, is the coefficient of 1, and X^128 = X^7 + X^2 + X + 1.
 *
 * <p>Of a plane of 2m words, element {@code i < m - 1} has word i as its first half and word m - 1 + i as its second, which makes
 * every inner loop run along the planes. The last element has the last two words: the block of OTs that masks the check must be an
 * element of its own. Then its product with a power of the hash's key is as uniform as the block is. As halves of two
 * elements it would come to (H·s + t)·X^64·H^n for two polynomials s and t of degree below 64, and for half of all keys H that
 * is not every element: the check would give parities of choice bits away.
 */
final class FieldCombination {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long[] first = new long[CorrelatedOt.CHUNK_ROWS / 128];
    private final long[] second = new long[CorrelatedOt.CHUNK_ROWS / 128];
    private final long[] beyond = new long[CorrelatedOt.CHUNK_ROWS / 128];

    /**
     * Writes the elements of {@code planes[from] + X · planes[from + 1] + … + X^(count-1) · planes[from + count - 1]}.
     *
     * @param words length of a plane, even
     * @param count 1 to 8
     * @param elements gets {@code words / 2} blocks of 16 bytes
     */
    void combine(long[][] planes, int from, int count, int words, byte[] elements) {
        int last = words / 2 - 1;
        System.arraycopy(planes[from], 0, first, 0, last);
        System.arraycopy(planes[from], last, second, 0, last);
        first[last] = planes[from][2 * last];
        second[last] = planes[from][2 * last + 1];
        Arrays.fill(beyond, 0, last + 1, 0);
        for (int power = 1; power < count; power++) {
            addShifted(planes[from + power], last, power);
        }
        for (int i = 0; i <= last; i++) {
            LONGS.set(elements, 16 * i, first[i] ^ reduced(beyond[i]));
            LONGS.set(elements, 16 * i + 8, second[i]);
        }
    }

    /** Adds {@code X^power · plane}, {@code 0 < power < 8}: a shift towards the end of a block. */
    private void addShifted(long[] plane, int last, int power) {
        for (int i = 0; i < last; i++) {
            addShifted(i, plane[i], plane[last + i], power);
        }
        addShifted(last, plane[2 * last], plane[2 * last + 1], power);
    }

    private void addShifted(int element, long high, long low, int power) {
        int back = Long.SIZE - power;
        first[element] ^= high >>> power;
        second[element] ^= (low >>> power) ^ (high << back);
        beyond[element] ^= low << back;
    }

    /** What the coefficients of X^128 and on, at most X^134, come to. */
    private static long reduced(long beyond) {
        return beyond ^ (beyond >>> 1) ^ (beyond >>> 2) ^ (beyond >>> 7);
    }

    /**
     * {@code sum[at … at+15] ^= element · (b_0 + b_1 X + … )}, with the lowest bit of {@code bits} b_0; without a branch on
     * bits or element.
     *
     * @param element 16 bytes
     */
    static void addMultiple(byte[] element, int bits, int count, byte[] sum, int at) {
        long high = (long) LONGS.get(element, 0);
        long low = (long) LONGS.get(element, 8);
        for (int power = 0; power < count; power++) {
            long mask = -(long) ((bits >>> power) & 1);
            LONGS.set(sum, at, (long) LONGS.get(sum, at) ^ (high & mask));
            LONGS.set(sum, at + 8, (long) LONGS.get(sum, at + 8) ^ (low & mask));
            long carry = reduced(low << 63);
            low = (low >>> 1) ^ (high << 63);
            high = (high >>> 1) ^ carry;
        }
    }

    void wipe() {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(beyond, 0);
    }
}
