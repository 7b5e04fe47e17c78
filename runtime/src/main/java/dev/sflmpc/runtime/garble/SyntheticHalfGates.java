package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.primitive.Aes;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@link SyntheticGates} for {@link Kernels}. */
final class SyntheticHalfGates extends SyntheticGates {

    private static final int LAYERS = 24;

    private final long[] tweaks = Tweaks.even(3, 5, EpochHash.EPOCH_ANDS);
    private final byte[] blocks = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];
    private final byte[] out = new byte[EpochCipher.bytes(4 * EpochHash.BATCH_ANDS)];
    private final byte[] rows = new byte[GarblingScheme.HALF_GATES.rowBytes() * EpochHash.BATCH_ANDS];

    /** Layers of one AND and of a few, with XORs before them. */
    private final int[] layers = IntStream.range(0, LAYERS).flatMap(this::layer).toArray();

    private final byte[] rowsOfRun = new byte[rows.length];
    private final Serial serial = new Serial(tweaks);
    private final EpochCipher cipher = new EpochCipher(new byte[Aes.KEY_BYTES]);
    private long epoch;

    SyntheticHalfGates(Kernels kernels, boolean garbler, int width) {
        super(kernels, garbler, width);
    }

    @Override
    void gates(int count) {
        if (garbler) {
            kernels.prepareGarbling(slots, ands, 0, count, width, tweaks, Kernels.FIRST_TWEAK, delta, blocks);
            kernels.finishGarbling(slots, ands, 0, count, width, delta, blocks, out, rows, 0);
        } else {
            kernels.prepareEvaluation(slots, ands, 0, count, width, tweaks, Kernels.FIRST_TWEAK, blocks);
            kernels.finishEvaluation(slots, ands, 0, count, width, blocks, out, rows, 0);
        }
        if (width == 1) {
            run();
        }
    }

    private IntStream layer(int number) {
        int count = number % 2 == 0 ? 1 + number % GateBackend.MOST_SERIAL_ANDS : 1;
        return Stream.of(
                        IntStream.of(count),
                        Arrays.stream(xors, 0, Block.XOR_WORDS * (number % 3)),
                        IntStream.of(Block.END_OF_XORS),
                        Arrays.stream(ands, 0, Block.AND_WORDS * count))
                .flatMapToInt(part -> part);
    }

    /** Narrow layers, with the cipher, which is called in a way of its own for them. */
    private void run() {
        if (cipher.room() < EpochHash.BATCH_ANDS) {
            cipher.seek(++epoch);
        }
        if (garbler) {
            serial.begin(slots, layers, rowsOfRun, delta);
            kernels.serial().garbleRun(serial, cipher, 0, layers.length, EpochHash.BATCH_ANDS, 0);
        } else {
            serial.begin(slots, layers, rowsOfRun);
            kernels.serial().evaluateRun(serial, cipher, 0, layers.length, EpochHash.BATCH_ANDS, 0);
        }
    }

    @Override
    boolean isSame(SyntheticGates other) {
        return other instanceof SyntheticHalfGates same
                && Arrays.equals(slots, same.slots)
                && Arrays.equals(blocks, same.blocks)
                && Arrays.equals(rows, same.rows)
                && Arrays.equals(rowsOfRun, same.rowsOfRun);
    }
}
