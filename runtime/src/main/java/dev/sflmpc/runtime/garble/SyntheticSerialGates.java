package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.primitive.Aes;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@link SyntheticGates} for {@link SerialKernels}: with the cipher, which is called in a way of its own for them. */
final class SyntheticSerialGates extends SyntheticGates {

    private static final int LAYERS = 24;

    /** Layers of one AND and of a few, with XORs before them. */
    private final int[] layers = IntStream.range(0, LAYERS).flatMap(this::layer).toArray();

    private final byte[] rows = new byte[GarblingScheme.HALF_GATES.rowBytes() * EpochHash.BATCH_ANDS];
    private final Serial serial = new Serial(Tweaks.even(3, 5, EpochHash.EPOCH_ANDS));
    private final EpochCipher cipher = new EpochCipher(new byte[Aes.KEY_BYTES]);
    private long epoch;

    SyntheticSerialGates(Kernels kernels, boolean garbler) {
        super(kernels, garbler, 1);
    }

    /** Runs all layers, however many gates are asked for. */
    @Override
    void gates(int count) {
        if (cipher.room() < EpochHash.BATCH_ANDS) {
            cipher.seek(++epoch);
        }
        if (garbler) {
            serial.begin(slots, layers, rows, delta);
            kernels.serial().garbleRun(serial, cipher, 0, layers.length, EpochHash.BATCH_ANDS, 0);
        } else {
            serial.begin(slots, layers, rows);
            kernels.serial().evaluateRun(serial, cipher, 0, layers.length, EpochHash.BATCH_ANDS, 0);
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

    @Override
    boolean isSame(SyntheticGates other) {
        return other instanceof SyntheticSerialGates same
                && Arrays.equals(slots, same.slots)
                && Arrays.equals(rows, same.rows);
    }
}
