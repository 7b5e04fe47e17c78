package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.garble.ReferenceThreeHalves.Hash;
import dev.sflmpc.runtime.garble.ReferenceThreeHalves.Hashed;
import dev.sflmpc.runtime.garble.ReferenceThreeHalves.Label;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of three-halves garbling against the paper's matrices, and what its tables must not tell. */
class ThreeHalvesTest {

    private static final byte[] MASTER = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final byte[] SEED = new byte[] {11, 3, 5, 7, 9, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6};
    private static final byte[] STREAM = new byte[] {7, 7, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3};

    private final SplittableRandom random = new SplittableRandom(12);
    private final Label delta = new Label(random.nextLong() | 1, random.nextLong());

    private static ThreeHalvesHash hash() {
        return new ThreeHalvesHash(MASTER, SEED, new LabelStream(STREAM));
    }

    /** The production hash from its definition, on big integers. */
    private static Hash reference() {
        ReferenceHalfGates.Hash whole = ReferenceHalfGates.epochHash(
                ReferenceHalfGates.block(MASTER, 0), ReferenceHalfGates.block(SEED, 0), 3);
        return (label, tweak) -> {
            BigInteger hash = whole.hash(
                    new BigInteger(Long.toUnsignedString(label.high()))
                            .shiftLeft(64)
                            .or(new BigInteger(Long.toUnsignedString(label.low()))),
                    tweak);
            return new Hashed(hash.longValue(), hash.testBit(64) ? 1 : 0);
        };
    }

    /** Gates of their own outputs on random inputs, several calls, across an epoch's end. */
    @ParameterizedTest
    @CsvSource({"1, 64, 17", "1, 1, 5", "2, 32, 2", "4, 4, 3", "16, 4, 2", "64, 1, 17"})
    void kernels_anyWidth_giveTheReferencesBytes(int width, int gates, int calls) {
        int inputs = 20;
        ThreeHalvesHash garbler = hash();
        ThreeHalvesHash evaluator = hash();
        LabelStream rho = new LabelStream(STREAM);
        Hash reference = reference();
        for (int call = 0; call < calls; call++) {
            long[] zero = random.longs(2L * width * (inputs + gates)).toArray();
            int[] values = random.ints((long) width * (inputs + gates), 0, 2).toArray();
            int[] code = code(inputs, gates);
            assertEquals(gates, garbler.batch(gates, width));
            assertEquals(gates, evaluator.batch(gates, width));
            long first = garbler.andIndex();
            assertEquals(first, evaluator.andIndex());
            long[] bits = new long[2];
            rho.next(bits, 0, 1);

            byte[] table = new byte[(int) GarblingScheme.THREE_HALVES.tableBytes((long) gates * width)];
            long[] garbled = zero.clone();
            DeltaWords words = new DeltaWords(delta.low(), delta.high());
            garbler.garble(garbled, code, 0, gates, width, words, table, 0);
            garbler.seal(table, gates * width);
            byte[] dice = new byte[Dice.room(gates * width)];
            Dice.unpack(table, 24 * gates * width, gates * width, dice);

            long[] active = active(zero, values);
            evaluator.open(table, gates * width);
            evaluator.evaluate(active, code, 0, gates, width, table, 0);

            for (int n = 0; n < gates * width; n++) {
                int l = n % width;
                int p = 6 * (n / width);
                int[] at = Arrays.stream(code, p, p + 6).map(slot -> slot * width + l).toArray();
                Label a0 = label(zero, at[0]).xor(label(zero, at[1]));
                Label b0 = label(zero, at[2]).xor(label(zero, at[3]));
                ReferenceThreeHalves.Gate gate = ReferenceThreeHalves.garble(
                        reference, first + n, a0, b0, delta, (int) (bits[0] >>> n) & 1, (int) (bits[1] >>> n) & 1);
                for (int row = 0; row < 3; row++) {
                    int byteAt = 24 * width * (n / width) + 8 * (width * row + l);
                    assertEquals(gate.rows()[row], LongBytes.get(table, byteAt), "G" + row + " of AND " + n);
                }
                assertEquals(gate.z(), dice[n], "bits of AND " + n);
                Label out = gate.zeroLabel().xor(label(zero, at[4]));
                assertEquals(out, label(garbled, at[5]), "zero-label of AND " + n);
                int product = (values[at[0]] ^ values[at[1]]) & (values[at[2]] ^ values[at[3]]);
                assertEquals(out.xor(delta.times(product ^ values[at[4]])), label(active, at[5]), "AND " + n);
            }
        }
    }

