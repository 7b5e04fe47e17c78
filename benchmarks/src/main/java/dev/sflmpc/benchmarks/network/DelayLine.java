package dev.sflmpc.benchmarks.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a link. A thread takes bytes in as fast as the line is free, another hands them out when they have
 * arrived.
 *
 * <p>A chunk occupies the line for its length over the bandwidth, after the chunk before it, and arrives the delay later.
 * The line takes the next chunk only when it is free, so a sender who is faster than it fills the buffers of its own socket and
 * then waits, as on a real network. There is no loss and no slow start.
 */
final class DelayLine {

    private static final int CHUNK_BYTES = 1 << 13;

    /** Chunks under way: more than any link of a second's delay here can hold, so it bounds memory and not the rate. */
    private static final int MAX_CHUNKS = 1 << 14;

    /** How much of an idle line may be made up for: threads of this machine sleep longer than they are told. */
    private static final double SLACK_NANOS = 1e6;

    private final Link link;
    private final InputStream in;
    private final OutputStream out;
    private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(MAX_CHUNKS);

    /**
     * Bytes on the line.
     *
     * @param arrival of the last of them, by {@link System#nanoTime}
     */
    private record Chunk(byte[] bytes, int length, long arrival) {

        /** The end of the stream. */
        boolean isEnd() {
            return length < 0;
        }
    }

    DelayLine(Link link, InputStream in, OutputStream out) {
        this.link = link;
        this.in = in;
        this.out = out;
    }

    /** Takes bytes in until their stream ends. */
    void takeIn() throws IOException, InterruptedException {
        double free = System.nanoTime();
        int length = 0;
        while (length >= 0) {
            byte[] bytes = new byte[CHUNK_BYTES];
            length = in.read(bytes);
            long now = System.nanoTime();
            free = Math.max(free, now - SLACK_NANOS) + link.nanos(Math.max(0, length));
            underWay.put(new Chunk(bytes, length, Math.max((long) free, now) + link.delayNanos()));
            sleepUntil((long) free);
        }
    }

    /** Hands bytes out until the end of the stream arrives. */
    void handOut() throws IOException, InterruptedException {
        Chunk chunk = underWay.take();
        while (!chunk.isEnd()) {
            sleepUntil(chunk.arrival());
            out.write(chunk.bytes(), 0, chunk.length());
            chunk = underWay.take();
        }
        sleepUntil(chunk.arrival());
    }

    private static void sleepUntil(long time) throws InterruptedException {
        long left = time - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while bytes were under way");
            }
            left = time - System.nanoTime();
        }
    }
}
