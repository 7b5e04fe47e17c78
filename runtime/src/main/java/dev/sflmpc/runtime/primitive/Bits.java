package dev.sflmpc.runtime.primitive;

/** Arrays of bits packed in longs: bit {@code i} is bit {@code i % 64} of word {@code i / 64}. */
public final class Bits {

    private Bits() {}

    /** Room for {@code count} bits, all 0. */
    public static long[] allocate(int count) {
        return new long[words(count)];
    }

    /** Words that hold {@code count} bits. */
    public static int words(int count) {
        return (int) (((long) count + 63) >>> 6);
    }

    /** Bytes that hold {@code count} bits. */
    public static int bytes(int count) {
        return (int) (((long) count + 7) >>> 3);
    }

    /** Bit {@code index}: 0 or 1. */
    public static int get(long[] bits, int index) {
        return (int) (bits[index >> 6] >>> index) & 1;
    }

    /** {@code bits[index] ^= bit}, with {@code bit} 0 or 1. */
    public static void flip(long[] bits, int index, long bit) {
        bits[index >> 6] ^= bit << index;
    }

    /** Copies {@code count} bits over bits that are 0, from bit {@code first} of {@code from} to bit {@code at} of {@code to}. */
    public static void copy(long[] from, int first, long[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            flip(to, at + i, get(from, first + i));
        }
    }

    /** The {@code count} first bits, 8 in a byte, lowest first; bits past the end are 0. */
    public static byte[] toBytes(long[] bits, int count) {
        byte[] bytes = new byte[bytes(count)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits[i >> 3] >>> (8 * (i & 7)));
        }
        if ((count & 7) != 0) {
            bytes[bytes.length - 1] &= (byte) ((1 << (count & 7)) - 1);
        }
        return bytes;
    }

    /** The bits of {@code bytes}, 8 in a byte, lowest first. */
    public static long[] fromBytes(byte[] bytes) {
        long[] bits = new long[(bytes.length + 7) >>> 3];
        for (int i = 0; i < bytes.length; i++) {
            bits[i >> 3] |= (bytes[i] & 0xffL) << (8 * (i & 7));
        }
        return bits;
    }
}
