package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bulk kernels against their definitions, bit by bit. */
class PlaneKernelTest {

    private static final byte[] SESSION = "plane kernel test".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_WORDS = CorrelatedOt.CHUNK_ROWS / 64;

    private final SplittableRandom random = new SplittableRandom(31);

    @ParameterizedTest
    @CsvSource({"4, 2", "4, 64", "4, 128", "8, 2", "8, 30", "8, 128"})
    void fold_randomSeeds_isTheXorOfTheLeavesWithTheBit(int depth, int words) {
        TreeShape shape = new TreeShape(depth);
        for (boolean firstLeafUnknown : new boolean[] {false, true}) {
            long[] seeds = random.longs(2L * TreeShape.BASE_OTS / depth * shape.leaves())
                    .toArray();
            LeafStreams streams = new LeafStreams(SESSION, shape, seeds.clone(), firstLeafUnknown);
            TreeFold fold = new TreeFold(shape);
            long[][] planes = new long[PlaneKernel.PLANES][CHUNK_WORDS];
            for (int chunk = 0; chunk < 2; chunk++) {
                streams.advance(64 * words);
                for (int tree = 0; tree < shape.trees(); tree += 7) {
                    long[] sum = Arrays.copyOf(fold.fold(streams, tree, 64 * words, planes), words);
                    for (int leaf = firstLeafUnknown ? 1 : 0; leaf < shape.leaves(); leaf++) {
                        long[] stream = stream(seeds, tree * shape.leaves() + leaf, chunk * words, words);
                        for (int word = 0; word < words; word++) {
                            sum[word] ^= stream[word];
                            for (int bit = 0; bit < depth; bit++) {
                                planes[tree * depth + bit][word] ^= stream[word] * ((leaf >> bit) & 1);
                            }
                        }
                    }
                    assertArrayEquals(new long[words], sum);
                    for (int bit = 0; bit < depth; bit++) {
                        assertArrayEquals(new long[words], Arrays.copyOf(planes[tree * depth + bit], words));
                    }
                }
            }
        }
    }

    /** The words of a leaf's stream, one block at a time. */
    private static long[] stream(long[] seeds, int leaf, int first, int words) {
        try {
            byte[] key = new byte[16];
            Labels.toBytes(seeds, leaf, 1, key, 0);
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            long own = ByteBuffer.wrap(
                            SessionHash.of("ot/streams/blocks", SESSION).digest())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            long[] stream = new long[words];
            for (int word = 0; word < words; word += 2) {
                long block = ((long) first + word) / 2;
                byte[] number = ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(block + 1)
                        .putLong(own)
                        .array();
                Labels.fromBytes(aes.doFinal(number), 0, stream, word / 2, 1);
                stream[word] ^= block;
                stream[word + 1] ^= block == 0 ? 0 : own;
            }
            return stream;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "2, 63", "2, 64", "2, 127", "4, 200", "128, 8192", "128, 8064"})
    void transpose_randomPlanes_putsBitPOfPlanesIntoLabels(int words, int count) {
        long[][] planes = new long[PlaneKernel.PLANES][CHUNK_WORDS];
        for (long[] plane : planes) {
            Arrays.setAll(plane, i -> random.nextLong());
        }
        long[][] copy = Arrays.stream(planes).map(long[]::clone).toArray(long[][]::new);
        long[] labels = new long[2 * (count + 3)];
        PlaneKernel.transpose(planes, words, labels, 2, count);
        for (int j = 0; j < count; j++) {
            for (int p = 0; p < PlaneKernel.PLANES; p++) {
                long expected = (copy[p][j >> 6] >>> j) & 1;
                assertEquals(expected, (labels[2 * (2 + j) + p / 64] >>> p) & 1, "OT " + j + ", plane " + p);
            }
        }
        assertEquals(0, labels[0] | labels[1] | labels[2] | labels[3] | labels[labels.length - 1]);
    }

