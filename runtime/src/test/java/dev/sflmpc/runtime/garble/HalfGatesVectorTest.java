package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The paper's half gates against EMP's bytes, and the kernels against the paper's half gates. */
class HalfGatesVectorTest {

    private static final BigInteger SESSION = new BigInteger("00112233445566778899aabbccddeeff", 16);
    private static final BigInteger DELTA = new BigInteger("0123456789abcdeffedcba9876543211", 16);
    private static final BigInteger A0 = new BigInteger("11111111111111112222222222222223", 16);
    private static final BigInteger B0 = new BigInteger("33333333333333334444444444444444", 16);

    @Test
    void reference_empCompatHash_givesEmpToolkitsBytes() {
        ReferenceHalfGates.Hash hash = ReferenceHalfGates.empCompatHash(SESSION);
        ReferenceHalfGates.Gate first = ReferenceHalfGates.garble(hash, 0, A0, B0, DELTA);
        assertEquals("dd4536a02595094d2321ac1c271317fc", hex(first.tg()));
        assertEquals("bb18bb92a9122035623699ba62e80654", hex(first.te()));
        assertEquals("aae7b219e6a29b1ead31f7dcd759f243", hex(first.zeroLabel()));
        ReferenceHalfGates.Gate second = ReferenceHalfGates.garble(hash, 1, first.zeroLabel(), B0, DELTA);
        assertEquals("909906f6d52b697afa4996c6c4a2a1df", hex(second.tg()));
        assertEquals("9bc212d28f7344d3efbe0a63fa0ecd67", hex(second.te()));
        assertEquals("af622a63801a5410735933b93182870c", hex(second.zeroLabel()));
    }

    @Test
    void garblingKernel_acrossEpochs_givesTheReferencesBytes() throws IOException {
        byte[] master = Arrays.copyOf(
                SessionHash.of("garble/hash/master", Garbling.TRANSCRIPT)
                        .number(HashSuite.EPOCH1024.id())
                        .digest(),
                Aes.KEY_BYTES);
        byte[] tweak = Arrays.copyOf(
                SessionHash.of("garble/hash/tweak", Garbling.TRANSCRIPT)
                        .number(HashSuite.EPOCH1024.id())
                        .digest(),
                Aes.BLOCK_BYTES);
        ReferenceHalfGates.Hash hash =
                ReferenceHalfGates.epochHash(ReferenceHalfGates.block(master, 0), ReferenceHalfGates.block(tweak, 0), 2);
        int ands = 2100;
        CircuitBuilder circuit = new CircuitBuilder(64);
        SplittableRandom random = new SplittableRandom(9);
        int[] a = random.ints(ands, 0, 64).toArray();
        int[] b = random.ints(ands, 0, 64).toArray();
        int[] outputs = new int[ands];
        for (int g = 0; g < ands; g++) {
            outputs[g] = circuit.and(circuit.input(a[g]), circuit.input(b[g]));
        }
        Garbling garbling = new Garbling(GarblingScheme.HALF_GATES, circuit.block(outputs)).run(new long[] {random.nextLong()}, 4096, 4096);
        BigInteger delta = label(new long[] {garbling.delta.low(), garbling.delta.high()}, 0);
        for (int g = 0; g < ands; g++) {
            ReferenceHalfGates.Gate gate = ReferenceHalfGates.garble(
                    hash, g, label(garbling.inputZeroLabels, a[g]), label(garbling.inputZeroLabels, b[g]), delta);
            assertEquals(gate.tg(), ReferenceHalfGates.block(garbling.rows, 32 * g), "TG of gate " + g);
            assertEquals(gate.te(), ReferenceHalfGates.block(garbling.rows, 32 * g + 16), "TE of gate " + g);
            assertEquals(gate.zeroLabel(), label(garbling.zeroLabels, g), "zero-label of gate " + g);
        }
    }

    /** Fixed bytes of the default suite, so that a change of the format does not go unnoticed. */
    @Test
    void epochHash_fixedLabels_givesFixedBytes() {
        GateHash hash = HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, Garbling.TRANSCRIPT);
        long[] slots = new long[12];
        for (int i = 4; i < slots.length; i++) {
            slots[i] = 0x0123_4567_89AB_CDEFL * i;
        }
        byte[] rows = new byte[64];
        DeltaWords delta = new DeltaWords(0xFEDC_BA98_7654_3211L, 0x0123_4567_89AB_CDEFL);
        int[] code = {2, 0, 3, 0, 0, 4, 2, 3, 4, 1, 3, 5};
        for (int gate = 0; gate < 2; gate++) {
            assertEquals(1, hash.batch(1, 1));
            hash.garble(slots, code, 6 * gate, 1, 1, delta, rows, 32 * gate);
        }
        assertEquals(
                "704586b5bc90a79e66c2c06cd3d98088dd6dfe5434ddd8866485f884bc1833e6"
                        + "7e1c698565f0e15ca97b92f8b32e968781106490a5bdc592adc18037ef7d49d1",
                HexFormat.of().formatHex(rows));
    }

    @Test
    void sigma_anyWord_isALinearOrthomorphism() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            long x = random.nextLong();
            long y = random.nextLong();
            assertEquals(EpochHash.sigma(x) ^ EpochHash.sigma(y), EpochHash.sigma(x ^ y));
        }
        assertEquals(64, rank(false));
        assertEquals(64, rank(true));
    }

    @Test
    void tweaks_everyIndex_areItsMultiples() {
        long[] multiples = Tweaks.multiples(0x8000_0000_0000_0001L, 0xC000_0000_0000_0003L, 64);
        assertArrayEquals(new long[] {0, 0}, Arrays.copyOf(multiples, 2));
        assertEquals((multiples[2] << 1) ^ 0x87, multiples[4]);
        assertEquals((multiples[3] << 1) | 1, multiples[5]);
        for (int t = 1; t < 64; t++) {
            assertEquals(multiples[2 * t] ^ multiples[2], multiples[2 * (t ^ 1)]);
            assertNotEquals(0, multiples[2 * t] | multiples[2 * t + 1]);
        }
    }

    /** Rank of sigma, or of x → sigma(x) ^ x, over GF(2). */
    private static int rank(boolean plusIdentity) {
        long[] rows = new long[64];
        for (int i = 0; i < 64; i++) {
            rows[i] = EpochHash.sigma(1L << i) ^ (plusIdentity ? 1L << i : 0);
        }
        int rank = 0;
        for (int bit = 0; bit < 64; bit++) {
            for (int i = rank; i < 64; i++) {
                if (((rows[i] >>> bit) & 1) != 0) {
                    long pivot = rows[i];
                    rows[i] = rows[rank];
                    rows[rank++] = pivot;
                    for (int j = i + 1; j < 64; j++) {
                        rows[j] ^= ((rows[j] >>> bit) & 1) != 0 ? pivot : 0;
                    }
                    break;
                }
            }
        }
        return rank;
    }

    private static BigInteger label(long[] labels, int index) {
        return new BigInteger(Long.toUnsignedString(labels[2 * index + 1]))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(labels[2 * index])));
    }

    private static String hex(BigInteger block) {
        return HexFormat.of().formatHex(ReferenceHalfGates.bytes(block));
    }
}
