package dev.sflmpc.runtime.ot;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The field of NIST P-256, p = 2^256 - 2^224 + 2^192 + 2^96 - 1, without a branch or an index that depends on elements.
 *
 * <p>An element x is five longs, lowest first, that stand for x · 2^260 mod p in base 2^52 (Montgomery, 1985). The longs are
 * signed and need not be below 2^52, nor the number below p: a product is between -p/64 and 1.02 p, and whatever is a sum or
 * difference of at most 15 products may be a factor without being reduced before.
 */
final class P256Field {

    /** Longs of an element. */
    static final int LIMBS = 5;

    static final int BYTES = 32;

    static final BigInteger PRIME =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

    private static final int LIMB_BITS = 52;
    private static final long MASK = (1L << LIMB_BITS) - 1;

    private static final int TOP_BITS = 48;
    private static final long TOP_MASK = (1L << TOP_BITS) - 1;

    private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0};
    private static final long[] PLAIN_PRIME = limbs(PRIME);
    private static final byte[] PRIME_BYTES = Arrays.copyOfRange(PRIME.toByteArray(), 1, 1 + BYTES);

    /** What takes a plain number to its element: 2^520 mod p. */
    private static final long[] TO_ELEMENT =
            limbs(BigInteger.ONE.shiftLeft(2 * LIMBS * LIMB_BITS).mod(PRIME));

    private static final long[] ONE = element(BigInteger.ONE);

    private P256Field() {}

    /** The element 1. */
    static long[] one() {
        return ONE.clone();
    }

    /** The element that is {@code value} modulo p. */
    static long[] element(BigInteger value) {
        return limbs(value.shiftLeft(LIMBS * LIMB_BITS).mod(PRIME));
    }

    /** The element of the number of 32 bytes, highest first, at {@code bytes[at …]}, modulo p. */
    static long[] element(byte[] bytes, int at) {
        ByteBuffer words = ByteBuffer.wrap(bytes, at, BYTES);
        long w3 = words.getLong();
        long w2 = words.getLong();
        long w1 = words.getLong();
        long w0 = words.getLong();
        long[] number = {
            w0 & MASK,
            (w0 >>> 52 | w1 << 12) & MASK,
            (w1 >>> 40 | w2 << 24) & MASK,
            (w2 >>> 28 | w3 << 36) & MASK,
            w3 >>> 16
        };
        multiply(number, 0, TO_ELEMENT, 0, number, 0);
        return number;
    }

    /** Whether the number of 32 bytes, highest first, at {@code bytes[at …]} is below p. */
    static boolean isReduced(byte[] bytes, int at) {
        return Arrays.compareUnsigned(bytes, at, at + BYTES, PRIME_BYTES, 0, BYTES) < 0;
    }

    private static long[] limbs(BigInteger number) {
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = number.shiftRight(LIMB_BITS * i).longValue() & MASK;
        }
        return limbs;
    }

    /** The 32 bytes, highest first, of the element at {@code a[at …]}: below p. */
    static byte[] toBytes(long[] a, int at) {
        long[] plain = new long[LIMBS];
        multiply(a, at, PLAIN_ONE, 0, plain, 0);
        carry(plain);
        addPrimes(plain, plain[LIMBS - 1] >>> 63);
        addPrimes(plain, -1);
        addPrimes(plain, plain[LIMBS - 1] >>> 63);
        return ByteBuffer.allocate(BYTES)
                .putLong(plain[3] >>> 36 | plain[4] << 16)
                .putLong(plain[2] >>> 24 | plain[3] << 28)
                .putLong(plain[1] >>> 12 | plain[2] << 40)
                .putLong(plain[0] | plain[1] << 52)
                .array();
    }

    /** Adds {@code count} times p to a plain number; the limbs but the last come to lie between 0 and 2^52. */
    private static void addPrimes(long[] plain, long count) {
        for (int i = 0; i < LIMBS; i++) {
            plain[i] += count * PLAIN_PRIME[i];
        }
        carry(plain);
    }

    private static void carry(long[] plain) {
        for (int i = 0; i < LIMBS - 1; i++) {
            plain[i + 1] += plain[i] >> LIMB_BITS;
            plain[i] &= MASK;
        }
    }

    static long[] multiply(long[] a, long[] b) {
        long[] product = new long[LIMBS];
        multiply(a, 0, b, 0, product, 0);
        return product;
    }

    static long[] add(long[] a, long[] b) {
        long[] sum = new long[LIMBS];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    static long[] subtract(long[] a, long[] b) {
        long[] difference = new long[LIMBS];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    /** {@code a} to a public power, at least 1. */
    static long[] power(long[] a, BigInteger exponent) {
        long[] power = a.clone();
        for (int bit = exponent.bitLength() - 2; bit >= 0; bit--) {
            multiply(power, 0, power, 0, power, 0);
            if (exponent.testBit(bit)) {
                multiply(power, 0, a, 0, power, 0);
            }
        }
        return power;
    }

    /** 1 / a, or 0 of 0. */
    static long[] invert(long[] a) {
        return power(a, PRIME.subtract(BigInteger.TWO));
    }

    static boolean isZero(long[] a, int at) {
        return Arrays.equals(new byte[BYTES], toBytes(a, at));
    }

    /** The element at {@code r[to …]} becomes the product; it may be one of the factors. */
    static void multiply(long[] a, int aAt, long[] b, int bAt, long[] r, int to) {
        long b0 = b[bAt];
        long b1 = b[bAt + 1];
        long b2 = b[bAt + 2];
        long b3 = b[bAt + 3];
        long b4 = b[bAt + 4];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        for (int i = 0; i < LIMBS; i++) {
            long x = a[aAt + i];
            t0 += x * b0 & MASK;
            t1 += high(x, b0) + (x * b1 & MASK);
            t2 += high(x, b1) + (x * b2 & MASK);
            t3 += high(x, b2) + (x * b3 & MASK);
            t4 += high(x, b3) + (x * b4 & MASK);
            long t5 = high(x, b4);
            // Adds n·p, which makes the lowest limb 0 because p is -1 there, and drops that limb.
            long n = t0 & MASK;
            t0 = t1 + (t0 >> LIMB_BITS) + (n << 44 & MASK);
            t1 = t2 + (n >>> 8);
            t2 = t3 + (n << 36 & MASK);
            t3 = t4 + (n >>> 16) + (n << 48 & MASK) - (n << 16 & MASK);
            t4 = t5 + (n >>> 4) - (n >>> 36);
        }
        t1 += t0 >> LIMB_BITS;
        t2 += t1 >> LIMB_BITS;
        t3 += t2 >> LIMB_BITS;
        t4 += t3 >> LIMB_BITS;
        // Takes off the multiple of p that is next to the number.
        long q = t4 >> TOP_BITS;
        r[to] = (t0 & MASK) + q;
        r[to + 1] = (t1 & MASK) - (q << 44);
        r[to + 2] = t2 & MASK;
        r[to + 3] = (t3 & MASK) - (q << 36);
        r[to + 4] = (t4 & TOP_MASK) + (q << 16);
    }

    /** The product shifted right by 52, rounded down. */
    private static long high(long x, long y) {
        return Math.multiplyHigh(x, y) << 12 | x * y >>> LIMB_BITS;
    }
}