    /** Against GHASH of NIST SP 800-38D, section 6.4, on big integers, less the term of the length. */
    @Test
    void ghashFold_randomVector_isGhash() {
        byte[] key = HexFormat.of().parseHex("ffeeddccbbaa99887766554433221100");
        byte[] bytes = new byte[256];
        random.nextBytes(bytes);
        byte[] hashKey = new byte[16];
        Aes.encrypt(Aes.cipher(key, 0), new byte[16], 1, hashKey, 0);
        BigInteger expected = BigInteger.ZERO;
        for (int block = 0; block < 16; block++) {
            expected = multiply(expected.xor(new BigInteger(1, bytes, 16 * block, 16)), new BigInteger(1, hashKey));
        }
        expected = multiply(expected, new BigInteger(1, hashKey));
        GhashFold fold = new GhashFold(3);
        fold.begin(key, 16);
        for (int time = 0; time < 3; time++) {
            byte[] sum = new byte[16];
            fold.add(bytes, sum, 0);
            assertEquals(expected, new BigInteger(1, sum));
        }
    }

    @Test
    void ghashFold_moreVectorsThanAnnounced_refuses() {
        GhashFold fold = new GhashFold(1);
        fold.begin(new byte[16], 1);
        fold.add(new byte[16], new byte[16], 0);
        assertThrows(IllegalStateException.class, () -> fold.add(new byte[16], new byte[16], 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 4", "4, 128", "8, 2", "8, 126"})
    void combine_randomPlanes_addsWithPowersOfX(int count, int words) {
        long[][] planes = new long[3 + count][];
        Arrays.setAll(planes, p -> random.longs(CHUNK_WORDS).toArray());
        byte[] elements = new byte[8 * CHUNK_WORDS];
        new FieldCombination().combine(planes, 3, count, words, elements);
        int last = words / 2 - 1;
        for (int i = 0; i <= last; i++) {
            int firstWord = i < last ? i : words - 2;
            int secondWord = i < last ? last + i : words - 1;
            BigInteger expected = BigInteger.ZERO;
            for (int power = 0; power < count; power++) {
                byte[] element = ByteBuffer.allocate(16)
                        .putLong(planes[3 + power][firstWord])
                        .putLong(planes[3 + power][secondWord])
                        .array();
                expected = expected.xor(multiply(new BigInteger(1, element), polynomial(1 << power)));
            }
            assertEquals(expected, new BigInteger(1, elements, 16 * i, 16), "element " + i);
        }
    }

    @Test
    void addMultiple_anyBits_addsTheProduct() {
        for (int bits = 0; bits < 256; bits++) {
            byte[] element = new byte[16];
            byte[] sum = new byte[20];
            random.nextBytes(element);
            random.nextBytes(sum);
            BigInteger expected =
                    new BigInteger(1, sum, 3, 16).xor(multiply(new BigInteger(1, element), polynomial(bits)));
            FieldCombination.addMultiple(element, bits, 8, sum, 3);
            assertEquals(expected, new BigInteger(1, sum, 3, 16));
        }
    }

    /** The element whose coefficient of X^i is bit i of {@code bits}. */
    private static BigInteger polynomial(int bits) {
        return BigInteger.valueOf(Integer.toUnsignedLong(Integer.reverse(bits))).shiftLeft(96);
    }

    /** GHASH's multiplication: the first bit of a block is the coefficient of 1. */
    private static BigInteger multiply(BigInteger x, BigInteger y) {
        BigInteger reduction = BigInteger.valueOf(0xe1).shiftLeft(120);
        BigInteger product = BigInteger.ZERO;
        BigInteger v = y;
        for (int i = 127; i >= 0; i--) {
            product = x.testBit(i) ? product.xor(v) : product;
            v = v.testBit(0) ? v.shiftRight(1).xor(reduction) : v.shiftRight(1);
        }
        return product;
    }
}
