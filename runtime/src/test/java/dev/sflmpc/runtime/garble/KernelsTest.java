package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.primitive.Aes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel, at every width, against the paper's half gates; vector kernels against scalar ones, byte for byte. */
class KernelsTest {

    private static final int SLOTS = 90;
    private static final int INPUT_SLOTS = 60;
    private static final int FREQ_INLINE_SIZE = 325;

    private final SplittableRandom random = new SplittableRandom(11);
    private final long[] tweaks = Tweaks.even(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3211L, EpochHash.EPOCH_ANDS);
    private final DeltaWords delta = new DeltaWords(random.nextLong() | 1, random.nextLong());
    private final byte[] master = new byte[Aes.KEY_BYTES];

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void scalarKernels_anyWidth_areThePapersHalfGates(int width) {
        for (int count = 1; count * width <= EpochHash.BATCH_ANDS; count += 1 + random.nextInt(7)) {
            isReference(ScalarKernels.INSTANCE, width, count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void vectorKernels_anyWidth_areThePapersHalfGates(int width) {
        Kernels vector = vectorKernels();
        for (int count = 1; count * width <= EpochHash.BATCH_ANDS; count += 1 + random.nextInt(7)) {
            isReference(vector, width, count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void vectorKernels_randomGates_giveTheBytesOfScalarOnes(int width) {
        Kernels vector = vectorKernels();
        for (int i = 0; i < 100; i++) {
            Run scalar = new Run(width, 1 + random.nextInt(EpochHash.BATCH_ANDS / width));
            Run other = new Run(scalar);
            scalar.garble(ScalarKernels.INSTANCE);
            other.garble(vector);
            other.isSame(scalar);
            scalar.evaluate(ScalarKernels.INSTANCE);
            other.evaluate(vector);
            other.isSame(scalar);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void xor_chains_areExecutedInOrder(int width) {
        Optional<Kernels> vector = KernelChoice.vector();
        for (int count = 0; count < 40; count++) {
            int[] code = random.ints((long) count * Block.XOR_WORDS, 0, SLOTS).toArray();
            long[] slots = random.longs(2L * SLOTS * width).toArray();
            long[] expected = slots.clone();
            for (int p = 0; p < code.length; p += Block.XOR_WORDS) {
                for (int i = 0; i < 2 * width; i++) {
                    expected[2 * width * code[p] + i] = expected[2 * width * code[p + 1] + i]
                            ^ expected[2 * width * code[p + 2] + i]
                            ^ expected[2 * width * code[p + 3] + i];
                }
            }
            long[] scalar = slots.clone();
            ScalarKernels.INSTANCE.xor(scalar, code, 0, code.length, width);
            assertArrayEquals(expected, scalar);
            vector.ifPresent(kernels -> kernels.xor(slots, code, 0, code.length, width));
            assertArrayEquals(expected, vector.isPresent() ? slots : expected);
        }
    }

    /** Shorter ones would be inlined into what calls them, see the comment of the class. */
    @Test
    void vectorKernels_eachKernel_isTooLongToBeInlined() throws IOException {
        int kernels = 0;
        for (String kernelClass :
                new String[] {"VectorKernels.class", "VectorSerial.class", "VectorThreeHalves.class"}) {
            try (InputStream in = KernelsTest.class.getResourceAsStream(kernelClass)) {
                for (MethodModel method :
                        ClassFile.of().parse(in.readAllBytes()).methods()) {
                    String name = method.methodName().stringValue();
                    if (name.endsWith("One") || name.endsWith("Two") || name.endsWith("Few")) {
                        kernels++;
                        int length = ((CodeAttribute) method.code().orElseThrow()).codeLength();
                        assertTrue(length > FREQ_INLINE_SIZE, name + " has " + length + " bytes of code");
                    }
                }
            }
        }
        assertEquals(18, kernels);
    }

    @ParameterizedTest
    @EnumSource(GarblingScheme.class)
    void warmUp_kernelsWithOtherBytes_areRefused(GarblingScheme scheme) {
        assertFalse(new KernelWarmUp(new WrongKernels(), scheme, true, 1).succeeds());
        assertFalse(new KernelWarmUp(new WrongKernels(), scheme, false, 1).succeeds());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serialWarmUp_kernelsThatTakeNoMemory_succeeds(boolean garbler) {
        assertTrue(KernelWarmUp.ofSerial(ScalarKernels.INSTANCE, garbler).succeeds());
    }

    /** Its serial kernels are right, but the XORs before the gates are not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serialWarmUp_kernelsWithOtherBytes_areRefused(boolean garbler) {
        assertFalse(KernelWarmUp.ofSerial(new WrongKernels(), garbler).succeeds());
    }

    /** Scalar kernels take no memory from the first call on. */
    @ParameterizedTest
    @EnumSource(GarblingScheme.class)
    void warmUp_kernelsThatTakeNoMemory_succeedsForBothSides(GarblingScheme scheme) {
        for (int width : new int[] {1, LaneKernel.BEST_WIDTH}) {
            assertTrue(new KernelWarmUp(ScalarKernels.INSTANCE, scheme, true, width).succeeds());
            assertTrue(new KernelWarmUp(ScalarKernels.INSTANCE, scheme, false, width).succeeds());
        }
    }

    @ParameterizedTest
    @EnumSource(GarblingScheme.class)
    void choice_fewAnds_warmsNothingUp(GarblingScheme scheme) {
        KernelChoice choice = KernelChoice.ofGarbler(scheme);
        choice.expect(1, 1 << 20, 1 << 20);
        assertEquals("scalar", choice.name(1));
        assertSame(ScalarSerial.INSTANCE, choice.serial());
        assertFalse(choice.isSettled(1));
    }

    private static Kernels vectorKernels() {
        Optional<Kernels> vector = KernelChoice.vector();
        assumeTrue(vector.isPresent(), "no Vector API of 256 bits here");
        return vector.orElseThrow();
    }

    private void isReference(Kernels kernels, int width, int count) {
        Run run = new Run(width, count);
        long[] before = run.slots.clone();
        run.garble(kernels);
        ReferenceHalfGates.Hash hash = ReferenceHalfGates.epochHash(BigInteger.ZERO, label(tweaks, 0), 2);
        for (int gate = 0; gate < count; gate++) {
            int p = gate * Block.AND_WORDS;
            for (int l = 0; l < width; l++) {
                BigInteger a = run.label(before, p, l).xor(run.label(before, p + 1, l));
                BigInteger b = run.label(before, p + 2, l).xor(run.label(before, p + 3, l));
                ReferenceHalfGates.Gate expected = ReferenceHalfGates.garble(
                        hash, run.first + (long) gate * width + l, a, b, label(delta.pairs, 0));
                int row = 32 * gate * width + 16 * l;
                assertEquals(expected.tg(), ReferenceHalfGates.block(run.rows, row), "TG");
                assertEquals(expected.te(), ReferenceHalfGates.block(run.rows, row + 16 * width), "TE");
                assertEquals(
                        expected.zeroLabel().xor(run.label(before, p + 4, l)), run.label(run.slots, p + 5, l), "C0");
            }
        }
        run.evaluatesBitsOf(kernels, before);
    }

    private static BigInteger label(long[] labels, int index) {
        return new BigInteger(Long.toUnsignedString(labels[2 * index + 1]))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(labels[2 * index])));
    }

    /** A batch of random gates. */
    private final class Run {

        final int width;
        final int count;
        final int first;
        final int[] code;
        final long[] slots;
        final byte[] rows;
        final byte[] blocks = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];
        final byte[] out = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];

        Run(int width, int count) {
            this.width = width;
            this.count = count;
            first = random.nextInt(EpochHash.EPOCH_ANDS - width * count + 1);
            code = new int[count * Block.AND_WORDS];
            Arrays.setAll(
                    code,
                    i -> i % Block.AND_WORDS < 5 ? random.nextInt(INPUT_SLOTS) : INPUT_SLOTS + i / Block.AND_WORDS);
            slots = random.longs(2L * (INPUT_SLOTS + count) * width).toArray();
            rows = new byte[32 * count * width];
        }

        Run(Run other) {
            width = other.width;
            count = other.count;
            first = other.first;
            code = other.code.clone();
            slots = other.slots.clone();
            rows = other.rows.clone();
        }

        void garble(Kernels kernels) {
            EpochCipher cipher = cipher();
            kernels.prepareGarbling(slots, code, 0, count, width, tweaks, tweak(), delta, blocks);
            cipher.permute(blocks, 4 * count * width, out, count * width);
            kernels.finishGarbling(slots, code, 0, count, width, delta, blocks, out, rows, 0);
        }

        void evaluate(Kernels kernels) {
            EpochCipher cipher = cipher();
            kernels.prepareEvaluation(slots, code, 0, count, width, tweaks, tweak(), blocks);
            cipher.permute(blocks, 2 * count * width, out, count * width);
            kernels.finishEvaluation(slots, code, 0, count, width, blocks, out, rows, 0);
        }

        /** Evaluates on the active labels of random bits, and finds the active labels of the outputs. */
        void evaluatesBitsOf(Kernels kernels, long[] zeroLabels) {
            Run evaluation = new Run(this);
            long[] bits = random.longs((long) INPUT_SLOTS * width, 0, 2).toArray();
            for (int i = 0; i < 2 * INPUT_SLOTS * width; i++) {
                evaluation.slots[i] = zeroLabels[i] ^ (delta.pairs[i % 2] & -bits[i / 2]);
            }
            evaluation.evaluate(kernels);
            for (int gate = 0; gate < count; gate++) {
                int p = gate * Block.AND_WORDS;
                for (int l = 0; l < width; l++) {
                    long bit = (bit(bits, p, l) ^ bit(bits, p + 1, l)) & (bit(bits, p + 2, l) ^ bit(bits, p + 3, l))
                            ^ bit(bits, p + 4, l);
                    int at = 2 * (code[p + 5] * width + l);
                    assertEquals(slots[at] ^ (delta.low & -bit), evaluation.slots[at]);
                    assertEquals(slots[at + 1] ^ (delta.high & -bit), evaluation.slots[at + 1]);
                }
            }
        }

        void isSame(Run other) {
            assertArrayEquals(other.slots, slots);
            assertArrayEquals(other.rows, rows);
        }

        BigInteger label(long[] labels, int word, int l) {
            return KernelsTest.label(labels, code[word] * width + l);
        }

        private long bit(long[] bits, int word, int l) {
            return bits[code[word] * width + l];
        }

        private int tweak() {
            return Kernels.FIRST_TWEAK + 2 * first;
        }

        private EpochCipher cipher() {
            return new EpochCipher(master);
        }
    }

    /** Fast, and wrong. */
    private static final class WrongKernels extends Kernels {

        private final ThreeHalvesKernels threeHalves = new WrongThreeHalves();

        @Override
        public String toString() {
            return "wrong";
        }

        @Override
        ThreeHalvesKernels threeHalves() {
            return threeHalves;
        }

        @Override
        SerialKernels serial() {
            return ScalarSerial.INSTANCE;
        }

        @Override
        void xor(long[] slots, int[] code, int from, int to, int width) {}

        @Override
        void prepareGarbling(
                long[] slots,
                int[] code,
                int from,
                int count,
                int width,
                long[] tweaks,
                int tweak,
                DeltaWords delta,
                byte[] blocks) {}

        @Override
        void finishGarbling(
                long[] slots,
                int[] code,
                int from,
                int count,
                int width,
                DeltaWords delta,
                byte[] blocks,
                byte[] out,
                byte[] rows,
                int at) {}

        @Override
        void prepareEvaluation(
                long[] slots, int[] code, int from, int count, int width, long[] tweaks, int tweak, byte[] blocks) {}

        @Override
        void finishEvaluation(
                long[] slots,
                int[] code,
                int from,
                int count,
                int width,
                byte[] blocks,
                byte[] out,
                byte[] rows,
                int at) {}
    }

    private static final class WrongThreeHalves extends ThreeHalvesKernels {

        @Override
        void prepareGarbling(Batch batch, int ands, long[] tweaks, int tweak, DeltaWords delta) {}

        @Override
        void finishGarbling(Batch batch, int ands) {}

        @Override
        void prepareEvaluation(Batch batch, int ands, long[] tweaks, int tweak) {}

        @Override
        void finishEvaluation(Batch batch, int ands) {}
    }
}
