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

        /** Bytes that the peer was sent so far, with what the way there adds. */
        default long sentBytes() {
            return 0;
        }

        /** Bytes that came from the peer so far, with what the way here added. */
        default long receivedBytes() {
            return 0;
        }
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
    private int inEnd;
    private boolean inHeld;
    private long sentBytes;
    private long receivedBytes;
    private long sendWaitNanos;
    private long receiveWaitNanos;

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
                outgoing.publishMore(0, takeOut());
            }
        }
        sentBytes += length;
    }

    @Override
    public byte[] room() throws IOException {
        if (outLength > 0) {
            outgoing.publishMore(0, takeOut());
        }
        return claim();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void writeRoom(byte[] room, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, room.length);
        if (outLength > 0 || claim() != room) {
            throw new IllegalStateException("not the room that the channel gave last");
        }
        outgoing.publishMore(offset, length);
        sentBytes += length;
    }

    @Override
    public byte[] exchange(byte[] made, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, made.length);
        byte[] own = room();
        byte[] given = outgoing.swap(made);
        assert given.length == own.length;
        outgoing.publishMore(offset, length);
        sentBytes += length;
        return given;
    }

    @Override
    public void flush() throws IOException {
        if (outLength > 0) {
            outgoing.publish(0, takeOut());
        } else {
            outgoing.flush();
        }
    }

    /** The claimed buffer is full enough: it is no longer written to. */
    private int takeOut() {
        int length = outLength;
        out = new byte[0];
        outLength = 0;
        return length;
    }

    @Override
    public void read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int to = offset;
        int end = offset + length;
        while (to < end) {
            if (inPosition == inEnd) {
                nextChunk();
            }
            int part = Math.min(end - to, inEnd - inPosition);
            System.arraycopy(in, inPosition, bytes, to, part);
            to += part;
            inPosition += part;
        }
        receivedBytes += length;
    }

    @Override
    public Piece take(int length, byte[] spare) throws IOException {
        if (inPosition == inEnd && length > 0) {
            nextChunk();
        }
        if (length > inEnd - inPosition) {
            read(spare, 0, length);
            return new Piece(spare, 0);
        }
        Piece piece = new Piece(in, inPosition);
        inPosition += length;
        receivedBytes += length;
        return piece;
    }

    private byte[] claim() throws IOException {
        long start = System.nanoTime();
        byte[] chunk = outgoing.claim(timeoutNanos());
        sendWaitNanos += System.nanoTime() - start;
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
        long waited = System.nanoTime() - start;
        receiveWaitNanos += waited;
        if (length == ChunkRing.TIMED_OUT) {
            throw timedOut("the peer has sent nothing for ");
        }
        if (length == ChunkRing.ENDED) {
            throw new EOFException("the peer closed the connection");
        }
        watch.waited(waited, length);
        in = incoming.awaited();
        inHeld = true;
        inPosition = incoming.awaitedStart();
        inEnd = inPosition + length;
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
    public Traffic traffic() {
        return new Traffic(carrier.sentBytes(), carrier.receivedBytes(), sendWaitNanos, receiveWaitNanos);
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
