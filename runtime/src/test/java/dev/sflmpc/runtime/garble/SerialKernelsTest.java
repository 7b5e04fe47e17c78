package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.primitive.Aes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of narrow layers, against the same layers one by one through {@link Kernels}, byte for byte. */
class SerialKernelsTest {

    private static final int SLOTS = 40;
    private static final int FIRST_OUTPUT = SLOTS - GateBackend.MOST_SERIAL_ANDS;

    private final SplittableRandom random = new SplittableRandom(21);
    private final long[] tweaks = Tweaks.even(random.nextLong(), random.nextLong(), EpochHash.EPOCH_ANDS);
    private final DeltaWords delta = new DeltaWords(random.nextLong() | 1, random.nextLong());
    private final byte[] master = new byte[Aes.KEY_BYTES];

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void scalarKernels_layersOfAnyWidth_giveTheBytesOfSingleLayers(int mostAnds) {
        isSame(ScalarKernels.INSTANCE, mostAnds);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void vectorKernels_layersOfAnyWidth_giveTheBytesOfSingleLayers(int mostAnds) {
        Optional<Kernels> vector = KernelChoice.vector();
        assumeTrue(vector.isPresent(), "no Vector API of 256 bits here");
        isSame(vector.orElseThrow(), mostAnds);
    }

    private void isSame(Kernels kernels, int mostAnds) {
        for (int i = 0; i < 60; i++) {
            int[] code = layers(random.nextInt(1, 60), mostAnds);
            Run expected = new Run(code);
            Run actual = new Run(expected);
            expected.garbleLayers();
            actual.garbleRuns(kernels);
            actual.isSame(expected);
            expected.evaluateLayers();
            actual.evaluateRuns(kernels);
            actual.isSame(expected);
        }
    }

    /** More than two epochs: a run ends where the next layer is no longer of the same. */
    @Test
    void garbleRun_acrossEpochs_givesTheBytesOfSingleLayers() {
        int[] code = layers(1200, GateBackend.MOST_SERIAL_ANDS);
        Run expected = new Run(code);
        Run actual = new Run(expected);
        expected.garbleLayers();
        actual.garbleRuns(ScalarKernels.INSTANCE);
        actual.isSame(expected);
    }

    @Test
    void garbleRun_noRoomForTheFirstLayer_doesNothing() {
        Run run = new Run(layers(9, GateBackend.MOST_SERIAL_ANDS));
        run.serial.begin(run.slots, run.code, run.rows, delta);
        int ands = run.code[0];
        assertEquals(0, ScalarSerial.INSTANCE.garbleRun(run.serial, run.cipher, 0, run.code.length, ands - 1, 0));
        assertEquals(0, run.cipher.andIndex());
    }

    /** A cipher that has ended a run is as it was. */
    @Test
    void permute_afterARun_startsAfresh() {
        Run run = new Run(layers(9, GateBackend.MOST_SERIAL_ANDS));
        run.garbleRuns(ScalarKernels.INSTANCE);
        byte[] blocks = new byte[EpochCipher.bytes(4)];
        byte[] used = new byte[EpochCipher.bytes(4)];
        byte[] fresh = new byte[EpochCipher.bytes(4)];
        run.cipher.permute(blocks, 4, used, 1);
        new EpochCipher(master).permute(blocks, 4, fresh, 1);
        assertArrayEquals(fresh, used);
    }

    /** Random layers; ANDs write slots of their own or ones that they read themselves. */
    private int[] layers(int count, int mostAnds) {
        List<Integer> code = new ArrayList<>();
        for (int layer = 0; layer < count; layer++) {
            int ands = layer % 3 == 0 ? mostAnds : 1 + random.nextInt(mostAnds);
            code.add(ands);
            for (int xor = random.nextInt(5); xor > 0; xor--) {
                code.add(random.nextInt(Block.FIRST_INPUT, SLOTS));
                for (int operand = 0; operand < 3; operand++) {
                    code.add(random.nextInt(SLOTS));
                }
            }
            code.add(Block.END_OF_XORS);
            for (int gate = 0; gate < ands; gate++) {
                for (int operand = 0; operand < 5; operand++) {
                    code.add(random.nextInt(4) == 0 ? FIRST_OUTPUT + gate : random.nextInt(FIRST_OUTPUT));
                }
                code.add(FIRST_OUTPUT + gate);
            }
        }
        return code.stream().mapToInt(Integer::intValue).toArray();
    }

    private final class Run {

        final int[] code;
        final long[] slots;
        final byte[] rows;
        final Serial serial = new Serial(tweaks);
        final byte[] blocks = new byte[EpochCipher.bytes(4 * GateBackend.MOST_SERIAL_ANDS)];
        final byte[] out = new byte[EpochCipher.bytes(4 * GateBackend.MOST_SERIAL_ANDS)];
        EpochCipher cipher = new EpochCipher(master);

        Run(int[] code) {
            this.code = code;
            slots = random.longs(2L * SLOTS).toArray();
            rows = new byte[code.length * 32];
        }

        Run(Run other) {
            code = other.code;
            slots = other.slots.clone();
            rows = other.rows.clone();
        }

        void garbleLayers() {
            layers(true);
        }

        void evaluateLayers() {
            layers(false);
        }

        private void layers(boolean garbler) {
            cipher = new EpochCipher(master);
            for (int at = 0; at < code.length; ) {
                at = layer(garbler, at);
            }
        }

        private int layer(boolean garbler, int at) {
            int p = andsOf(at);
            int row = rowsBefore(at);
            ScalarKernels.INSTANCE.xor(slots, code, at + 1, p - 1, 1);
            for (int left = code[at]; left > 0; ) {
                int count = cipher.gates(left, 1);
                gates(ScalarKernels.INSTANCE, garbler, p, count, row);
                left -= count;
                row += 32 * count;
                p += count * Block.AND_WORDS;
            }
            return p;
        }

        private void gates(Kernels kernels, boolean garbler, int p, int count, int row) {
            if (garbler) {
                kernels.prepareGarbling(slots, code, p, count, 1, tweaks, cipher.tweak(), delta, blocks);
                cipher.permute(blocks, 4 * count, out, count);
                kernels.finishGarbling(slots, code, p, count, 1, delta, blocks, out, rows, row);
            } else {
                kernels.prepareEvaluation(slots, code, p, count, 1, tweaks, cipher.tweak(), blocks);
                cipher.permute(blocks, 2 * count, out, count);
                kernels.finishEvaluation(slots, code, p, count, 1, blocks, out, rows, row);
            }
        }

        /** In runs of at most some ANDs; layers that an epoch ends in are left to {@link #layer}. */
        void garbleRuns(Kernels kernels) {
            runs(kernels.serial(), true);
        }

        void evaluateRuns(Kernels kernels) {
            runs(kernels.serial(), false);
        }

        private void runs(SerialKernels kernels, boolean garbler) {
            cipher = new EpochCipher(master);
            for (int at = 0; at < code.length; ) {
                int next = run(kernels, garbler, at, random.nextInt(GateBackend.MOST_SERIAL_ANDS, 40));
                at = next > at ? next : layer(garbler, at);
            }
        }

        private int run(SerialKernels kernels, boolean garbler, int at, int most) {
            if (garbler) {
                serial.begin(slots, code, rows, delta);
                return kernels.garbleRun(serial, cipher, at, code.length, most, rowsBefore(at));
            }
            serial.begin(slots, code, rows);
            return kernels.evaluateRun(serial, cipher, at, code.length, most, rowsBefore(at));
        }

        private int rowsBefore(int end) {
            int ands = 0;
            for (int at = 0; at < end; at = andsOf(at) + code[at] * Block.AND_WORDS) {
                ands += code[at];
            }
            return 32 * ands;
        }

        /** Index of the first AND of a layer. */
        private int andsOf(int layer) {
            int p = layer + 1;
            while (code[p] != Block.END_OF_XORS) {
                p += Block.XOR_WORDS;
            }
            return p + 1;
        }

        void isSame(Run other) {
            assertArrayEquals(other.slots, slots);
            assertArrayEquals(other.rows, rows);
        }
    }
}
