package dev.sflmpc.runtime.ot;

import java.math.BigInteger;
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

    private P256Field() {}

    /** The element that is {@code value} modulo p. */
    static long[] element(BigInteger value) {
        BigInteger shifted = value.shiftLeft(LIMBS * LIMB_BITS).mod(PRIME);
        long[] element = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            element[i] = shifted.shiftRight(LIMB_BITS * i).longValue() & MASK;
        }
        return element;
    }

    /** The 32 bytes, highest first, of the element at {@code a[at …]}: below p. */
    static byte[] toBytes(long[] a, int at) {
        long[] plain = new long[LIMBS];
        multiply(a, at, PLAIN_ONE, 0, plain, 0);
        BigInteger value = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            value = value.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(plain[i]));
        }
        byte[] number = value.mod(PRIME).toByteArray();
        byte[] bytes = new byte[BYTES];
        int length = Math.min(BYTES, number.length);
        System.arraycopy(number, number.length - length, bytes, BYTES - length, length);
        return bytes;
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
