package dev.sflmpc.runtime.primitive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of labels, two longs each: label {@code i} is {@code labels[2i]} (low word) and {@code labels[2i+1]}. */
public final class Labels {

    public static final int BYTES = 16;

    /** The most labels that one array holds. */
    public static final int MAX_COUNT = (1 << 30) - 4;

    private Labels() {}

    /** Room for {@code count} labels, all zero. */
    public static long[] allocate(int count) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException(count + " labels");
        }
        return new long[2 * count];
    }

    /**
     * {@code labels[first + i] ^= bits[firstBit + i] · delta} for {@code i < count}, without a branch on bits or delta.
     */
    public static void offset(long[] labels, int first, int count, long[] bits, int firstBit, Delta delta) {
        long low = delta.low();
        long high = delta.high();
        for (int i = 0; i < count; i++) {
            int bit = firstBit + i;
            long mask = -((bits[bit >> 6] >>> bit) & 1);
            labels[2 * (first + i)] ^= low & mask;
            labels[2 * (first + i) + 1] ^= high & mask;
        }
    }

    /** Writes {@code count} labels from label {@code first} to {@code bytes[at …]}, 16 bytes each. */
    public static void toBytes(long[] labels, int first, int count, byte[] bytes, int at) {
        ByteBuffer.wrap(bytes, at, count * BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(labels, 2 * first, 2 * count);
    }

    /** Reads {@code count} labels from {@code bytes[at …]} to label {@code first} and on. */
    public static void fromBytes(byte[] bytes, int at, long[] labels, int first, int count) {
        ByteBuffer.wrap(bytes, at, count * BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(labels, 2 * first, 2 * count);
    }
}
