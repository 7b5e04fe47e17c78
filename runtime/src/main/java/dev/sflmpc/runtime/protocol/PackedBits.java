package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Bits;
import java.io.IOException;
import java.util.Arrays;

/** Packed bits in messages of at most {@link Messages#MAX_BODY_BYTES}, and room for them. */
final class PackedBits {
    private PackedBits() {}

    static void send(Messages messages, MessageType type, long[] bits, int count) throws IOException {
        byte[] bytes = Bits.toBytes(bits, count);
        for (int at = 0; at < bytes.length; at += Messages.MAX_BODY_BYTES) {
            messages.send(type, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + Messages.MAX_BODY_BYTES)));
        }
    }

    /** Sends inputs hidden by choice bits of OTs: {@code choices}, which are overwritten, xor {@code inputs}. */
    static void sendDifferences(Messages messages, long[] choices, long[] inputs, int count) throws IOException {
        for (int word = 0; word < inputs.length; word++) {
            choices[word] ^= inputs[word];
        }
        send(messages, MessageType.CHOICES, choices, count);
        Arrays.fill(choices, 0);
    }

    static long[] receive(Messages messages, MessageType type, int count) throws IOException, ProtocolException {
        byte[] bytes = new byte[Bits.bytes(count)];
        for (int at = 0; at < bytes.length; at += Messages.MAX_BODY_BYTES) {
            int length = Math.min(Messages.MAX_BODY_BYTES, bytes.length - at);
            System.arraycopy(messages.receive(type, length), 0, bytes, at, length);
        }
        return Bits.fromBytes(bytes);
    }
}
