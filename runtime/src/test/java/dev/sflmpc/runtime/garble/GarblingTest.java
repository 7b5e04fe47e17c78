package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GarblingTest {

    private static final int BUFFER = 1 << 16;

    @ParameterizedTest
    @EnumSource
    void evaluate_randomCode_agreesWithPlainEvaluation(GarblingScheme scheme) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Block block = TestCircuits.random(seed, 1 + random.nextInt(100), 12, 1 + random.nextInt(200));
            agree(scheme, block, inputs(random, block), BUFFER, BUFFER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void evaluate_layersAroundBatchAndEpochEdges_agreesWithPlainEvaluation(GarblingScheme scheme) throws IOException {
        for (int ands : new int[] {1, 2, 3, 7, 8, 9, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2048, 2049}) {
            Block block = TestCircuits.random(ands, 40, 3, ands);
            agree(scheme, block, inputs(new SplittableRandom(ands), block), BUFFER, BUFFER);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 65536", "65536, 32", "96, 160", "4096, 2080", "33, 64"})
    void evaluate_anyBuffers_givesTheSame(int sinkBytes, int sourceBytes) throws IOException {
        Block block = TestCircuits.multiplier(24);
        for (GarblingScheme scheme : GarblingScheme.values()) {
            agree(scheme, block, inputs(new SplittableRandom(sinkBytes), block), sinkBytes, sourceBytes);
        }
    }

    /** Runs of narrow layers that buffers and epochs end in. */
    @ParameterizedTest
    @CsvSource({"32, 65536", "65536, 32", "96, 160", "4096, 2080", "33, 64"})
    void evaluate_narrowLayersAndAnyBuffers_givesTheSame(int sinkBytes, int sourceBytes) throws IOException {
        for (int mostAnds = 1; mostAnds < 7; mostAnds++) {
            Block block = TestCircuits.random(sinkBytes + mostAnds, 30, 900, mostAnds);
            for (GarblingScheme scheme : GarblingScheme.values()) {
                agree(scheme, block, inputs(new SplittableRandom(mostAnds), block), sinkBytes, sourceBytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void evaluate_divider_dividesAsBigIntegersDo(GarblingScheme scheme) throws IOException {
        Block block = TestCircuits.divider(32);
        SplittableRandom random = new SplittableRandom(77);
        for (int i = 0; i < 5; i++) {
            long a = random.nextLong() & 0xFFFF_FFFFL;
            long b = random.nextLong(1, 1L << (1 + random.nextInt(31)));
            int[] bits = new Garbling(scheme, block)
                    .run(new long[] {a | (b << 32)}, BUFFER, BUFFER)
                    .decoded();
            assertEquals(a / b, number(bits, 0, 32), a + " / " + b);
            assertEquals(a % b, number(bits, 32, 32), a + " % " + b);
        }
    }

    @ParameterizedTest
    @EnumSource
    void table_sameBlockTwice_isFreshEveryTime(GarblingScheme scheme) throws IOException {
        Block block = TestCircuits.multiplier(8);
        byte[] once = new Garbling(scheme, block).run(new long[] {5}, BUFFER, BUFFER).rows;
        byte[] twice = new Garbling(scheme, block).run(new long[] {5}, BUFFER, BUFFER).rows;
        assertEquals(scheme.rowBytes() * block.andCount(), once.length);
        assertFalse(Arrays.equals(once, twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixer", "divider", "multiplier", "sha256.txt", "divide64.txt", "mult64.txt"})
    void table_anyTwoRowsOfAnEpoch_neverDifferByDelta(String name) throws IOException {
        Optional<Block> block =
                switch (name) {
                    case "mixer" -> Optional.of(TestCircuits.mixer(8, 48));
                    case "divider" -> Optional.of(TestCircuits.divider(40));
                    case "multiplier" -> Optional.of(TestCircuits.multiplier(48));
                    default -> TestCircuits.bristol(name);
                };
        assumeTrue(block.isPresent(), "no shared/data beside this checkout, see TestCircuits.bristol");
        Garbling garbling = agree(
                GarblingScheme.HALF_GATES, block.get(), inputs(new SplittableRandom(5), block.get()), BUFFER, BUFFER);
        int rowsOfEpoch = 2 * EpochHash.EPOCH_ANDS;
        BigInteger delta = label(new long[] {garbling.delta.low(), garbling.delta.high()}, 0);
        long[] rows = new long[garbling.rows.length / 8];
        ByteBuffer.wrap(garbling.rows)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(rows);
        for (int first = 0; first < rows.length / 2; first += rowsOfEpoch) {
            Set<BigInteger> seen = new HashSet<>();
            for (int row = first; row < Math.min(first + rowsOfEpoch, rows.length / 2); row++) {
                BigInteger value = label(rows, row);
                assertFalse(seen.contains(value.xor(delta)), "rows of epoch from " + first + " give delta away");
                assertTrue(seen.add(value), "row " + row + " occurs twice");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void labels_manyGates_areDistinctWithUniformPermuteBits(GarblingScheme scheme) throws IOException {
        int ands = 1 << 14;
        CircuitBuilder circuit = new CircuitBuilder(256);
        int[] outputs = new int[ands];
        for (int i = 0; i < ands; i++) {
            outputs[i] = circuit.and(circuit.input(i >> 7), circuit.input(128 + (i & 127)));
        }
        Garbling garbling = new Garbling(scheme, circuit.block(outputs)).run(new long[4], BUFFER, BUFFER);
        Set<BigInteger> seen = new HashSet<>();
        int ones = 0;
        for (int i = 0; i < ands; i++) {
            assertTrue(seen.add(label(garbling.zeroLabels, i)), "label of output " + i + " occurs twice");
            ones += (int) garbling.zeroLabels[2 * i] & 1;
        }
        double deviations = (ones - ands / 2.0) / Math.sqrt(ands / 4.0);
        assertTrue(Math.abs(deviations) < 6, ones + " of " + ands + " permute bits are 1");
    }

    @ParameterizedTest
    @EnumSource
    void evaluate_flippedBitOfAUsedRow_neverGivesTheOtherLabel(GarblingScheme scheme) throws IOException {
        Block block = TestCircuits.multiplier(8);
        SplittableRandom random = new SplittableRandom(3);
        Garbling garbling = new Garbling(scheme, block).run(new long[] {0xFFFF}, BUFFER, BUFFER);
        int[] expected = garbling.decoded();
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            byte[] rows = garbling.rows.clone();
            byte[] dice = garbling.dice.clone();
            if (random.nextInt(4) == 0) {
                dice[random.nextInt(dice.length)] ^= (byte) (1 << random.nextInt(5));
            } else {
                rows[random.nextInt(rows.length)] ^= (byte) (1 << random.nextInt(8));
            }
            garbling.evaluate(rows, dice, new long[] {0xFFFF}, BUFFER);
            int[] bits = garbling.decoded();
            for (int bit = 0; bit < bits.length; bit++) {
                assertTrue(bits[bit] == expected[bit] || bits[bit] == -1, "output " + bit + " is wrong and accepted");
                wrong += bits[bit] == -1 ? 1 : 0;
            }
        }
        assertNotEquals(0, wrong);
    }

    @Test
    void backend_outOfTurn_refuses() throws IOException {
        Block block = TestCircuits.multiplier(4);
        Delta delta = Delta.random();
        GateHash hash = HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, Garbling.TRANSCRIPT);
        GarblingBackend garbler = new GarblingBackend(20, 1, delta, hash, new Garbling.Collector(64));
        assertThrows(IllegalStateException.class, () -> garbler.outputs(0, 0, 1));
        garbler.begin(block);
        assertThrows(IllegalStateException.class, () -> garbler.setInputs(0, 0, new long[2], 0, 1));
        try (LabelStream active = LabelStream.random()) {
            assertThrows(IllegalStateException.class, () -> garbler.setOwnInputs(0, 0, new long[1], 0, 1, active));
        }
        garbler.finish();
        assertThrows(IllegalStateException.class, () -> garbler.begin(block));
        assertThrows(IllegalStateException.class, garbler::finish);
        garbler.close();
        assertThrows(IllegalStateException.class, () -> garbler.outputs(0, 0, 1));

        EvaluatingBackend evaluator = new EvaluatingBackend(
                20, 1, hash, new Garbling.Cursor(GarblingScheme.HALF_GATES, new byte[32], new byte[1], 32));
        evaluator.begin(block);
        evaluator.finish();
        assertThrows(IllegalStateException.class, () -> evaluator.begin(block));
        evaluator.close();
        assertThrows(IllegalStateException.class, () -> evaluator.outputs(0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void hash_secondWalk_goesOnCounting(GarblingScheme scheme) throws IOException {
        Block block = TestCircuits.multiplier(4);
        GateHash hash = HashSuite.EPOCH1024.create(scheme, Garbling.TRANSCRIPT);
        Delta delta = Delta.random();
        for (int walk = 1; walk <= 2; walk++) {
            try (GarblingBackend garbler = new GarblingBackend(20, 1, delta, hash, new Garbling.Collector(64))) {
                garbler.begin(block);
                garbler.load(2, 0, 8);
                garbler.and(new int[] {2, 3, 4, 5, 6, 7}, 0, 1);
                garbler.finish();
            }
            assertEquals(walk, hash.andIndex());
        }
    }

    @Test
    void toString_ofSecrets_tellsNothing() {
        Delta delta = Delta.random();
        assertEquals("Delta[secret]", delta.toString());
        assertEquals("DeltaWords[secret]", new DeltaWords(delta).toString());
        delta.close();
        assertThrows(IllegalStateException.class, delta::low);
    }

    private static Garbling agree(GarblingScheme scheme, Block block, long[] inputs, int sinkBytes, int sourceBytes)
            throws IOException {
        Garbling garbling = new Garbling(scheme, block).run(inputs, sinkBytes, sourceBytes);
        assertArrayEquals(garbling.plain(inputs), garbling.decoded());
        return garbling;
    }

    private static long[] inputs(SplittableRandom random, Block block) {
        long[] bits = Bits.allocate(block.inputCount());
        Arrays.setAll(bits, i -> random.nextLong());
        return bits;
    }

    private static long number(int[] bits, int from, int width) {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number |= (long) bits[from + i] << i;
        }
        return number;
    }

    private static BigInteger label(long[] labels, int index) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(labels[2 * index + 1]).putLong(labels[2 * index]);
        return new BigInteger(1, bytes.array());
    }
}
