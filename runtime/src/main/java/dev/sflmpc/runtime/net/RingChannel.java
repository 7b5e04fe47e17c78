package dev.sflmpc.runtime.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A channel over two rings: one that something else empties to the peer, one that something else fills from it.
 *
 * <p>What is at the other end of the rings is a {@link Carrier}: two threads on a socket, or nothing at all for the two
 * ends of a {@link MemoryPipe}.
 */
final class RingChannel implements Channel {

    /** What moves bytes between the rings and the peer. */
    interface Carrier {
        /** The outgoing ring has been ended; sends the rest, ends the connection and stops its threads. */
        void close();
    }

    /** Facts about the connection. */
    record About(
            String description, Optional<Peer> peer, Optional<Fingerprint> localFingerprint, Duration handshakeTime) {}

    private final ChunkRing outgoing;
    private final ChunkRing incoming;
    private final Carrier carrier;
    private final About about;
    private final long idleNanos;
    private final ThroughputWatch watch;
    private Deadline deadline = Deadline.never();
    private boolean closed;

    private byte[] out = {};
    private int outLength;
    private byte[] in = {};
    private int inPosition;
    private int inLength;
    private boolean inHeld;
    private long sentBytes;
    private long receivedBytes;

    RingChannel(ChunkRing outgoing, ChunkRing incoming, Carrier carrier, About about, ChannelOptions options) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.carrier = carrier;
        this.about = about;
        this.idleNanos = options.idle().toNanos();
        this.watch = new ThroughputWatch(options.idle(), options.minBytesPerSecond());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (out.length == 0) {
                out = claim();
            }
            int part = Math.min(end - from, out.length - outLength);
            System.arraycopy(bytes, from, out, outLength, part);
            from += part;
            outLength += part;
            if (outLength == out.length) {
                flush();
            }
        }
        sentBytes += length;
    }

    @Override
    public void flush() throws IOException {
        if (outLength > 0) {
            int length = outLength;
            out = new byte[0];
            outLength = 0;
            outgoing.publish(length);
        }
    }

    @Override
    public void read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int to = offset;
        int end = offset + length;
        while (to < end) {
            if (inPosition == inLength) {
                nextChunk();
            }
            int part = Math.min(end - to, inLength - inPosition);
            System.arraycopy(in, inPosition, bytes, to, part);
            to += part;
            inPosition += part;
        }
        receivedBytes += length;
    }

    private byte[] claim() throws IOException {
        byte[] chunk = outgoing.claim(timeoutNanos());
        if (chunk == null) {
            throw timedOut("the peer has taken no data for ");
        }
        return chunk;
    }

    private void nextChunk() throws IOException {
        if (inHeld) {
            incoming.release();
            inHeld = false;
        }
        long start = System.nanoTime();
        int length = incoming.await(timeoutNanos());
        if (length == ChunkRing.TIMED_OUT) {
            throw timedOut("the peer has sent nothing for ");
        }
        if (length == ChunkRing.ENDED) {
            throw new EOFException("the peer closed the connection");
        }
        watch.waited(System.nanoTime() - start, length);
        in = incoming.awaited();
        inHeld = true;
        inPosition = 0;
        inLength = length;
    }

    private long timeoutNanos() {
        return Math.min(idleNanos, deadline.remainingNanos());
    }

    private SocketTimeoutException timedOut(String what) {
        return deadline.isPast()
                ? new SocketTimeoutException("the time limit for this step has passed")
                : new SocketTimeoutException(what + Durations.text(Duration.ofNanos(idleNanos)));
    }

    @Override
    public void deadline(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public long sentBytes() {
        return sentBytes;
    }

    @Override
    public long receivedBytes() {
        return receivedBytes;
    }

    @Override
    public Optional<Peer> peer() {
        return about.peer();
    }

    @Override
    public Optional<Fingerprint> localFingerprint() {
        return about.localFingerprint();
    }

    @Override
    public Duration handshakeTime() {
        return about.handshakeTime();
    }

    @Override
    public String description() {
        return about.description();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            flush();
        } catch (IOException e) {
            // The stream has ended with an error already; what is left cannot be delivered.
            outLength = 0;
        }
        outgoing.end();
        incoming.abandon();
        carrier.close();
    }

    @Override
    public String toString() {
        return about.description();
    }
}
