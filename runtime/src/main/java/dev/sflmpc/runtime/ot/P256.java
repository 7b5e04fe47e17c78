package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The group of the base OTs: NIST P-256, of prime order, so that every point but infinity generates it.
 *
 * <p>Points travel uncompressed, 65 bytes. All that is done with secret scalars and points is without branches and look-ups
 * that depend on them, but for the last step of encoding. Scalars are 32 bytes, highest first, and serve one session.
 */
final class P256 {

    static final int POINT_BYTES = 65;
    static final int SCALAR_BYTES = P256Field.BYTES;

    private static final byte UNCOMPRESSED = 4;

    private static final String SESSION_POINT_TAG = "SFLMPC-V01-CSW20-with-P256_XMD:SHA-256_SSWU_RO_";

    /** The number of points. */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private P256() {}

    /** The point that the standard calls G. */
    static P256Point generator() {
        return P256Point.affine(
                P256Field.element(
                        new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16)),
                P256Field.element(
                        new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16)));
    }

    /** A uniform scalar from 1 to order - 1. The time tells of those that were drawn before and are used for nothing. */
    static byte[] randomScalar(SecureRandom random) {
        byte[] scalar = new byte[SCALAR_BYTES];
        do {
            random.nextBytes(scalar);
        } while (!isScalar(scalar));
        return scalar;
    }

    /** Whether 32 bytes are a number from 1 to order - 1, in a time that does not depend on it. */
    static boolean isScalar(byte[] number) {
        int borrow = 0;
        int bits = 0;
        for (int i = SCALAR_BYTES - 1; i >= 0; i--) {
            borrow = ((number[i] & 0xff) - (ORDER[i] & 0xff) - borrow) >>> 31;
            bits |= number[i];
        }
        int notZero = (bits | -bits) >>> 31;
        return (borrow & notZero) == 1;
    }

    /** The encodings of {@code points}, with one inversion for all of them; 65 zeros for infinity. */
    static byte[][] encode(P256Point[] points) {
        int count = points.length;
        long[] one = P256Field.one();
        long[][] before = new long[count][];
        long[][] z = new long[count][];
        boolean[] infinite = new boolean[count];
        long[] product = one;
        for (int i = 0; i < count; i++) {
            before[i] = product;
            infinite[i] = P256Field.isZero(points[i].z(), 0);
            z[i] = infinite[i] ? one : points[i].z();
            product = P256Field.multiply(product, z[i]);
        }
        long[] inverse = P256Field.invert(product);
        byte[][] encodings = new byte[count][];
        for (int i = count - 1; i >= 0; i--) {
            encodings[i] =
                    infinite[i] ? new byte[POINT_BYTES] : encode(points[i], P256Field.multiply(inverse, before[i]));
            inverse = P256Field.multiply(inverse, z[i]);
        }
        return encodings;
    }

    private static byte[] encode(P256Point point, long[] inverseOfZ) {
        byte[] encoding = new byte[POINT_BYTES];
        encoding[0] = UNCOMPRESSED;
        System.arraycopy(point.affine(0, inverseOfZ), 0, encoding, 1, P256Field.BYTES);
        System.arraycopy(point.affine(1, inverseOfZ), 0, encoding, 1 + P256Field.BYTES, P256Field.BYTES);
        return encoding;
    }

    /**
     * The point at {@code bytes[at …]}: on the curve, not infinity, coordinates below the field's prime.
     *
     * @throws ProtocolException when it is not
     */
    static P256Point decode(String step, byte[] bytes, int at) throws ProtocolException {
        int xAt = at + 1;
        int yAt = xAt + P256Field.BYTES;
        if (bytes[at] == UNCOMPRESSED && P256Field.isReduced(bytes, xAt) && P256Field.isReduced(bytes, yAt)) {
            long[] x = P256Field.element(bytes, xAt);
            long[] y = P256Field.element(bytes, yAt);
            long[] difference = P256Field.subtract(P256Field.multiply(y, y), HashToP256.curve(x));
            if (P256Field.isZero(difference, 0)) {
                return P256Point.affine(x, y);
            }
        }
        throw new ProtocolException(step + ": not a point of P-256");
    }

    /** The point that a session and the base-OT receiver's seed name. */
    static P256Point sessionPoint(byte[] sessionId, byte[] seed) {
        byte[] message = Arrays.copyOf(sessionId, sessionId.length + seed.length);
        System.arraycopy(seed, 0, message, sessionId.length, seed.length);
        return HashToP256.hash(SESSION_POINT_TAG, message);
    }
}
