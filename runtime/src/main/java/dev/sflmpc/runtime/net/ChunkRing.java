package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of buffers between one producing and one consuming thread.
 *
 * <p>The producer {@link #claim claims} the next free buffer, fills it and {@link #publish publishes} it; the consumer
 * {@link #await awaits} the oldest published one, uses it and {@link #release releases} it. Buffers are allocated on first
 * use and reused, so memory is bounded by {@code capacity * CHUNK_BYTES}. When the producer is faster it waits: this is
 * the backpressure that keeps a slow peer from costing memory.
 *
 * <p>Whoever ends the ring says how: {@link #end} lets the consumer take what is left, then see the end; {@link #fail} the
 * same with an error at the end, and stops the producer at once; {@link #abandon} stops the producer at once.
 */
final class ChunkRing {
    static final int CHUNK_BYTES = 1 << 16;

    /** Result of {@link #await}: the producer has ended and everything is consumed. */
    static final int ENDED = -1;

    /** Result of {@link #await}: nothing came in time. */
    static final int TIMED_OUT = -2;

    private static final long LONGEST_WAIT_NANOS = TimeUnit.DAYS.toNanos(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] @Nullable [] chunks;
    private final int[] lengths;
    private int first;
    private int count;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    ChunkRing(int capacity) {
        chunks = new byte[capacity][];
        lengths = new int[capacity];
    }

    /** The next buffer to fill, or null when none became free in time. Claiming twice gives the same buffer. */
    byte @Nullable [] claim(long timeoutNanos) throws IOException {
        lock.lock();
        try {
            waitUntil(() -> count < chunks.length || stopped(), timeoutNanos);
            requireOpenForProducer();
            return count == chunks.length ? null : chunk((first + count) % chunks.length);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the claimed buffer with its first {@code length} bytes to the consumer. */
    void publish(int length) throws IOException {
        lock.lock();
        try {
            requireOpenForProducer();
            lengths[(first + count) % chunks.length] = length;
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a published buffer and returns its length; otherwise {@link #ENDED} or {@link #TIMED_OUT}. */
    int await(long timeoutNanos) throws IOException {
        lock.lock();
        try {
            waitUntil(() -> count > 0 || ended || stopped(), timeoutNanos);
            if (count > 0) {
                return lengths[first];
            }
            if (failure != null) {
                throw again(failure);
            }
            return ended || abandoned ? ENDED : TIMED_OUT;
        } finally {
            lock.unlock();
        }
    }

    /** The buffer whose length {@link #await} has returned. */
    byte[] awaited() {
        lock.lock();
        try {
            return chunk(first);
        } finally {
            lock.unlock();
        }
    }

    /** Frees the awaited buffer for the producer. */
    void release() {
        lock.lock();
        try {
            first = (first + 1) % chunks.length;
            count--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(IOException cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean stopped() {
        return abandoned || failure != null;
    }

    private void requireOpenForProducer() throws IOException {
        if (failure != null) {
            throw again(failure);
        }
        if (abandoned || ended) {
            throw new IOException("the channel is closed");
        }
    }

    private byte[] chunk(int index) {
        byte[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new byte[CHUNK_BYTES];
            chunks[index] = chunk;
        }
        return chunk;
    }

    private void waitUntil(BooleanSupplier condition, long timeoutNanos) throws InterruptedIOException {
        long left = Math.min(timeoutNanos, LONGEST_WAIT_NANOS);
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
    }

    /** A new exception for the thread that meets it; what happened on the other thread is its cause. */
    private static IOException again(IOException cause) {
        return new IOException("lost the connection to the peer: " + cause.getMessage(), cause);
    }
}
