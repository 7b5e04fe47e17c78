package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.runtime.primitive.Aes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bulk kernels against their definitions, bit by bit. */
class PlaneKernelTest {

    private static final int CHUNK_WORDS = CorrelatedOt.CHUNK_ROWS / 64;

    private final SplittableRandom random = new SplittableRandom(31);

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 128})
    void fold_randomStreams_isTheXorOfTheLeavesWithTheBit(int words) {
        byte[] streams = new byte[Trees.LEAVES * LeafStreams.STRIDE];
        random.nextBytes(streams);
        long[] sum = new long[words];
        long[][] v = new long[4][words];
        PlaneKernel.fold(streams, words, sum, v[0], v[1], v[2], v[3]);
        ByteBuffer bytes = ByteBuffer.wrap(streams).order(ByteOrder.LITTLE_ENDIAN);
        for (int word = 0; word < words; word++) {
            for (int leaf = 0; leaf < Trees.LEAVES; leaf++) {
                long stream = bytes.getLong(leaf * LeafStreams.STRIDE + 8 * word);
                sum[word] ^= stream;
                for (int bit = 0; bit < 4; bit++) {
                    v[bit][word] ^= stream * ((leaf >> bit) & 1);
                }
            }
            assertEquals(0, sum[word], "sum, word " + word);
            for (int bit = 0; bit < 4; bit++) {
                assertEquals(0, v[bit][word], "v" + bit + ", word " + word);
            }
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
        long[] vector = random.longs(32).toArray();
        byte[] bytes = new byte[256];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(vector);
        byte[] hashKey = new byte[16];
        Aes.encrypt(Aes.cipher(key, 0), new byte[16], 1, hashKey, 0);
        BigInteger expected = BigInteger.ZERO;
        for (int block = 0; block < 16; block++) {
            expected = multiply(expected.xor(new BigInteger(1, bytes, 16 * block, 16)), new BigInteger(1, hashKey));
        }
        expected = multiply(expected, new BigInteger(1, hashKey));
        byte[] sum = new byte[16];
        new GhashFold(key).add(vector, 32, sum, 0);
        assertEquals(expected, new BigInteger(1, sum));
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