    /** Gate i reads from the inputs and writes to slot {@code inputs + i}. */
    private int[] code(int inputs, int gates) {
        int[] code = random.ints(6L * gates, 0, inputs).toArray();
        for (int gate = 0; gate < gates; gate++) {
            code[6 * gate + 5] = inputs + gate;
        }
        return code;
    }

    private long[] active(long[] zero, int[] values) {
        long[] active = zero.clone();
        for (int i = 0; i < values.length; i++) {
            active[2 * i] ^= delta.low() & -values[i];
            active[2 * i + 1] ^= delta.high() & -values[i];
        }
        return active;
    }

    private static Label label(long[] labels, int index) {
        return new Label(labels[2 * index], labels[2 * index + 1]);
    }

    /** Whatever the values: control bits and colours are 16 equally likely combinations. */
    @Test
    void controlBits_anyValues_areUniformAndIndependentOfColours() {
        int gates = 1000;
        Hash hash = reference();
        int[][] seen = new int[4][16];
        for (int gate = 0; gate < gates; gate++) {
            Label a0 = new Label(random.nextLong(), random.nextLong());
            Label b0 = new Label(random.nextLong(), random.nextLong());
            ReferenceThreeHalves.Gate garbled =
                    ReferenceThreeHalves.garble(hash, gate, a0, b0, delta, random.nextInt(2), random.nextInt(2));
            for (int values = 0; values < 4; values++) {
                int x = values & 1;
                int y = values >> 1;
                ReferenceThreeHalves.Evaluated evaluated = ReferenceThreeHalves.evaluate(
                        hash, gate, a0.xor(delta.times(x)), b0.xor(delta.times(y)), garbled.rows(), garbled.z());
                assertEquals(garbled.zeroLabel().xor(delta.times(x & y)), evaluated.label());
                seen[values][evaluated.control()]++;
            }
        }
        for (int[] counts : seen) {
            double expected = gates / 16.0;
            double chi = Arrays.stream(counts)
                    .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                    .sum();
            assertTrue(chi < 50, "chi-square of 15 degrees of freedom: " + chi);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixer", "divider", "multiplier"})
    void table_anyTwoWordsOfAnEpoch_neverDifferByHalvesOfDelta(String name) throws IOException {
        Garbling garbling = new Garbling(
                        GarblingScheme.THREE_HALVES,
                        switch (name) {
                            case "mixer" -> TestCircuits.mixer(8, 48);
                            case "divider" -> TestCircuits.divider(40);
                            default -> TestCircuits.multiplier(48);
                        })
                .run(random.longs(20).toArray(), 1 << 16, 1 << 16);
        long low = garbling.delta.low();
        long high = garbling.delta.high();
        int wordsOfEpoch = 3 * EpochHash.EPOCH_ANDS;
        int words = garbling.rows.length / 8;
        for (int first = 0; first < words; first += wordsOfEpoch) {
            Set<Long> seen = new HashSet<>();
            for (int word = first; word < Math.min(first + wordsOfEpoch, words); word++) {
                long value = LongBytes.get(garbling.rows, 8 * word);
                for (long tell : new long[] {low, high, low ^ high}) {
                    assertFalse(seen.contains(value ^ tell), "words of the epoch from " + first + " tell of delta");
                }
                assertTrue(seen.add(value), "word " + word + " occurs twice");
            }
        }
    }

    @Test
    void dicingBits_ofManyGates_areUniform() throws IOException {
        Garbling garbling = new Garbling(GarblingScheme.THREE_HALVES, TestCircuits.multiplier(64))
                .run(random.longs(2).toArray(), 1 << 16, 1 << 16);
        int[] ones = new int[5];
        int[] counts = new int[32];
        for (byte z : garbling.dice) {
            counts[z]++;
            for (int bit = 0; bit < 5; bit++) {
                ones[bit] += z >> bit & 1;
            }
        }
        int gates = garbling.dice.length;
        assertEquals(garbling.block.andCount(), gates);
        for (int bit = 0; bit < 5; bit++) {
            double deviations = (ones[bit] - gates / 2.0) / Math.sqrt(gates / 4.0);
            assertTrue(Math.abs(deviations) < 6, ones[bit] + " of " + gates + " bits z" + bit + " are 1");
        }
        double chi = Arrays.stream(counts)
                .mapToDouble(count -> (count - gates / 32.0) * (count - gates / 32.0) / (gates / 32.0))
                .sum();
        assertTrue(chi < 90, "chi-square of 31 degrees of freedom: " + chi);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 2661})
    void dice_packedAndUnpacked_areTheSameAndTakeFiveBitsEach(int ands) {
        byte[] dice = new byte[Dice.room(ands)];
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < ands; i++) {
            dice[i] = (byte) random.nextInt(32);
            expected = expected.or(BigInteger.valueOf(dice[i]).shiftLeft(5 * i));
        }
        int bytes = (int) GarblingScheme.THREE_HALVES.tableBytes(ands) - 24 * ands;
        assertEquals((5 * ands + 7) / 8, bytes);
        byte[] table = new byte[bytes + 5];
        Arrays.fill(table, (byte) 0x55);
        Dice.pack(dice.clone(), ands, table, 3);
        for (int i = 0; i < 8 * bytes; i++) {
            assertEquals(expected.testBit(i), (table[3 + i / 8] >> (i % 8) & 1) != 0, "bit " + i);
        }
        assertArrayEquals(new byte[] {0x55, 0x55, 0x55}, Arrays.copyOf(table, 3));
        assertArrayEquals(new byte[] {0x55, 0x55}, Arrays.copyOfRange(table, 3 + bytes, 5 + bytes));
        byte[] again = new byte[Dice.room(ands)];
        Dice.unpack(table, 3, ands, again);
        assertArrayEquals(dice, again);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 2048, 65535})
    void tableBytes_ofEveryScheme_saysHowManyGatesThereAre(int most) {
        for (GarblingScheme scheme : GarblingScheme.values()) {
            for (int ands = Math.max(1, most - 40); ands <= most; ands++) {
                int bytes = (int) scheme.tableBytes(ands);
                assertEquals(ands, scheme.ands(bytes));
                assertEquals(ands - 1, scheme.ands(bytes - 1));
            }
        }
    }

    /** Fixed bytes, so that a change of the format does not go unnoticed. */
    @Test
    void seal_fixedLabels_givesFixedBytes() {
        long[] slots = new long[12];
        for (int i = 4; i < slots.length; i++) {
            slots[i] = 0x0123_4567_89AB_CDEFL * i;
        }
        byte[] table = new byte[50];
        ThreeHalvesHash hash = hash();
        DeltaWords words = new DeltaWords(0xFEDC_BA98_7654_3211L, 0x0123_4567_89AB_CDEFL);
        int[] code = {2, 0, 3, 0, 0, 4, 2, 3, 4, 1, 3, 5};
        for (int gate = 0; gate < 2; gate++) {
            assertEquals(1, hash.batch(1, 1));
            hash.garble(slots, code, 6 * gate, 1, 1, words, table, 24 * gate);
        }
        hash.seal(table, 2);
        assertEquals(
                "4e9c6539e6840d3ffeedfaf13fa3623ccebf17f95a15f8db"
                        + "3c98469dbb6a68cf90da33e5eaa219d073a17887f9e7d99f"
                        + "a201",
                HexFormat.of().formatHex(table));
    }
}
