package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-256 against Bouncy Castle's, against big integers, and against published vectors. */
class P256Test {

    private static final SecP256R1Curve CURVE = new SecP256R1Curve();
    private static final BigInteger ORDER = CURVE.getOrder();
    private static final BigInteger PRIME = CURVE.getQ();

    private final SplittableRandom random = new SplittableRandom(77);

    @Test
    void field_sumsOfFifteenProducts_multiplyAsBigIntegers() {
        for (int round = 0; round < 3000; round++) {
            Sum a = sum(round);
            Sum b = sum(round / 3);
            long[] product = P256Field.multiply(a.element, b.element);
            BigInteger expected = a.value.multiply(b.value).mod(PRIME);
            assertEquals(expected, new BigInteger(1, P256Field.toBytes(product, 0)), "round " + round);
            for (int limb = 0; limb < P256Field.LIMBS; limb++) {
                assertTrue(Math.abs(product[limb]) < 1L << 53, "limb " + limb);
            }
        }
    }

    private record Sum(long[] element, BigInteger value) {}

    /** Up to fifteen products, all added, all subtracted, or some of each. */
    private Sum sum(int round) {
        long[] element = new long[P256Field.LIMBS];
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i <= round % 15; i++) {
            BigInteger x = edge();
            BigInteger y = edge();
            long[] product = P256Field.multiply(P256Field.element(x), P256Field.element(y));
            boolean negative = round % 3 == 0 || (round % 3 == 1 && random.nextBoolean());
            element = negative ? P256Field.subtract(element, product) : P256Field.add(element, product);
            value = negative ? value.subtract(x.multiply(y)) : value.add(x.multiply(y));
        }
        return new Sum(element, value.mod(PRIME));
    }

    private BigInteger edge() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        BigInteger any = new BigInteger(1, bytes).mod(PRIME);
        return switch (random.nextInt(6)) {
            case 0 -> BigInteger.valueOf(random.nextInt(3));
            case 1 -> PRIME.subtract(BigInteger.valueOf(1 + random.nextInt(3)));
            case 2 -> any.shiftRight(random.nextInt(256));
            case 3 -> PRIME.subtract(any.shiftRight(random.nextInt(256))).mod(PRIME);
            default -> any;
        };
    }

    @Test
    void field_bytes_areReadModuloThePrimeAndWrittenBelowIt() {
        byte[] number = new byte[3 + P256Field.BYTES];
        for (int round = 0; round < 1000; round++) {
            BigInteger value =
                    switch (round % 4) {
                        case 0 -> edge();
                        case 1 -> PRIME.add(BigInteger.valueOf(random.nextInt(3)));
                        case 2 -> BigInteger.ONE.shiftLeft(256).subtract(BigInteger.valueOf(1 + random.nextInt(3)));
                        default -> new BigInteger(256, new Random(random.nextLong()));
                    };
            byte[] big = value.toByteArray();
            Arrays.fill(number, (byte) 0);
            int length = Math.min(big.length, P256Field.BYTES);
            System.arraycopy(big, big.length - length, number, number.length - length, length);
            assertEquals(value.compareTo(PRIME) < 0, P256Field.isReduced(number, 3));
            long[] element = P256Field.element(number, 3);
            assertEquals(value.mod(PRIME), new BigInteger(1, P256Field.toBytes(element, 0)));
            assertArrayEquals(
                    P256Field.toBytes(P256Field.element(value), 0), P256Field.toBytes(element, 0), "round " + round);
        }
    }

    @Test
    void field_inverse_isOneTimesTheElement() {
        for (int round = 0; round < 20; round++) {
            BigInteger x = edge().max(BigInteger.ONE);
            long[] inverse = P256Field.invert(P256Field.element(x));
            assertEquals(x.modInverse(PRIME), new BigInteger(1, P256Field.toBytes(inverse, 0)));
        }
        assertTrue(P256Field.isZero(P256Field.invert(new long[P256Field.LIMBS]), 0));
    }

    @Test
    void isScalar_anyNumberOf32Bytes_isFromOneToTheOrderMinusOne() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bit = 0; bit < 256; bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            numbers.addAll(List.of(power, power.subtract(BigInteger.ONE), ORDER.xor(power)));
        }
        for (int i = 0; i < 4; i++) {
            BigInteger small = BigInteger.valueOf(i);
            numbers.addAll(List.of(small, ORDER.subtract(small), ORDER.add(small)));
            numbers.add(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).subtract(small));
        }
        for (int i = 0; i < 1000; i++) {
            numbers.add(new BigInteger(256, new Random(i)));
        }
        for (BigInteger number : numbers) {
            boolean expected = number.signum() > 0 && number.compareTo(ORDER) < 0;
            assertEquals(expected, P256.isScalar(bytes(number)), () -> number.toString(16));
        }
    }

    /** What is drawn out of range is drawn anew, and not reduced, which would favour small scalars. */
    @Test
    void randomScalar_drawnOutOfRange_isDrawnAgain() {
        Deque<BigInteger> drawn = new ArrayDeque<>(List.of(
                BigInteger.ZERO,
                ORDER,
                ORDER.add(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE),
                ORDER.subtract(BigInteger.ONE),
                BigInteger.ONE));
        SecureRandom source = new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] to) {
                System.arraycopy(bytes(drawn.removeFirst()), 0, to, 0, to.length);
            }
        };
        assertEquals(ORDER.subtract(BigInteger.ONE), new BigInteger(1, P256.randomScalar(source)));
        assertEquals(BigInteger.ONE, new BigInteger(1, P256.randomScalar(source)));
    }

    @Test
    void add_anyTwoMultiplesOfG_isComplete() {
        BigInteger[] scalars = {
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            ORDER.subtract(BigInteger.ONE),
            ORDER.subtract(BigInteger.TWO),
            new BigInteger(1, P256.randomScalar(new SecureRandom()))
        };
        for (BigInteger a : scalars) {
            for (BigInteger b : scalars) {
                P256Point sum = multiple(a).add(multiple(b));
                assertArrayEquals(expected(generator().multiply(a.add(b).mod(ORDER))), encoding(sum), a + " + " + b);
                assertArrayEquals(
                        expected(generator().multiply(a.subtract(b).mod(ORDER))),
                        encoding(multiple(a).add(multiple(b).negate())),
                        a + " - " + b);
            }
        }
    }

    @Test
    void multiply_anyScalar_isBouncyCastles() {
        List<BigInteger> scalars = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            scalars.add(BigInteger.valueOf(i));
            scalars.add(ORDER.subtract(BigInteger.valueOf(i)));
            scalars.add(new BigInteger(1, P256.randomScalar(new SecureRandom())));
            scalars.add(BigInteger.ONE.shiftLeft(13 * i));
        }
        ECPoint point = generator().multiply(BigInteger.valueOf(1234567)).normalize();
        P256Point same = multiple(BigInteger.valueOf(1234567));
        P256Multiples multiples = new P256Multiples(same);
        for (BigInteger scalar : scalars) {
            byte[] expected = expected(point.multiply(scalar));
            assertArrayEquals(expected, encoding(multiples.multiply(bytes(scalar))), "with a table, " + scalar);
            assertArrayEquals(expected, encoding(P256Multiples.multiply(same, bytes(scalar))), "alone, " + scalar);
        }
    }

    @Test
    void encode_infinityAmongOthers_leavesTheOthersRight() throws ProtocolException {
        P256Point[] points = {multiple(BigInteger.TWO), P256Point.infinity(), multiple(BigInteger.TEN), multiple(ORDER)
        };
        byte[][] encodings = P256.encode(points);
        assertArrayEquals(expected(generator().multiply(BigInteger.TWO)), encodings[0]);
        assertArrayEquals(new byte[P256.POINT_BYTES], encodings[1]);
        assertArrayEquals(expected(generator().multiply(BigInteger.TEN)), encodings[2]);
        assertArrayEquals(new byte[P256.POINT_BYTES], encodings[3]);
        assertArrayEquals(encodings[2], encoding(P256.decode("test", encodings[2], 0)));
    }

    @Test
    void decode_notAPoint_isRefused() {
        byte[] point = encoding(multiple(BigInteger.TEN));
        byte[] infinity = new byte[P256.POINT_BYTES];
        byte[] hybrid = point.clone();
        hybrid[0] = 6;
        byte[] large = new byte[P256.POINT_BYTES];
        Arrays.fill(large, (byte) 0xff);
        large[0] = 4;
        byte[] off = point.clone();
        off[64] ^= 1;
        byte[] otherCurve = point.clone();
        otherCurve[1] ^= 1;
        byte[] zero = new byte[P256.POINT_BYTES];
        zero[0] = 4;
        for (byte[] bad : new byte[][] {infinity, hybrid, large, off, otherCurve, zero}) {
            assertThrows(ProtocolException.class, () -> P256.decode("test", bad, 0));
        }
    }

    /** The point with x = 0 in its other representation, x = p. */
    @Test
    void decode_coordinateOfPAndMore_isRefused() throws ProtocolException {
        BigInteger b = CURVE.getB().toBigInteger();
        BigInteger y = b.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
        byte[] encoding = new byte[P256.POINT_BYTES];
        encoding[0] = 4;
        System.arraycopy(bytes(y), 0, encoding, 33, 32);
        assertArrayEquals(encoding, encoding(P256.decode("test", encoding, 0)));
        System.arraycopy(bytes(PRIME), 0, encoding, 1, 32);
        assertThrows(ProtocolException.class, () -> P256.decode("test", encoding, 0));
    }

    /** RFC 9380, appendix J.1.1. */
    @ParameterizedTest
    @CsvSource({
        "'', 2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4,"
                + "8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415",
        "abc, 0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f,"
                + "5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e",
        "abcdef0123456789, 65038ac8f2b1def042a5df0b33b1f4eca6bff7cb0f9c6c1526811864e544ed80,"
                + "cad44d40a656e7aff4002a8de287abc8ae0482b5ae825822bb870d6df9b56ca3",
    })
    void hashToCurve_rfc9380_givesItsPoints(String message, String x, String y) {
        P256Point point = HashToP256.hash(
                "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_", message.getBytes(StandardCharsets.US_ASCII));
        assertEquals("04" + x + y, HexFormat.of().formatHex(encoding(point)));
    }

    @Test
    void hashToCurve_anyMessage_isBouncyCastles() {
        HashToEllipticCurve other = HashToEllipticCurve.getInstance(HashToCurveProfile.P256_XMD_SHA_256, "a tag");
        for (int length = 0; length < 40; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertArrayEquals(expected(other.hashToCurve(message)), encoding(HashToP256.hash("a tag", message)));
        }
    }

    private static ECPoint generator() {
        return CURVE.createPoint(
                new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
                new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));
    }

    private static P256Point multiple(BigInteger scalar) {
        return P256Multiples.multiply(P256.generator(), bytes(scalar));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] signed = number.toByteArray();
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, 32 - length, length);
        return bytes;
    }

    private static byte[] expected(ECPoint point) {
        return point.isInfinity()
                ? new byte[P256.POINT_BYTES]
                : point.normalize().getEncoded(false);
    }

    private static byte[] encoding(P256Point point) {
        return P256.encode(new P256Point[] {point})[0];
    }
}
