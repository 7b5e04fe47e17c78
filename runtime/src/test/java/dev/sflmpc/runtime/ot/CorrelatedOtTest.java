package dev.sflmpc.runtime.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelatedOtTest {

    private static final byte[] SESSION = "correlated OT test".getBytes(StandardCharsets.US_ASCII);

    private final Delta delta = Delta.random();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 8063, 8064, 8065, 8192, 8193, 20000})
    void extension_anyCount_givesCorrelatedLabels(int count) throws ProtocolException {
        try (Pair pair = Pair.ready(SESSION, delta)) {
            pair.extendAndCheck(count);
        }
    }

    @Test
    void extension_twice_givesFreshLabels() throws ProtocolException {
        try (Pair pair = Pair.ready(SESSION, delta)) {
            long[] once = pair.extendAndCheck(300);
            long[] twice = pair.extendAndCheck(300);
            assertNotEquals(once[0], twice[0]);
        }
    }

    @Test
    void messages_anyCount_haveTheAnnouncedLengths() throws ProtocolException {
        try (CorrelatedOtSender sender = new CorrelatedOtSender(SESSION, delta);
                CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(SESSION)) {
            byte[] first = sender.start();
            byte[] second = receiver.respond(first);
            byte[] third = sender.respond(second);
            byte[] fourth = receiver.finishSetup(third);
            assertEquals(CorrelatedOt.FIRST_BYTES, first.length);
            assertEquals(CorrelatedOt.SECOND_BYTES, second.length);
            assertEquals(CorrelatedOt.THIRD_BYTES, third.length);
            assertEquals(CorrelatedOt.FOURTH_BYTES, fourth.length);
            sender.finishSetup(fourth);
            int count = 9000;
            receiver.begin(count);
            long bytes = 0;
            for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
                byte[] message = receiver.extend();
                assertEquals(CorrelatedOt.chunkBytes(count, chunk), message.length);
                bytes += message.length;
            }
            assertEquals(CorrelatedOt.extensionBytes(count), bytes + receiver.prove().length);
        }
    }

    /** Both sides after the set-up. */
    record Pair(CorrelatedOtSender sender, CorrelatedOtReceiver receiver, Delta delta) implements AutoCloseable {

        static Pair ready(byte[] sessionId, Delta delta) throws ProtocolException {
            CorrelatedOtSender sender = new CorrelatedOtSender(sessionId, delta);
            CorrelatedOtReceiver receiver = new CorrelatedOtReceiver(sessionId);
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
                assertEquals(zeroLabels[2 * j] ^ (delta.low() & mask), labels[2 * j], "low word of OT " + j);
                assertEquals(zeroLabels[2 * j + 1] ^ (delta.high() & mask), labels[2 * j + 1], "high word of OT " + j);
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
