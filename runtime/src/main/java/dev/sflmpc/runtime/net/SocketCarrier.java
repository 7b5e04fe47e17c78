package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Moves bytes between two rings and a socket: one thread writes what the caller has produced while it goes on, one reads
 * ahead.
 *
 * <p>Both threads end when the stream ends, fails or is closed. {@link #close} first lets the writer send the rest and
 * announces the end, then lets the reader read to the peer's own end, so that neither side resets data that is still
 * under way; a peer that does not play along is cut off.
 */
final class SocketCarrier implements RingChannel.Carrier {
    static final int CHUNKS = 16;

    /** To send what is left. */
    private static final Duration SEND_LINGER = Duration.ofSeconds(2);

    /** For the peer to end the stream too. */
    private static final Duration RECEIVE_LINGER = Duration.ofMillis(500);

    private final Socket raw;
    private final Wire wire;
    private final ChunkRing outgoing = new ChunkRing(CHUNKS);
    private final ChunkRing incoming = new ChunkRing(CHUNKS);
    private final Thread writer;
    private final Thread reader;

    /** Bytes in the claimed buffer of {@code incoming}, for the reader. */
    private int filled;

    /**
     * @param raw the TCP socket, closed when nothing else helps
     * @param wire what bytes go through: {@code raw} itself or TLS over it
     */
    SocketCarrier(Socket raw, Wire wire) {
        this.raw = raw;
        this.wire = wire;
        this.writer = Thread.ofPlatform().daemon().name("mpc-send").unstarted(this::writeAll);
        this.reader = Thread.ofPlatform().daemon().name("mpc-receive").unstarted(this::readAll);
    }

    RingChannel start(RingChannel.About about, ChannelOptions options) {
        writer.start();
        reader.start();
        return new RingChannel(outgoing, incoming, this, about, options);
    }

    private void writeAll() {
        try {
            int length = outgoing.await(Long.MAX_VALUE);
            while (length != ChunkRing.ENDED) {
                wire.write(outgoing.awaited(), outgoing.awaitedStart(), length);
                outgoing.release();
                length = outgoing.await(Long.MAX_VALUE);
            }
            wire.shutdownOutput();
        } catch (IOException e) {
            outgoing.fail(e);
        }
    }

    private void readAll() {
        wire.beforeWait(this::publish);
        try {
            boolean more = true;
            while (more) {
                more = readChunk();
            }
            incoming.end();
        } catch (IOException e) {
            incoming.fail(e);
            readToEnd();
        }
    }

    /** Reads what is there, at most a buffer, waiting only for the first byte; false at the end. */
    private boolean readChunk() throws IOException {
        byte[] chunk = claim();
        int length;
        do {
            int from = filled;
            length = wire.read(chunk, from);
            if (filled < from && length > 0) {
                // It waited, and the consumer got what was there before.
                byte[] next = claim();
                System.arraycopy(chunk, from, next, 0, length);
                chunk = next;
            }
            filled += Math.max(length, 0);
        } while (length >= 0 && filled < chunk.length && wire.holdsMore());
        if (length >= 0 && filled == chunk.length && wire.holdsMore()) {
            filled = 0;
            incoming.publishMore(0, chunk.length);
        } else {
            publish();
        }
        return length >= 0;
    }

    /** Gives the consumer all that was read. */
    private void publish() throws IOException {
        if (filled > 0) {
            int length = filled;
            filled = 0;
            incoming.publish(0, length);
        } else {
            incoming.flush();
        }
    }

    private byte[] claim() throws IOException {
        byte[] chunk = null;
        while (chunk == null) {
            chunk = incoming.claim(Long.MAX_VALUE);
        }
        return chunk;
    }

    @Override
    public long sentBytes() {
        return wire.sentBytes();
    }

    @Override
    public long receivedBytes() {
        return wire.receivedBytes();
    }

    /** Nobody consumes any more; what still comes is read so that closing does not reset the connection. */
    private void readToEnd() {
        wire.beforeWait(() -> {});
        byte[] rest = new byte[ChunkRing.CHUNK_BYTES];
        try {
            int length = 0;
            while (length >= 0) {
                length = wire.read(rest, 0);
            }
        } catch (IOException e) {
            incoming.fail(e);
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        interrupted |= join(writer, SEND_LINGER);
        interrupted |= join(reader, RECEIVE_LINGER);
        try {
            raw.close();
        } catch (IOException e) {
            outgoing.fail(e);
        }
        outgoing.abandon();
        interrupted |= join(writer, SEND_LINGER);
        interrupted |= join(reader, RECEIVE_LINGER);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread; true when the caller was interrupted meanwhile. */
    private static boolean join(Thread thread, Duration limit) {
        try {
            thread.join(limit);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
