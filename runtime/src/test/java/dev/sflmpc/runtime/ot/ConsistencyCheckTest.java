package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the proof tells a sender that only looks. */
class ConsistencyCheckTest {

    private static final byte[] SESSION = "consistency check test".getBytes(StandardCharsets.US_ASCII);
    private static final TreeShape SHAPE = OtSuite.SOFTSPOKEN_8.shape();

    private final SplittableRandom random = new SplittableRandom(5);

    /**
     * The sum of choices in a proof is linear in them. If the last 128 of them alone take it to every value, it is uniform whatever the
     * others are, and the proof tells nothing of them. Several keys, because it must be so for each.
     */
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 384, 1024, CorrelatedOt.CHUNK_ROWS})
    void proof_choicesOfTheMaskingBlock_takeTheSumToEveryValue(int rows) {
        for (int key = 0; key < 4; key++) {
            byte[] corrections = new byte[32];
            random.nextBytes(corrections);
            List<BigInteger> sums = new ArrayList<>();
            for (int bit = rows - CorrelatedOt.BLOCK_ROWS; bit < rows; bit++) {
                sums.add(sum(new byte[0], corrections, rows, bit));
            }
            assertEquals(CorrelatedOt.BLOCK_ROWS, rank(sums));
        }
    }

    /** Otherwise a receiver could look for trees that suit corrections. */
    @Test
    void add_sameCorrectionsAfterOtherTrees_hashesUnderAnotherKey() {
        byte[] corrections = new byte[32];
        byte[] trees = new byte[SHAPE.messageBytes()];
        BigInteger sum = sum(trees, corrections, 256, 7);
        assertEquals(sum, sum(trees, corrections, 256, 7));
        for (int at = 0; at < trees.length; at += 619) {
            byte[] others = trees.clone();
            others[at] ^= 1;
            assertNotEquals(sum, sum(others, corrections, 256, 7));
        }
    }

    @Test
    void rank_dependentVectors_countsTheIndependent() {
        assertEquals(2, rank(List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3), BigInteger.ZERO)));
    }

    /** The proof's sum of choices when only choice {@code bit} is 1. */
    private static BigInteger sum(byte[] trees, byte[] corrections, int rows, int bit) {
        ConsistencyCheck check = new ConsistencyCheck(SESSION, SHAPE, trees);
        check.begin();
        check.add(corrections, new long[PlaneKernel.PLANES][rows / 64], rows / 64);
        long[] choices = new long[rows / 64];
        choices[bit / 64] = 1L << bit;
        check.addChoices(choices, rows / 64);
        return new BigInteger(1, Arrays.copyOf(check.proof(), GhashFold.BYTES));
    }

    /** Of vectors over GF(2), by elimination from the highest bit down. */
    private static int rank(List<BigInteger> vectors) {
        BigInteger[] withHighest = new BigInteger[8 * GhashFold.BYTES + 1];
        int rank = 0;
        for (BigInteger vector : vectors) {
            BigInteger rest = vector;
            while (rest.signum() != 0 && withHighest[rest.bitLength()] != null) {
                rest = rest.xor(withHighest[rest.bitLength()]);
            }
            if (rest.signum() != 0) {
                withHighest[rest.bitLength()] = rest;
                rank++;
            }
        }
        return rank;
    }
}
