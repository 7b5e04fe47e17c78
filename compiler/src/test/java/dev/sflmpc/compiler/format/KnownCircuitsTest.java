package dev.sflmpc.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published circuits, read from their files, against what they are said to compute. */
class KnownCircuitsTest {

    private static final long SEED = 20261122;
    private static final BigInteger MASK64 = mask(64);

    private final Random random = new Random(SEED);

    private static BigInteger mask(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    /** Two operands that are random, small, or all ones. */
    private BigInteger operand(int bits) {
        return switch (random.nextInt(4)) {
            case 0 -> new BigInteger(1 + random.nextInt(bits - 1), random);
            case 1 -> mask(bits).shiftRight(random.nextInt(3));
            default -> new BigInteger(bits, random);
        };
    }

    @ParameterizedTest
    @CsvSource({"adder64, 63", "sub64, 63", "mult64, 4033", "udivide64, 4285"})
    void fashionArithmetic_anyOperands_isThatOfNumbers(String name, long ands) throws Exception {
        CircuitFile file = CircuitReader.read(SharedCircuits.require("bristol-fashion/" + name + ".txt"));
        assertEquals(CircuitFormat.BRISTOL_FASHION, file.format());
        assertEquals(ands, file.gates().and());
        for (int i = 0; i < 50; i++) {
            BigInteger a = operand(64);
            BigInteger b = operand(64).max(BigInteger.ONE);
            BigInteger expected =
                    switch (name) {
                        case "adder64" -> a.add(b);
                        case "sub64" -> a.subtract(b);
                        case "mult64" -> a.multiply(b);
                        default -> a.divide(b);
                    };
            assertEquals(
                    List.of(expected.and(MASK64)),
                    Circuits.evaluate(file.circuit(), a, b),
                    name + " of " + a + ", " + b + ", seed " + SEED);
        }
    }

    @Test
    void divide64_signed_truncates() throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-fashion/divide64.txt");
        for (int i = 0; i < 50; i++) {
            long a = operand(64).longValue();
            long b = operand(64).longValue() | 1;
            assertEquals(List.of(unsigned(a / b)), Circuits.evaluate(circuit, unsigned(a), unsigned(b)), a + " / " + b);
        }
    }

