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

    /** Appends {@code bytes[offset … offset+length-1]} to what is to be sent. The array may be reused afterwards. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Sees to it that everything written so far is sent without waiting for more. Does not wait until it is. */
    void flush() throws IOException;

    /**
     * Fills {@code bytes[offset … offset+length-1]} with the next bytes from the peer.
     *
     * @throws java.io.EOFException when the peer ended the stream before that
     */
    void read(byte[] bytes, int offset, int length) throws IOException;

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
