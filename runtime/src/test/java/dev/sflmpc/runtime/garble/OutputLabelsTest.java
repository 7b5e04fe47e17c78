package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputLabelsTest {

    private static final byte[] SESSION = "output labels test".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNT = 131;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Delta delta = Delta.random();
    private final long[] zeroLabels = Labels.allocate(COUNT);
    private final long[] bits = Bits.allocate(COUNT);
    private final long[] activeLabels;

    OutputLabelsTest() {
        try (LabelStream labels = LabelStream.random()) {
            labels.next(zeroLabels, 0, COUNT);
        }
        for (int i = 0; i < COUNT; i++) {
            Bits.flip(bits, i, random.nextInt(2));
        }
        activeLabels = zeroLabels.clone();
        Labels.offset(activeLabels, 0, COUNT, bits, 0, delta);
    }

    @Test
    void accept_activeLabels_givesTheirBits() throws ProtocolException {
        byte[] returned = OutputLabels.returned(activeLabels, COUNT);
        assertArrayEquals(bits, OutputLabels.accept(zeroLabels, COUNT, delta, returned));
    }

    @Test
    void accept_anyFlippedBit_refuses() {
        for (int position = 0; position < 128; position++) {
            byte[] returned = OutputLabels.returned(activeLabels, COUNT);
            returned[16 * random.nextInt(COUNT) + position / 8] ^= (byte) (1 << (position % 8));
            assertThrows(ProtocolException.class, () -> OutputLabels.accept(zeroLabels, COUNT, delta, returned));
        }
    }

    @Test
    void accept_wrongLength_refuses() {
        for (int length : new int[] {0, 16 * COUNT - 1, 16 * COUNT + 16}) {
            assertThrows(
                    ProtocolException.class, () -> OutputLabels.accept(zeroLabels, COUNT, delta, new byte[length]));
        }
    }

    @Test
    void open_activeLabels_givesTheirBits() throws ProtocolException {
        byte[] commitments = OutputLabels.commitments(SESSION, 7, zeroLabels, COUNT, delta);
        assertArrayEquals(bits, OutputLabels.open(SESSION, 7, activeLabels, COUNT, commitments));
    }

    @Test
    void open_otherSessionIndexOrLabel_refuses() {
        byte[] commitments = OutputLabels.commitments(SESSION, 7, zeroLabels, COUNT, delta);
        byte[] otherSession = Arrays.copyOf(SESSION, SESSION.length + 1);
        assertThrows(
                ProtocolException.class, () -> OutputLabels.open(otherSession, 7, activeLabels, COUNT, commitments));
        assertThrows(ProtocolException.class, () -> OutputLabels.open(SESSION, 8, activeLabels, COUNT, commitments));
        long[] wrong = activeLabels.clone();
        wrong[2 * (COUNT - 1)] ^= 2;
        assertThrows(ProtocolException.class, () -> OutputLabels.open(SESSION, 7, wrong, COUNT, commitments));
    }

    @Test
    void open_flippedByteOfTheOwnCommitment_refuses() {
        for (int i = 0; i < 32; i++) {
            byte[] commitments = OutputLabels.commitments(SESSION, 0, zeroLabels, COUNT, delta);
            int output = random.nextInt(COUNT);
            commitments[32 * output + 16 * Bits.get(bits, output) + i % 16] ^= 1;
            assertThrows(
                    ProtocolException.class, () -> OutputLabels.open(SESSION, 0, activeLabels, COUNT, commitments));
        }
    }
}
