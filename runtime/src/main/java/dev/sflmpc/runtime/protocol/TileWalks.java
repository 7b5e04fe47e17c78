package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes the tiles of a chunk through the program: one after the other on the session's thread, or several at once, each on a
 * thread of its own. What is sent is the same, byte for byte: tiles have epochs of their own, inputs are drawn and tables
 * sent in the order of the tiles, and tables are cut into messages tile by tile.
 *
 * <p>With several threads the session's own does nothing but move tables between them and the channel.
 */
final class TileWalks {

    /** Messages of a tile that wait for the tiles before it, or to be evaluated: 16 MiB for each thread. */
    private static final int WAITING_MESSAGES = 256;

    private final SideContext context;
    private final List<Tile> tiles;
    private final GateHash hash;
    private final Walk.Listener listener;

    /** @param hash at AND 0 */
    TileWalks(SideContext context, Chunk chunk, GateHash hash, Walk.Listener listener) {
        this.context = context;
        this.tiles = Tile.of(context, chunk);
        this.hash = hash;
        this.listener = listener;
    }

    /** What a walking thread does at its end, well or not. */
    @FunctionalInterface
    private interface Ending {
        void run() throws IOException;
    }

    /** A tile on a thread of its own. */
    private record Running(Tile tile, RowsBackend backend, TableQueue queue, Future<?> walk) {}

    void garble(TableSink sink, TileWork<TableSink> work) throws IOException {
        if (isOnOneThread()) {
            for (Tile tile : tiles) {
                walkHere(tile, sink, work);
            }
            return;
        }
        try (Threads<TableSink> threads = new Threads<>(work)) {
            for (Tile tile : tiles) {
                if (threads.areBusy()) {
                    send(threads, sink);
                }
                TableQueue queue = new TableQueue(WAITING_MESSAGES);
                Future<?> _ = threads.start(tile, queue, queue.sink(), queue::end);
            }
            while (!threads.running.isEmpty()) {
                send(threads, sink);
            }
        }
    }

    /** Sends the tables of the first running tile, which ends it. */
    private static void send(Threads<TableSink> threads, TableSink sink) throws IOException {
        TableQueue queue = threads.running.getFirst().queue();
        Optional<TableQueue.Table> table = queue.take();
        while (table.isPresent()) {
            int length = table.get().length();
            byte[] room = sink.buffer();
            System.arraycopy(table.get().bytes(), Messages.ROOM_START, room, sink.start(), length);
            queue.giveBack(table.get());
            sink.full(room, length);
            table = queue.take();
        }
        threads.end();
    }

    void evaluate(TableMessageSource source, TileWork<TableSource> work) throws IOException {
        if (isOnOneThread()) {
            for (Tile tile : tiles) {
                source.expect(tile.ands(context));
                walkHere(tile, source, work);
            }
            return;
        }
        try (Threads<TableSource> threads = new Threads<>(work)) {
            for (Tile tile : tiles) {
                if (threads.areBusy()) {
                    threads.end();
                }
                TableQueue queue = new TableQueue(WAITING_MESSAGES);
                Future<?> walk = threads.start(tile, queue, queue.source(source), () -> {});
                source.expect(tile.ands(context));
                while (!source.isExhausted() && !walk.isDone()) {
                    int length = source.next();
                    queue.put(source.buffer(), source.start(), length, walk);
                }
                if (!source.isExhausted()) {
                    // The walk has failed, and one before it may have.
                    break;
                }
            }
            while (!threads.running.isEmpty()) {
                threads.end();
            }
        }
    }

    private boolean isOnOneThread() {
        return context.threads() == 1 || tiles.size() == 1;
    }

    private <T> void walkHere(Tile tile, T tables, TileWork<T> work) throws IOException {
        hash.seek(tile.epoch());
        try (RowsBackend backend = work.begin(tile, hash, tables)) {
            Program program = context.program().program();
            Walk.walk(program, backend, context.ofChunk(listener, tile.first(), tile.rows()));
            backend.finish();
            work.end(tile, backend);
        }
    }

    /** The threads, and the tiles that are on them or have been and wait for their turn. */
    private final class Threads<T> implements AutoCloseable {

        private final TileWork<T> work;
        private final ExecutorService executor = Executors.newFixedThreadPool(
                context.threads(),
                Thread.ofPlatform().daemon().name("mpc-gates-", 0).factory());
        private final Deque<Running> running = new ArrayDeque<>();

        private Threads(TileWork<T> work) {
            this.work = work;
        }

        /** One tile more than threads is there, so that none waits for the session's. */
        private boolean areBusy() {
            return running.size() > context.threads();
        }

        private Future<?> start(Tile tile, TableQueue queue, T tables, Ending ending) {
            GateHash own = hash.copy();
            own.seek(tile.epoch());
            RowsBackend backend = work.begin(tile, own, tables);
            Future<?> walk = executor.submit(() -> {
                try {
                    Walk.walk(context.program().program(), backend);
                    backend.finish();
                } finally {
                    ending.run();
                }
                return null;
            });
            running.addLast(new Running(tile, backend, queue, walk));
            return walk;
        }

        /** Waits for the first running tile. */
        private void end() throws IOException {
            Running first = running.getFirst();
            try {
                first.walk().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while gates ran on other threads");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
            Tile tile = first.tile();
            work.end(tile, first.backend());
            running.removeFirst().backend().close();
            listener.progress(context.program().andCount() * (tile.first() + tile.rows()));
        }

        /** Stops what still runs, when something has failed, and overwrites its labels. */
        @Override
        public void close() {
            executor.shutdownNow();
            executor.close();
            running.forEach(one -> one.backend().close());
        }
    }
}
