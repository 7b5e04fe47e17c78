package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Messages on a channel: type (1 byte), length (4 bytes, big-endian), body.
 *
 * <p>A receiver says which type and length must come; anything else ends the session before a byte of the body is read or
 * room for it made. All messages but Hellos and tables go into the transcript, headers included, in the order of the
 * protocol, which is the same on both sides because they never speak at the same time.
 */
final class Messages {
    /** Largest body. Longer data goes in several messages, all but the last of this size. */
    static final int MAX_BODY_BYTES = 1 << 16;

    static final int HASH_BYTES = 32;
    private static final int HEADER_BYTES = 5;

    private final Channel channel;
    private final byte[] header = new byte[HEADER_BYTES];
    private final MessageDigest transcript = sha256();
    private SessionPhase phase = SessionPhase.NEW;

    Messages(Channel channel) {
        this.channel = channel;
    }

    /** Names the phase that failures are reported in. */
    void phase(SessionPhase now) {
        phase = now;
    }

    void flush() throws IOException {
        channel.flush();
    }

    void send(MessageType type, byte[] body) throws IOException {
        sendUnrecorded(type, body, body.length);
        record(body, body.length);
    }

    /** For what both send at once (Hello) and for what would cost too much to hash (tables, which prove themselves). */
    void sendUnrecorded(MessageType type, byte[] body, int length) throws IOException {
        ByteBuffer.wrap(header).put((byte) type.id()).putInt(length);
        channel.write(header, 0, HEADER_BYTES);
        channel.write(body, 0, length);
    }

    /** Where in a {@link #room()} the body of a message begins; its header is in front of it. */
    static final int ROOM_START = 16;

    /** A buffer in which to make a body, from {@link #ROOM_START} on, for {@link #sendRoom}. */
    byte[] room() throws IOException {
        return channel.room();
    }

    /** Sends the {@code length} bytes that were made in the room, which the transcript does not hold. */
    void sendRoom(MessageType type, byte[] room, int length) throws IOException {
        channel.writeRoom(room, head(type, room, length), HEADER_BYTES + length);
    }

    /** The same for a buffer like a room that was made elsewhere; gives another one for it. */
    byte[] exchange(MessageType type, byte[] made, int length) throws IOException {
        return channel.exchange(made, head(type, made, length), HEADER_BYTES + length);
    }

    /** Writes the header in front of a body that begins at {@link #ROOM_START}; says where the header begins. */
    private static int head(MessageType type, byte[] room, int length) {
        int start = ROOM_START - HEADER_BYTES;
        ByteBuffer.wrap(room).put(start, (byte) type.id()).putInt(start + 1, length);
        return start;
    }

    byte[] receive(MessageType type, int length) throws IOException, ProtocolException {
        byte[] body = new byte[length];
        receiveUnrecorded(type, body, length);
        record(body, length);
        return body;
    }

    /** Receives a message of exactly {@code length} bytes to the beginning of {@code body}. */
    void receiveUnrecorded(MessageType type, byte[] body, int length) throws IOException, ProtocolException {
        int actual = header(type);
        if (actual != length) {
            throw new ProtocolException(phase + ": the peer sent " + type + " of " + Integer.toUnsignedString(actual)
                    + " bytes, expected " + length);
        }
        channel.read(body, 0, length);
    }

    /**
     * Receives the header of a message of at most {@code most} bytes, a table of one or more gates of {@code scheme}.
     *
     * @return the length of its body, which is to be {@link #take taken} next
     */
    int receiveTable(MessageType type, int most, GarblingScheme scheme) throws IOException, ProtocolException {
        int length = header(type);
        if (length <= 0 || length > most || scheme.tableBytes(scheme.ands(length)) != length) {
            throw new ProtocolException(phase + ": the peer sent " + type + " of " + Integer.toUnsignedString(length)
                    + " bytes, expected whole gates of " + scheme + ", at most " + most);
        }
        return length;
    }

    /** The body of a message: where {@link Channel#take} gives it. */
    Channel.Piece take(int length, byte[] spare) throws IOException {
        return channel.take(length, spare);
    }

    /** Receives a message of at most {@code limit} bytes. */
    byte[] receiveUpTo(MessageType type, int limit) throws IOException, ProtocolException {
        int length = header(type);
        if (length < 0 || length > limit) {
            throw new ProtocolException(phase + ": the peer sent " + type + " of " + Integer.toUnsignedString(length)
                    + " bytes, at most " + limit + " are allowed");
        }
        byte[] body = new byte[length];
        channel.read(body, 0, length);
        return body;
    }

    /** Reads a header, and does nothing unless it says that the peer gave the session up. Good for the last message only. */
    void failIfGivenUp() throws IOException, ProtocolException {
        channel.read(header, 0, HEADER_BYTES);
        requireNotGivenUp();
    }

    private void requireNotGivenUp() throws ProtocolException {
        if ((header[0] & 0xff) == MessageType.ABORT.id()) {
            throw new ProtocolException(
                    phase + ": the peer gave the session up; the message on its own screen tells why");
        }
    }

    /** Reads a header and returns the length it claims, unchecked. */
    private int header(MessageType expected) throws IOException, ProtocolException {
        channel.read(header, 0, HEADER_BYTES);
        requireNotGivenUp();
        int id = header[0] & 0xff;
        if (id != expected.id()) {
            throw new ProtocolException(phase + ": the peer sent "
                    + MessageType.of(id).map(MessageType::name).orElse("an unknown message (" + id + ")")
                    + ", expected "
                    + expected
                    + (expected == MessageType.HELLO ? "; does it run `mpc doctor`, or another version?" : ""));
        }
        return ByteBuffer.wrap(header).getInt(1);
    }

    private void record(byte[] body, int length) {
        transcript.update(header);
        transcript.update(body, 0, length);
    }

    /** SHA-256 over {@code sessionId} and all recorded messages so far. */
    byte[] transcriptHash() {
        try {
            MessageDigest copy = (MessageDigest) transcript.clone();
            byte[] hash = new byte[HASH_BYTES];
            int length = copy.digest(hash, 0, HASH_BYTES);
            assert length == HASH_BYTES;
            return hash;
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("this Java runtime's SHA-256 cannot be copied", e);
        }
    }

    /** Begins the transcript with what names the session. */
    void beginTranscript(byte[] sessionId) {
        transcript.update(sessionId);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
