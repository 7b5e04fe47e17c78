package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Tables of one tile on their way between the session's thread and the one that walks the tile, a message at a time and in
 * their order. The walking thread waits for room or for a message until it is interrupted.
 */
final class TableQueue {

    /** What one message holds, from {@link Messages#ROOM_START} on as in a {@link Messages#room()}. */
    private record Table(byte[] bytes, int length) {}

    /** Buffers in which tables are made are as large as a channel's room, so that tables end at the same gates. */
    static final int MADE_BYTES = Channel.ROOM_BYTES;

    /** Tables of a peer may be longer than those of this garbler. */
    static final int RECEIVED_BYTES = Messages.ROOM_START + Messages.MAX_BODY_BYTES;

    /** How often the session's thread looks whether the other one has failed. */
    private static final long LOOK_MILLIS = 20;

    /** How long to wait for tables that are being made. */
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    private static final Table END = new Table(new byte[0], 0);

    private final BlockingQueue<Table> tables = new LinkedBlockingQueue<>();
    private final TableRoom room;
    private final TableRoom.Share share;

    /** That the walking thread uses. */
    private Table used = END;

    /** @param room with buffers of {@link #MADE_BYTES} or {@link #RECEIVED_BYTES}, shared with the queues of other tiles */
    TableQueue(TableRoom room) {
        this.room = room;
        this.share = room.share();
    }

    /** Where a walking thread puts the tables that it makes: they end at the same gates as those made in a channel's room. */
    TableSink sink() {
        return new TableSink() {
            @Override
            public byte[] buffer() {
                return room.buffer();
            }

            @Override
            public int start() {
                return Messages.ROOM_START;
            }

            @Override
            public void full(byte[] buffer, int length) throws IOException {
                try {
                    share.take();
                } catch (InterruptedException e) {
                    throw interrupted();
                }
                tables.add(new Table(buffer, length));
            }
        };
    }

    /** The walking thread makes no more. */
    void end() {
        tables.add(END);
    }

    /** Sends what the walking thread makes, until its last. */
    void sendAll(TableSink sink) throws IOException {
        try {
            Table table = tables.poll();
            while (table == null || table.length() > 0) {
                if (table == null) {
                    // Looks again: to wake this thread for each table would cost the other one more than making it.
                    Thread.sleep(PAUSE);
                } else {
                    share.giveBack(sink.exchange(table.bytes(), table.length()));
                }
                table = tables.poll();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Table take() throws IOException {
        try {
            return tables.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Gives the walking thread a copy of a table; to nobody if {@code walk} has ended. */
    void put(byte[] bytes, int start, int length, Future<?> walk) throws IOException {
        try {
            while (!share.take(LOOK_MILLIS)) {
                if (walk.isDone()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        byte[] copy = room.buffer();
        System.arraycopy(bytes, start, copy, Messages.ROOM_START, length);
        tables.add(new Table(copy, length));
    }

    /**
     * Where a walking thread gets its tables from.
     *
     * @param like says what is wrong with a table
     */
    TableSource source(TableSource like) {
        return new TableSource() {
            @Override
            public int next() throws IOException {
                release();
                used = take();
                return used.length();
            }

            @Override
            public byte[] buffer() {
                return used.bytes();
            }

            @Override
            public int start() {
                return Messages.ROOM_START;
            }

            @Override
            public IOException endsWithinGate() {
                return like.endsWithinGate();
            }
        };
    }

    /** Gives back the table that the walking thread uses; it has no use for it any more, or has ended. */
    void release() {
        if (used.length() > 0) {
            share.giveBack(used.bytes());
            used = END;
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted between two tables");
    }
}
