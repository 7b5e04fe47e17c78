package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorrelatedOtTest {

    private static final byte[] SESSION = "correlated OT test".getBytes(StandardCharsets.US_ASCII);

    private final Delta delta = Delta.random();

    @ParameterizedTest
    @EnumSource
    void extension_anyCount_givesCorrelatedLabels(OtSuite suite) throws ProtocolException {
        try (Pair pair = Pair.ready(SESSION, suite, delta)) {
            for (int count : new int[] {0, 1, 127, 128, 129, 8063, 8064, 8065, 8191, 8192, 8193, 20000}) {
                pair.extendAndCheck(count);
            }
        }
    }

    /** Labels and choices are all the memory that a long extension takes; ones and zeros are evenly spread in both. */
    @Test
    void extension_aMillion_givesCorrelatedLabelsThatLookRandom() throws ProtocolException {
        int count = 1_000_000;
        try (Pair pair = Pair.ready(SESSION, OtSuite.SOFTSPOKEN_4, delta)) {
            long[] labels = pair.extendAndCheck(count);
            long[] choices = pair.receiver().choices();
            requireFair(Arrays.stream(choices).limit(count / 64).map(Long::bitCount).sum(), count);
            for (int bit = 0; bit < 128; bit++) {
                long ones = 0;
                for (int j = 0; j < count; j++) {
                    ones += (labels[2 * j + bit / 64] >>> bit) & 1;
                }
                requireFair(ones, count);
            }
        }
    }

    /** Ones among fair bits: more than six standard deviations off once in 500 million tries. */
    private static void requireFair(long ones, int count) {
        assertTrue(Math.abs(2 * ones - count) < 6 * Math.sqrt(count), ones + " ones in " + count + " bits");
    }

    @ParameterizedTest
    @EnumSource
    void extension_twice_givesFreshLabels(OtSuite suite) throws ProtocolException {
        try (Pair pair = Pair.ready(SESSION, suite, delta)) {
            long[] once = pair.extendAndCheck(300);
            long[] twice = pair.extendAndCheck(300);
            assertNotEquals(once[0], twice[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"SOFTSPOKEN_4, 4", "SOFTSPOKEN_8, 2"})
    void messages_anyCount_haveTheAnnouncedLengths(OtSuite suite, double bytesPerOt) throws ProtocolException {
        try (CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, suite, delta);
                CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(SESSION, suite)) {
            byte[] first = sender.start();
            byte[] second = receiver.respond(first);
            byte[] third = sender.respond(second);
            byte[] fourth = receiver.finishSetup(third);
            assertEquals(CorrelatedOt.FIRST_BYTES, first.length);
            assertEquals(CorrelatedOt.SECOND_BYTES, second.length);
            assertEquals(CorrelatedOt.THIRD_BYTES, third.length);
            assertEquals(CorrelatedOt.fourthBytes(suite), fourth.length);
            sender.finishSetup(fourth);
            int count = 30000;
            receiver.begin(count);
            long bytes = 0;
            for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
                byte[] message = receiver.extend();
                assertEquals(CorrelatedOt.chunkBytes(suite, count, chunk), message.length);
                bytes += message.length;
            }
            assertEquals(CorrelatedOt.extensionBytes(suite, count), bytes + receiver.prove().length);
            assertTrue(bytes < bytesPerOt * count, bytes + " bytes");
        }
    }

    /** Both sides after the set-up. */
    record Pair(CorrelatedOtSender sender, CorrelatedOtReceiver receiver, Delta delta) implements AutoCloseable {

        static Pair ready(byte[] sessionId, OtSuite suite, Delta delta) throws ProtocolException {
            CorrelatedOtSender sender = new CorrelatedOtSender(sessionId, suite, delta);
            CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(sessionId, suite);
            sender.finishSetup(receiver.finishSetup(sender.respond(receiver.respond(sender.start()))));
            return new Pair(sender, receiver, delta);
        }

        long[] extendAndCheck(int count) throws ProtocolException {
            sender.begin(count);
            receiver.begin(count);
            for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
                sender.extend(receiver.extend());
            }
            long[] zeroLabels = sender.verify(receiver.prove());
            long[] labels = receiver.labels();
            long[] choices = receiver.choices();
            assertEquals(2 * count, zeroLabels.length);
            assertEquals(2 * count, labels.length);
            for (int j = 0; j < count; j++) {
                long mask = -(long) Bits.get(choices, j);
                int ot = j;
                assertEquals(zeroLabels[2 * j] ^ (delta.low() & mask), labels[2 * j], () -> "low word of OT " + ot);
                assertEquals(
                        zeroLabels[2 * j + 1] ^ (delta.high() & mask), labels[2 * j + 1], () -> "high word of OT " + ot);
            }
            return zeroLabels;
        }

        @Override
        public void close() {
            sender.close();
            receiver.close();
        }
    }
}
