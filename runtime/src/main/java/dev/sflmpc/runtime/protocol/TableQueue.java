package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tables of one tile on their way between the session's thread and the one that walks the tile, a message at a time and in
 * their order. The walking thread waits for room or for a message until it is interrupted.
 */
final class TableQueue {

    /** What one message holds, from {@link Messages#ROOM_START} on as in a {@link Messages#room()}. */
    record Table(byte[] bytes, int length) {}

    /** How often the session's thread looks whether the other one has failed. */
    private static final long LOOK_MILLIS = 20;

    private static final Table END = new Table(new byte[0], 0);

    private final BlockingQueue<Table> tables;
    private final BlockingQueue<byte[]> spare;

    /** @param most messages that wait */
    TableQueue(int most) {
        tables = new ArrayBlockingQueue<>(most + 1);
        spare = new ArrayBlockingQueue<>(most + 1);
    }

    private byte[] buffer(int length) {
        byte[] used = spare.poll();
        return used == null ? new byte[length] : used;
    }

    /** Where a walking thread puts the tables that it makes: they end at the same gates as those made in a channel's room. */
    TableSink sink() {
        return new TableSink() {
            @Override
            public byte[] buffer() {
                return TableQueue.this.buffer(Channel.ROOM_BYTES);
            }

            @Override
            public int start() {
                return Messages.ROOM_START;
            }

            @Override
            public void full(byte[] buffer, int length) throws IOException {
                put(new Table(buffer, length));
            }
        };
    }

    private void put(Table table) throws IOException {
        try {
            tables.put(table);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The walking thread makes no more. */
    void end() throws IOException {
        put(END);
    }

    /** The next table that the walking thread has made; empty after its last. */
    Optional<Table> take() throws IOException {
        try {
            Table table = tables.take();
            return table.length() == 0 ? Optional.empty() : Optional.of(table);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The session's thread is done with a table. */
    void giveBack(Table table) {
        if (!spare.offer(table.bytes())) {
            throw new IllegalStateException("a buffer that was not of this queue");
        }
    }

    /** Gives the walking thread a copy of a table; to nobody if {@code walk} has ended. */
    void put(byte[] bytes, int start, int length, Future<?> walk) throws IOException {
        byte[] copy = buffer(Messages.ROOM_START + Messages.MAX_BODY_BYTES);
        System.arraycopy(bytes, start, copy, Messages.ROOM_START, length);
        Table table = new Table(copy, length);
        try {
            boolean taken = false;
            while (!taken && !walk.isDone()) {
                taken = tables.offer(table, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Where a walking thread gets its tables from.
     *
     * @param like says what is wrong with a table
     */
    TableSource source(TableSource like) {
        return new TableSource() {
            private Table table = END;

            @Override
            public int next() throws IOException {
                if (table.length() > 0) {
                    giveBack(table);
                }
                table = take().orElseThrow();
                return table.length();
            }

            @Override
            public byte[] buffer() {
                return table.bytes();
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

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted between two tables");
    }
}
