package dev.sflmpc.runtime.protocol;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Room for the tables that wait between the threads of one side, in messages: a bound for all {@link TableQueue}s together, so that
 * memory does not grow with the number of threads.
 *
 * <p>Half of it is divided among the queues, and each has its part for itself; the other half goes to whoever comes first. So the
 * tile whose tables are needed next always finds room, whatever later tiles hold, and goes on.
 *
 * <p>Buffers are used again for as long as the session lasts. Dropped ones would be old by then, and the serial collector lets the old
 * generation grow rather than clear it.
 */
final class TableRoom {

    /** Of a side: 24 MiB. */
    static final int MESSAGES = 3 << 7;

    private final int bufferBytes;

    private final BlockingQueue<byte[]> spare;
    private final int reserved;
    private final Lock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int shared;

    /**
     * The room of one side of a session.
     *
     * @param threads that walk tiles; while the tables of some tiles are used up, those of as many others may be made
     * @param bufferBytes {@link TableQueue#MADE_BYTES} or {@link TableQueue#RECEIVED_BYTES}
     */
    static TableRoom of(int threads, int bufferBytes) {
        return new TableRoom(MESSAGES, Math.clamp(2 * (threads - 1L), 1, MESSAGES), bufferBytes);
    }

    /**
     * @param messages that wait at most; one for each queue if that is more
     * @param queues that have tables at the same time
     * @param bufferBytes of a message
     */
    TableRoom(int messages, int queues, int bufferBytes) {
        this.bufferBytes = bufferBytes;
        this.reserved = Math.max(1, messages / (2 * queues));
        this.shared = Math.max(0, messages - reserved * queues);
        this.spare = new ArrayBlockingQueue<>(reserved * queues + shared);
    }

    /** The room that one queue has. */
    final class Share {
        private int held;

        private Share() {}

        /** Waits for room for a message. */
        void take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (isFull()) {
                    freed.await();
                }
                hold();
            } finally {
                lock.unlock();
            }
        }

        /** Waits for room for so long; says whether there was any. */
        boolean take(long millis) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (isFull()) {
                    if (left <= 0) {
                        return false;
                    }
                    left = freed.awaitNanos(left);
                }
                hold();
                return true;
            } finally {
                lock.unlock();
            }
        }

        private boolean isFull() {
            return held >= reserved && shared == 0;
        }

        private void hold() {
            if (held >= reserved) {
                shared--;
            }
            held++;
        }

        /** Gives back the room of a message, and the buffer that it was in. */
        void giveBack(byte[] used) {
            // First the buffer, so that whoever takes the room finds it.
            boolean kept = spare.offer(used);
            assert kept || spare.remainingCapacity() == 0;
            lock.lock();
            try {
                held--;
                if (held >= reserved) {
                    shared++;
                }
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    Share share() {
        return new Share();
    }

    /** One that was used before, if there is any. */
    byte[] buffer() {
        byte[] used = spare.poll();
        return used == null ? new byte[bufferBytes] : used;
    }
}
