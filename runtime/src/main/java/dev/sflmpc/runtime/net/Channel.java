package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * An ordered duplex stream of bytes to the peer.
 *
 * <p>Writes are buffered and sent by another thread while the caller goes on; a full buffer blocks the caller. Reads run
 * ahead likewise, up to a fixed amount. Nothing waits for ever: an operation that waits longer than the channel's idle
 * limit, or past its {@link #deadline deadline}, throws {@link java.net.SocketTimeoutException}. Any exception ends the
 * channel's usefulness; only {@link #close} makes sense after it.
 *
 * <p>One thread uses a channel at a time.
 */
public interface Channel extends AutoCloseable {

    int ROOM_BYTES = 1 << 16;

    /** Bytes in an array, from {@code offset} on. Only to be read. */
    record Piece(byte[] bytes, int offset) {}

    /** Appends {@code bytes[offset … offset+length-1]} to what is to be sent. The array may be reused afterwards. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * A buffer of {@link #ROOM_BYTES} in which to make what is to be sent, so that it is not copied. Good until the next call
     * to the channel, which should be {@link #writeRoom}.
     */
    default byte[] room() throws IOException {
        return new byte[ROOM_BYTES];
    }

    /** Appends {@code room[offset … offset+length-1]} to what is to be sent. The room may not be touched afterwards. */
    default void writeRoom(byte[] room, int offset, int length) throws IOException {
        write(room, offset, length);
    }

    /**
     * Appends {@code made[offset … offset+length-1]} of a buffer of {@link #ROOM_BYTES} that the caller has made, and gives away, to what
     * is to be sent: not copied where the channel can use the buffer itself.
     *
     * @return another buffer as long, for the caller to use
     */
    default byte[] exchange(byte[] made, int offset, int length) throws IOException {
        write(made, offset, length);
        return made;
    }

    /** Sees to it that everything written so far is sent without waiting for more. Does not wait until it is. */
    void flush() throws IOException;

    /**
     * Fills {@code bytes[offset … offset+length-1]} with the next bytes from the peer.
     *
     * @throws java.io.EOFException when the peer ended the stream before that
     */
    void read(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Takes the next {@code length} bytes from the peer, not copied where they came in one piece.
     *
     * @param spare where to copy them to otherwise, from index 0
     * @return where they are, until the next call to the channel
     * @throws java.io.EOFException when the peer ended the stream before that
     */
    default Piece take(int length, byte[] spare) throws IOException {
        read(spare, 0, length);
        return new Piece(spare, 0);
    }

    /** From now on every operation ends by {@code deadline}, whatever the idle limit allows. */
    void deadline(Deadline deadline);

    /** Bytes given to {@link #write} so far, without what TLS adds. */
    long sentBytes();

    /** Bytes taken by {@link #read} so far. */
    long receivedBytes();

    /** What the bytes and the waiting for them have cost so far. */
    default Traffic traffic() {
        return Traffic.NONE;
    }

    /** The authenticated peer; empty for a channel without authentication. */
    Optional<Peer> peer();

    /** The identity that this side showed; empty for a channel without authentication. */
    Optional<Fingerprint> localFingerprint();

    /** How long TCP, TLS and greeting took; zero where there were none. */
    Duration handshakeTime();

    /** For people: kind of channel and address of the peer. */
    String description();

    /**
     * Sends what is buffered, ends the stream and frees threads and sockets. Waits at most a few seconds for a peer that
     * does not take what is left. May be called twice.
     */
    @Override
    void close();
}