    @Test
    void mult2_64_hasTheProductInTwoWordsHighFirst() throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-fashion/mult2_64.txt");
        for (int i = 0; i < 20; i++) {
            BigInteger a = operand(64);
            BigInteger b = operand(64);
            List<BigInteger> words = Circuits.evaluate(circuit, a, b);
            BigInteger product = a.multiply(b);
            BigInteger low = product.and(MASK64);
            BigInteger high = product.shiftRight(64);
            assertEquals(List.of(high, low), words, "seed " + SEED);
        }
    }

    @Test
    void modAdd512_addsModuloTheThirdInput() throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-fashion/ModAdd512.txt");
        BigInteger modulus = new BigInteger(512, random).setBit(511);
        for (int i = 0; i < 10; i++) {
            BigInteger a = new BigInteger(512, random).mod(modulus);
            BigInteger b = new BigInteger(512, random).mod(modulus);
            assertEquals(List.of(a.add(b).mod(modulus)), Circuits.evaluate(circuit, a, b, modulus), "seed " + SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({"FP-add", "FP-mul"})
    void floatingPoint_ofNormalNumbers_isThatOfDouble(String name) throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-fashion/" + name + ".txt");
        for (int i = 0; i < 20; i++) {
            double a = random.nextGaussian() * 1000;
            double b = random.nextGaussian();
            double expected = name.equals("FP-add") ? a + b : a * b;
            assertEquals(
                    List.of(unsigned(Double.doubleToLongBits(expected))),
                    Circuits.evaluate(
                            circuit, unsigned(Double.doubleToLongBits(a)), unsigned(Double.doubleToLongBits(b))),
                    a + ", " + b);
        }
    }

    private static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).and(MASK64);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    /** FIPS 197, appendix C. */
    @ParameterizedTest
    @CsvSource({
        "aes_128, 6400, 000102030405060708090a0b0c0d0e0f, 69c4e0d86a7b0430d8cdb78070b4c55a",
        "aes_192, 7168, 000102030405060708090a0b0c0d0e0f1011121314151617, dda97ca4864cdfe06eaf70a0ec0d7191",
        "aes_256, 8832, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
                + " 8ea2b7ca516745bfeafc49904b496089"
    })
    void aes_fips197_numbersAreBigEndianBytes(String name, long ands, String key, String ciphertext) throws Exception {
        CircuitFile file = CircuitReader.read(SharedCircuits.require("bristol-fashion/" + name + ".txt"));
        assertEquals(ands, file.gates().and());
        assertEquals(
                List.of(hex(ciphertext)),
                Circuits.evaluate(file.circuit(), hex(key), hex("00112233445566778899aabbccddeeff")));
    }

    /** One block of SHA-256 from the standard's initial state. */
    @Test
    void sha256_paddedBlock_isTheDigest() throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-fashion/sha256.txt");
        BigInteger state = hex("6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("abc".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of(new BigInteger(1, digest)),
                Circuits.evaluate(circuit, new BigInteger(1, padded("abc", true)), state));
    }

    /** The older circuits take the first bit of a byte string first: numbers are read most significant bit first. */
    @ParameterizedTest
    @CsvSource({"md5, MD5", "sha-1, SHA-1"})
    void oldHash_paddedBlock_isTheDigest(String name, String algorithm) throws Exception {
        CircuitFile file = CircuitReader.read(SharedCircuits.require("bristol-old/" + name + ".txt"));
        assertEquals(CircuitFormat.BRISTOL_OLD, file.format());
        Circuit circuit = file.circuit().inFileOrder(BitOrder.MSB);
        byte[] digest = MessageDigest.getInstance(algorithm).digest("abc".getBytes(StandardCharsets.UTF_8));
        byte[] block = padded("abc", !name.equals("md5"));
        assertEquals(List.of(new BigInteger(1, digest)), Circuits.evaluate(circuit, new BigInteger(1, block)));
    }

    private static byte[] padded(String text, boolean bigEndian) {
        byte[] block = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 64);
        block[text.length()] = (byte) 0x80;
        block[bigEndian ? 63 : 56] = (byte) (8 * text.length());
        return block;
    }

    @ParameterizedTest
    @CsvSource({"AES-non-expanded, AES, 16", "DES-non-expanded, DES, 8"})
    void oldCipher_messageThenKey_isThatOfJava(String name, String algorithm, int bytes) throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-old/" + name + ".txt").inFileOrder(BitOrder.MSB);
        for (int i = 0; i < 5; i++) {
            byte[] key = new byte[bytes];
            byte[] message = new byte[bytes];
            random.nextBytes(key);
            random.nextBytes(message);
            Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, algorithm));
            assertEquals(
                    List.of(new BigInteger(1, cipher.doFinal(message))),
                    Circuits.evaluate(circuit, new BigInteger(1, message), new BigInteger(1, key)),
                    "seed " + SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({"adder_32bit, 32", "adder_64bit, 64", "mult_32x32, 32", "comparator_32bit_unsigned_lt, 32"})
    void oldArithmetic_anyOperands_isThatOfNumbers(String name, int bits) throws Exception {
        Circuit circuit = SharedCircuits.read("bristol-old/" + name + ".txt");
        for (int i = 0; i < 50; i++) {
            BigInteger a = operand(bits);
            BigInteger b = i % 5 == 0 ? a : operand(bits);
            BigInteger expected = name.startsWith("adder")
                    ? a.add(b)
                    : name.startsWith("mult") ? a.multiply(b) : BigInteger.valueOf(a.compareTo(b) < 0 ? 1 : 0);
            assertEquals(List.of(expected), Circuits.evaluate(circuit, a, b), a + ", " + b);
        }
    }
}
