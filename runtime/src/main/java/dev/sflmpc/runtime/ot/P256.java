package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.WNafL2RMultiplier;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;

/**
 * The group of the base OTs: NIST P-256, of prime order, so that every point but infinity generates it.
 *
 * <p>Points travel uncompressed, 65 bytes. Multiples of the generator and of other points that have many of them use a comb
 * with constant-time look-ups; multiples of points that have one use a window method that is not constant time, so the scalar is blinded by a random multiple of the order.
 * Scalars serve one session.
 */
final class P256 {

    static final int POINT_BYTES = 65;

    private static final byte UNCOMPRESSED = 4;
    private static final int COORDINATE_BYTES = 32;

    private static final String SESSION_POINT_TAG = "SFLMPC-V01-CSW20-with-P256_XMD:SHA-256_SSWU_RO_";
    private static final ECCurve CURVE = new SecP256R1Curve();
    private static final ECPoint GENERATOR = CURVE.createPoint(
            new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
            new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));
    private static final BigInteger ORDER = CURVE.getOrder();
    private static final BigInteger PRIME = CURVE.getField().getCharacteristic();
    private static final int BLINDING_BITS = 64;
    private static final int SCALAR_BYTES = 32;

    private P256() {}

    /** A uniform scalar from 1 to order - 1. */
    static BigInteger randomScalar(SecureRandom random) {
        byte[] bytes = new byte[SCALAR_BYTES];
        BigInteger scalar;
        do {
            random.nextBytes(bytes);
            scalar = new BigInteger(1, bytes);
        } while (scalar.signum() == 0 || scalar.compareTo(ORDER) >= 0);
        Arrays.fill(bytes, (byte) 0);
        return scalar;
    }

    /** {@code scalar · G}, not normalised. */
    static ECPoint multiplyGenerator(BigInteger scalar) {
        return multiplyFixed(GENERATOR, scalar);
    }

    /** {@code scalar · point}, not normalised, for a point that has many multiples: it keeps a table of some. */
    static ECPoint multiplyFixed(ECPoint point, BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(point, scalar);
    }

    /** {@code scalar · point}, not normalised, for secret scalars. */
    static ECPoint multiply(ECPoint point, BigInteger scalar, SecureRandom random) {
        BigInteger blind = new BigInteger(BLINDING_BITS, random).multiply(ORDER);
        return new WNafL2RMultiplier().multiply(point, scalar.add(blind));
    }

    /** The encodings of {@code points}, with one inversion for all of them. */
    static byte[][] encode(ECPoint[] points) {
        CURVE.normalizeAll(points);
        byte[][] encodings = new byte[points.length][];
        for (int i = 0; i < points.length; i++) {
            encodings[i] = points[i].getEncoded(false);
        }
        return encodings;
    }

    /**
     * The point at {@code bytes[at …]}: on the curve, not infinity, coordinates below the field's prime.
     *
     * @throws ProtocolException when it is not
     */
    static ECPoint decode(String step, byte[] bytes, int at) throws ProtocolException {
        byte[] encoding = Arrays.copyOfRange(bytes, at, at + POINT_BYTES);
        if (encoding[0] == UNCOMPRESSED) {
            BigInteger x = new BigInteger(1, encoding, 1, COORDINATE_BYTES);
            BigInteger y = new BigInteger(1, encoding, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
            if (x.compareTo(PRIME) < 0 && y.compareTo(PRIME) < 0) {
                ECPoint point = CURVE.createPoint(x, y);
                if (point.isValid()) {
                    return point;
                }
            }
        }
        throw new ProtocolException(step + ": not a point of P-256");
    }

    /** P256_XMD:SHA-256_SSWU_RO_ of RFC 9380 with the domain separation tag {@code tag}. */
    static ECPoint hashToCurve(String tag, byte[] message) {
        ECPoint point = HashToEllipticCurve.getInstance(HashToCurveProfile.P256_XMD_SHA_256, tag)
                .hashToCurve(message)
                .normalize();
        return CURVE.createPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }

    /** The point that a session and the base-OT receiver's seed name. */
    static ECPoint sessionPoint(byte[] sessionId, byte[] seed) {
        byte[] message = Arrays.copyOf(sessionId, sessionId.length + seed.length);
        System.arraycopy(seed, 0, message, sessionId.length, seed.length);
        return hashToCurve(SESSION_POINT_TAG, message);
    }
}
