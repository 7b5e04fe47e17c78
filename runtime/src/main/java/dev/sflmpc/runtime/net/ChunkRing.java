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
 * <p>The producer {@link #claim claims} a free buffer, fills it and {@link #publish publishes} it; the consumer {@link
 * #await awaits} the oldest published one, uses it and {@link #release releases} it. Buffers are allocated on first use
 * and reused, so memory is bounded by {@code capacity * CHUNK_BYTES}. When the producer is faster it waits: this is the
 * backpressure that keeps a slow peer from costing memory.
 *
 * <p>To wake a thread costs as much as to garble hundreds of gates, more where both share a core. So a full ring wakes its
 * producer only once it is half empty, and a producer that has more at hand ({@link #publishMore}) wakes the consumer only
 * for several buffers at once. The buffer that was released last is claimed first, while it is still in the cache.
 *
 * <p>Whoever ends the ring says how: {@link #end} lets the consumer take what is left, then see the end; {@link #fail} the
 * same with an error at the end, and stops the producer at once; {@link #abandon} stops the producer at once.
 */
final class ChunkRing {
    static final int CHUNK_BYTES = Channel.ROOM_BYTES;

    /** Result of {@link #await}: the producer has ended and everything is consumed. */
    static final int ENDED = -1;

    /** Result of {@link #await}: nothing came in time. */
    static final int TIMED_OUT = -2;

    /** Buffers that {@link #publishMore} gathers before it wakes the consumer. */
    private static final int GATHERED_CHUNKS = 4;

    private static final long LONGEST_WAIT_NANOS = TimeUnit.DAYS.toNanos(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final Condition filled = lock.newCondition();

    /** The published buffers are {@code count} from {@code first}, round the end. */
    private final byte[][] published;

    private final int[] starts;
    private final int[] lengths;
    private final byte[][] free;
    private int freeCount;
    private int allocated;
    private byte @Nullable [] claimed;
    private int first;
    private int count;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    ChunkRing(int capacity) {
        published = new byte[capacity][];
        starts = new int[capacity];
        lengths = new int[capacity];
        free = new byte[capacity][];
    }

    /** The next buffer to fill, or null when none became free in time. Claiming twice gives the same buffer. */
    byte @Nullable [] claim(long timeoutNanos) throws IOException {
        lock.lock();
        try {
            waitUntil(emptied, () -> count < published.length || stopped(), timeoutNanos);
            requireOpenForProducer();
            if (claimed == null && count < published.length) {
                claimed = freeCount > 0 ? free[--freeCount] : allocate();
            }
            return claimed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes {@code other}, a buffer of {@link #CHUNK_BYTES} made elsewhere, in place of the claimed one, which is the caller's now. */
    byte[] swap(byte[] other) {
        lock.lock();
        try {
            byte[] chunk = claimed;
            if (chunk == null || other.length != CHUNK_BYTES) {
                throw new IllegalStateException("no buffer was claimed, or not one like that");
            }
            claimed = other;
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the claimed buffer with {@code length} bytes from {@code start} to the consumer. */
    void publish(int start, int length) throws IOException {
        publish(start, length, 1);
    }

    /** The same for a producer that will publish again before it waits for anything: the consumer may see it only then. */
    void publishMore(int start, int length) throws IOException {
        publish(start, length, Math.min(GATHERED_CHUNKS, published.length));
    }

    private void publish(int start, int length, int gathered) throws IOException {
        lock.lock();
        try {
            requireOpenForProducer();
            byte[] chunk = claimed;
            if (chunk == null) {
                throw new IllegalStateException("no buffer was claimed");
            }
            int last = (first + count) % published.length;
            published[last] = chunk;
            starts[last] = start;
            lengths[last] = length;
            claimed = null;
            count++;
            if (count >= gathered) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a published buffer and returns its length; otherwise {@link #ENDED} or {@link #TIMED_OUT}. */
    int await(long timeoutNanos) throws IOException {
        lock.lock();
        try {
            waitUntil(filled, () -> count > 0 || ended || stopped(), timeoutNanos);
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
            return published[first];
        } finally {
            lock.unlock();
        }
    }

    /** Where in it the bytes are. */
    int awaitedStart() {
        lock.lock();
        try {
            return starts[first];
        } finally {
            lock.unlock();
        }
    }

    /** Frees the awaited buffer for the producer. */
    void release() {
        lock.lock();
        try {
            free[freeCount++] = published[first];
            first = (first + 1) % published.length;
            count--;
            if (count <= published.length / 2) {
                emptied.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows the consumer all that was published, because the producer is about to wait. */
    void flush() {
        lock.lock();
        try {
            if (count > 0) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            wakeBoth();
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
            wakeBoth();
        } finally {
            lock.unlock();
        }
    }

    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            wakeBoth();
        } finally {
            lock.unlock();
        }
    }

    private void wakeBoth() {
        emptied.signal();
        filled.signal();
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

    private byte[] allocate() {
        allocated++;
        assert allocated <= published.length : "a buffer is free, claimed or published";
        return new byte[CHUNK_BYTES];
    }

    private static void waitUntil(Condition changed, BooleanSupplier condition, long timeoutNanos)
            throws InterruptedIOException {
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
