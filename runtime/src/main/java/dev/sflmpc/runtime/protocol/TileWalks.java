package dev.sflmpc.runtime.protocol;

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
 * Takes the tiles of a chunk through the program: one after the other, or as many at once as there are threads, of which the
 * session's own is one. What is sent is the same, byte for byte: tiles have epochs of their own, inputs are drawn and tables
 * sent in the order of the tiles, and tables are cut into messages tile by tile.
 *
 * <p>The session's thread works on the channel itself, so of the tiles that are walked at once its own is the first one when
 * tables are made, and the last one when they are used; the tables of the others wait in {@link TableQueue}s, which have a bounded {@link
 * TableRoom} in common.
 */
final class TileWalks {

    private final SideContext context;
    private final List<Tile> tiles;
    private final GateHash hash;
    private final Walk.Listener listener;
    private final TableRoom room;

    /**
     * @param hash at AND 0
     * @param room for the tables that wait between threads; the same for all chunks of a session
     */
    TileWalks(SideContext context, Chunk chunk, GateHash hash, Walk.Listener listener, TableRoom room) {
        this.context = context;
        this.room = room;
        this.tiles = Tile.of(context, chunk);
        this.hash = hash;
        this.listener = listener;
    }

    /** A tile on the session's thread. */
    private record Own(Tile tile, RowsBackend backend) {}

    /** A tile on another thread. */
    private record Running(Tile tile, RowsBackend backend, TableQueue queue, Future<?> walk) {}

    void garble(TableSink sink, TileWork<TableSink> work) throws IOException {
        try (Threads<TableSink> threads = new Threads<>(work)) {
            int waiting = begin(0, sink, threads);
            for (int at = 0; at < tiles.size(); at += context.threads()) {
                threads.walkOwn();
                threads.endOwn();
                // The other threads have more to do before this one sends what they have done, so that they never wait.
                int next = begin(at + context.threads(), sink, threads);
                for (; waiting > 0; waiting--) {
                    threads.first().queue().sendAll(sink);
                    threads.endFirst();
                }
                waiting = next;
            }
        }
    }

    /** Begins with a tile for each thread, if there are so many; says how many are on other threads. */
    private int begin(int at, TableSink sink, Threads<TableSink> threads) throws IOException {
        if (at >= tiles.size()) {
            return 0;
        }
        threads.begin(tiles.get(at), sink);
        List<Tile> others = others(at + 1, at + context.threads());
        for (Tile tile : others) {
            TableQueue queue = threads.queue();
            Future<?> _ = threads.start(tile, queue, queue.sink(), queue::end);
        }
        return others.size();
    }

    void evaluate(TableMessageSource source, TileWork<TableSource> work) throws IOException {
        try (Threads<TableSource> threads = new Threads<>(work)) {
            for (int at = 0; at < tiles.size(); at += context.threads()) {
                int before = threads.running.size();
                int last = Math.min(at + context.threads(), tiles.size()) - 1;
                for (Tile tile : others(at, last)) {
                    feed(tile, source, threads);
                }
                threads.end(before);
                threads.endOwn();
                Tile own = tiles.get(last);
                source.expect(own.ands(context));
                threads.begin(own, source);
                threads.walkOwn();
            }
            threads.end(threads.running.size());
            threads.endOwn();
        }
    }

    /** Begins with a tile on another thread, and gives it all of its tables. */
    private void feed(Tile tile, TableMessageSource source, Threads<TableSource> threads) throws IOException {
        TableQueue queue = threads.queue();
        Future<?> walk = threads.start(tile, queue, queue.source(source), () -> {});
        source.expect(tile.ands(context));
        while (!source.isExhausted() && !walk.isDone()) {
            int length = source.next();
            queue.put(source.buffer(), source.start(), length, walk);
        }
        if (!source.isExhausted()) {
            // The walk has failed; so may have one before it.
            threads.end(threads.running.size());
        }
    }

    private List<Tile> others(int from, int to) {
        return tiles.subList(Math.min(from, tiles.size()), Math.min(to, tiles.size()));
    }

    /** The session's thread with its tile, and the others with theirs, in their order. */
    private final class Threads<T> implements AutoCloseable {

        private final TileWork<T> work;
        private final Deque<Running> running = new ArrayDeque<>();
        private Optional<ExecutorService> executor = Optional.empty();
        private Optional<Own> own = Optional.empty();

        private Threads(TileWork<T> work) {
            this.work = work;
        }

        private TableQueue queue() {
            return new TableQueue(room);
        }

        /** A tile of the session's thread. */
        private void begin(Tile tile, T tables) {
            hash.seek(tile.epoch());
            own = Optional.of(new Own(tile, work.begin(tile, hash, tables)));
        }

        private void walkOwn() throws IOException {
            Tile tile = own.orElseThrow().tile();
            RowsBackend backend = own.orElseThrow().backend();
            Walk.walk(context.program().program(), backend, context.ofChunk(listener, tile.first(), tile.rows()));
            backend.finish();
        }

        /** Nothing if it has none. */
        private void endOwn() {
            own.ifPresent(one -> {
                work.end(one.tile(), one.backend());
                one.backend().close();
            });
            own = Optional.empty();
        }

        /** @param ending what the other thread does when its walk has ended, well or not */
        private Future<?> start(Tile tile, TableQueue queue, T tables, Runnable ending) {
            GateHash copy = hash.copy();
            copy.seek(tile.epoch());
            RowsBackend backend = work.begin(tile, copy, tables);
            Future<?> walk = executor().submit(() -> {
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

        private ExecutorService executor() {
            if (executor.isEmpty()) {
                executor = Optional.of(Executors.newFixedThreadPool(
                        context.threads() - 1,
                        Thread.ofPlatform().daemon().name("mpc-gates-", 0).factory()));
            }
            return executor.get();
        }

        private Running first() {
            return running.getFirst();
        }

        /** Waits for the first {@code count} tiles of the others. */
        private void end(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                endFirst();
            }
        }

        private void endFirst() throws IOException {
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
            first.queue().release();
            Tile tile = first.tile();
            work.end(tile, first.backend());
            running.removeFirst().backend().close();
            listener.progress(context.program().andCount() * (tile.first() + tile.rows()));
        }

        /** Stops what still runs, when something has failed, and overwrites its labels. */
        @Override
        public void close() {
            executor.ifPresent(pool -> {
                pool.shutdownNow();
                pool.close();
            });
            running.forEach(one -> one.backend().close());
            own.ifPresent(one -> one.backend().close());
        }
    }
}
