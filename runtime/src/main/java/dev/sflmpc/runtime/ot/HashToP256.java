package dev.sflmpc.runtime.ot;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * P256_XMD:SHA-256_SSWU_RO_ of RFC 9380: a public message to a point whose logarithm nobody knows.
 *
 * <p>Not constant time: what is hashed is known to both parties.
 */
final class HashToP256 {

    private static final int HASH_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final int ELEMENT_BYTES = 48;

    private static final long[] A = P256Field.element(BigInteger.valueOf(-3));
    private static final long[] B = P256Sum.curveB();
    private static final long[] Z = P256Field.element(BigInteger.valueOf(-10));
    private static final long[] ONE = P256Field.one();
    private static final BigInteger ROOT = P256Field.PRIME.add(BigInteger.ONE).shiftRight(2);

    private HashToP256() {}

    /** Section 3: hash_to_curve with the domain separation tag {@code tag}, of at most 255 characters. */
    static P256Point hash(String tag, byte[] message) {
        byte[] uniform = expand(tag.getBytes(StandardCharsets.US_ASCII), message, 2 * ELEMENT_BYTES);
        return map(new BigInteger(1, uniform, 0, ELEMENT_BYTES))
                .add(map(new BigInteger(1, uniform, ELEMENT_BYTES, ELEMENT_BYTES)));
    }

    /** Section 5.3.1: expand_message_xmd, to a multiple of 32 bytes. */
    private static byte[] expand(byte[] tag, byte[] message, int bytes) {
        MessageDigest sha256 = sha256();
        sha256.update(new byte[BLOCK_BYTES]);
        sha256.update(message);
        sha256.update(new byte[] {(byte) (bytes >> 8), (byte) bytes, 0});
        byte[] first = finish(sha256, tag);
        byte[] block = new byte[HASH_BYTES];
        ByteBuffer out = ByteBuffer.allocate(bytes);
        for (int i = 1; i <= bytes / HASH_BYTES; i++) {
            for (int k = 0; k < HASH_BYTES; k++) {
                block[k] ^= first[k];
            }
            sha256.update(block);
            sha256.update((byte) i);
            block = finish(sha256, tag);
            out.put(block);
        }
        return out.array();
    }

    private static byte[] finish(MessageDigest sha256, byte[] tag) {
        sha256.update(tag);
        sha256.update((byte) tag.length);
        return sha256.digest();
    }

    /** Section 6.6.2: map_to_curve_simple_swu. */
    private static P256Point map(BigInteger value) {
        long[] u = P256Field.element(value);
        long[] zu2 = P256Field.multiply(Z, P256Field.multiply(u, u));
        long[] sum = P256Field.add(P256Field.multiply(zu2, zu2), zu2);
        boolean exception = P256Field.isZero(sum, 0);
        long[] factor = exception
                ? P256Field.invert(P256Field.subtract(new long[P256Field.LIMBS], Z))
                : P256Field.add(ONE, P256Field.invert(sum));
        long[] x = P256Field.multiply(
                P256Field.subtract(new long[P256Field.LIMBS], P256Field.multiply(B, P256Field.invert(A))), factor);
        long[] square = curve(x);
        long[] y = P256Field.power(square, ROOT);
        if (!P256Field.isZero(P256Field.subtract(P256Field.multiply(y, y), square), 0)) {
            x = P256Field.multiply(zu2, x);
            y = P256Field.power(curve(x), ROOT);
        }
        return P256Point.affine(x, isOdd(y) == isOdd(u) ? y : P256Field.subtract(new long[P256Field.LIMBS], y));
    }

    /** x^3 - 3x + b, as a product so that it may be a factor of many. */
    static long[] curve(long[] x) {
        long[] value = P256Field.multiply(x, P256Field.add(P256Field.multiply(x, x), A));
        return P256Field.multiply(P256Field.add(value, B), ONE);
    }

    private static boolean isOdd(long[] element) {
        return (P256Field.toBytes(element, 0)[P256Field.BYTES - 1] & 1) != 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
