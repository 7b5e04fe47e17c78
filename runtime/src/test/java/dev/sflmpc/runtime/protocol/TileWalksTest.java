package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the number of threads and the room between them, a chunk's tables, their messages and the outputs are the same. */
@Timeout(60)
class TileWalksTest {

    /** 6,000 AND gates a row: tiles of 16 rows have 47 messages. */
    private static final SessionProgram PROGRAM =
            TestPrograms.session(TestPrograms.random(31, new TestPrograms.Shape(37, 30, 0, 3000, 2, 5, 6, 20)));

    private static final Chunk CHUNK = new Chunk(0, 16 + 16 + 8 + 2 + 1, new long[0]);

    /** A garbling of a chunk in which nothing is random. */
    private static final class Garbling implements TileWork<TableSink>, TableSink {
        private final SideContext context;
        private final Delta delta = Delta.kept(0x0123456789abcdefL | 1, 0x1122334455667788L);
        private final LabelStream labels = new LabelStream(new byte[16]);
        private final List<Integer> messages = new ArrayList<>();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final List<Long> outputs = new ArrayList<>();
        private final List<Long> progress = new ArrayList<>();
        private final Set<byte[]> exchanged = Collections.newSetFromMap(new IdentityHashMap<>());
        private final int mostMessages;

        Garbling(int threads, int mostMessages) {
            this.mostMessages = mostMessages;
            context = context(threads, new MemoryPipe(ChannelOptions.defaults()).first());
        }

        Garbling run() throws IOException {
            return run(TableRoom.MESSAGES);
        }

        Garbling run(int roomMessages) throws IOException {
            TableRoom room = room(context, roomMessages, TableQueue.MADE_BYTES);
            // A second chunk has the buffers of the first.
            for (int chunk = 0; chunk < 2; chunk++) {
                sent.reset();
                messages.clear();
                outputs.clear();
                new TileWalks(context, CHUNK, gateHash(), progress::add, room).garble(this, this);
            }
            return this;
        }

        @Override
        public RowsBackend begin(Tile tile, GateHash hash, TableSink tables) {
            int wires = PROGRAM.program().wireCount();
            GarblingBackend backend = new GarblingBackend(wires, tile.rows(), delta, hash, tables);
            long[] fresh = new long[2 * 67];
            for (int row = 0; row < tile.rows(); row++) {
                labels.next(fresh, 0, 67);
                backend.setInputs(row, 0, fresh, 0, 67);
            }
            return backend;
        }

        @Override
        public void end(Tile tile, RowsBackend backend) {
            addOutputs(tile, backend, outputs);
        }

        @Override
        public byte[] exchange(byte[] made, int length) throws IOException {
            exchanged.add(made);
            return TableSink.super.exchange(made, length);
        }

        @Override
        public byte[] buffer() {
            return new byte[Channel.ROOM_BYTES];
        }

        @Override
        public int start() {
            return Messages.ROOM_START;
        }

        @Override
        public void full(byte[] buffer, int length) throws IOException {
            if (messages.size() == mostMessages) {
                throw new IOException("the line is cut");
            }
            messages.add(length);
            sent.write(buffer, start(), length);
        }
    }

    @Test
    void garble_anyNumberOfThreads_givesTheSameBytes() throws IOException {
        Garbling one = new Garbling(1, Integer.MAX_VALUE).run();
        assertEquals(32 * PROGRAM.andCount() * CHUNK.rows(), one.sent.size());
        assertTrue(one.messages.size() > 100, one.messages::toString);
        for (int threads : new int[] {2, 3, 8}) {
            Garbling several = new Garbling(threads, Integer.MAX_VALUE).run();
            assertEquals(one.messages, several.messages);
            assertArrayEquals(one.sent.toByteArray(), several.sent.toByteArray());
            assertEquals(one.outputs, several.outputs);
            assertEquals(one.progress.getLast(), several.progress.getLast());
        }
    }

    /** An evaluation of made-up labels, in which tables do not mean anything but are used in their order. */
    private static final class Evaluation implements TileWork<TableSource> {
        private final LabelStream labels = new LabelStream(new byte[16]);
        private final List<Long> outputs = new ArrayList<>();

        /** The outputs of a chunk whose tables come as {@code garbling} made them. */
        static List<Long> outputs(Garbling garbling, int threads, int roomMessages) throws Exception {
            MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults());
            SideContext context = context(threads, pipe.second());
            Evaluation evaluation = new Evaluation();
            FutureTask<Void> sending = new FutureTask<>(() -> {
                send(garbling, pipe.first());
                return null;
            });
            Thread.ofPlatform().daemon().start(sending);
            new TileWalks(
                            context,
                            CHUNK,
                            gateHash(),
                            Walk.Listener.NONE,
                            room(context, roomMessages, TableQueue.RECEIVED_BYTES))
                    .evaluate(new TableMessageSource(context.messages(), GarblingScheme.HALF_GATES), evaluation);
            sending.get();
            return evaluation.outputs;
        }

        private static void send(Garbling garbling, Channel channel) throws IOException {
            Messages messages = new Messages(channel);
            byte[] tables = garbling.sent.toByteArray();
            int at = 0;
            for (int length : garbling.messages) {
                messages.sendUnrecorded(MessageType.TABLES, Arrays.copyOfRange(tables, at, at + length), length);
                at += length;
            }
            messages.flush();
        }

        @Override
        public RowsBackend begin(Tile tile, GateHash hash, TableSource tables) {
            EvaluatingBackend backend = new EvaluatingBackend(PROGRAM.program().wireCount(), tile.rows(), hash, tables);
            long[] fresh = new long[2 * 67];
            for (int row = 0; row < tile.rows(); row++) {
                labels.next(fresh, 0, 67);
                backend.setInputs(row, 0, fresh, 0, 67);
            }
            return backend;
        }

        @Override
        public void end(Tile tile, RowsBackend backend) {
            addOutputs(tile, backend, outputs);
        }
    }

    private static SideContext context(int threads, Channel channel) {
        return new SideContext(
                PROGRAM,
                ChunkPlan.of(PROGRAM),
                GarblingScheme.HALF_GATES,
                OtSuite.SOFTSPOKEN_4,
                new Messages(channel),
                new byte[32],
                TestPrograms.ALICE,
                threads);
    }

    private static TableRoom room(SideContext context, int messages, int bufferBytes) {
        return new TableRoom(messages, Math.clamp(2 * (context.threads() - 1L), 1, 100), bufferBytes);
    }

    private static GateHash gateHash() {
        return HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, new byte[32]);
    }

    private static void addOutputs(Tile tile, RowsBackend backend, List<Long> outputs) {
        for (int row = 0; row < tile.rows(); row++) {
            for (long word : backend.outputs(row, 0, PROGRAM.program().wireCount())) {
                outputs.add(word);
            }
        }
    }

    /** Tables that wait are bounded in all, not for each thread: more than the room are in no buffers. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "8, 1", "2, 7", "4, 16", "8, 64", "100, 16"})
    void garble_littleRoom_givesTheSameBytesInFewBuffers(int threads, int roomMessages) throws IOException {
        Garbling one = new Garbling(1, Integer.MAX_VALUE).run();
        Garbling several = new Garbling(threads, Integer.MAX_VALUE).run(roomMessages);
        assertEquals(one.messages, several.messages);
        assertArrayEquals(one.sent.toByteArray(), several.sent.toByteArray());
        assertEquals(one.outputs, several.outputs);
        int tiles = Tile.of(one.context, CHUNK).size();
        int waiting = Math.max(roomMessages, Math.min(2 * (threads - 1), tiles));
        int inHands = Math.min(threads, tiles);
        assertTrue(several.exchanged.size() <= waiting + inHands, () -> several.exchanged.size() + " buffers");
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "8, 1", "2, 7", "4, 16", "100, 16"})
    void evaluate_littleRoom_givesTheSameOutputs(int threads, int roomMessages) throws Exception {
        Garbling garbling = new Garbling(1, Integer.MAX_VALUE).run();
        assertEquals(
                Evaluation.outputs(garbling, 1, TableRoom.MESSAGES),
                Evaluation.outputs(garbling, threads, roomMessages));
    }

    @Test
    void take_roomThatOneQueueHasUsedUp_isLeftForAnother() throws InterruptedException {
        TableRoom room = new TableRoom(8, 2, 1);
        TableRoom.Share first = room.share();
        TableRoom.Share second = room.share();
        for (int i = 0; i < 6; i++) {
            assertTrue(first.take(0), "message " + i);
        }
        assertFalse(first.take(1), "a queue takes the part of another");
        assertTrue(second.take(0));
        assertTrue(second.take(0));
        assertFalse(second.take(1));
        first.giveBack(room.buffer());
        assertTrue(second.take(0), "what is shared goes to whoever wants it");
        assertFalse(first.take(1));
        second.giveBack(room.buffer());
        second.giveBack(room.buffer());
        second.giveBack(room.buffer());
        assertTrue(first.take(0));
        assertFalse(first.take(1), "what a queue has for itself stays its own");
    }

    @Test
    void garble_lineFailsSomewhere_endsAllThreads() {
        for (int most : new int[] {0, 1, 50, 100}) {
            Garbling cut = new Garbling(3, most);
            IOException failure = assertThrows(IOException.class, cut::run);
            assertEquals("the line is cut", failure.getMessage());
            assertEquals(most, cut.messages.size());
        }
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(
                                thread -> thread.isAlive() && thread.getName().startsWith("mpc-gates-")),
                "a thread goes on");
    }

    @Test
    void tiles_ofAChunk_haveEpochsOfTheirOwn() throws IOException {
        Garbling garbling = new Garbling(1, Integer.MAX_VALUE);
        GateHash hash = gateHash();
        long used = 0;
        for (Tile tile : Tile.of(garbling.context, CHUNK)) {
            assertTrue(tile.epoch() >= used, tile::toString);
            hash.seek(tile.epoch());
            try (RowsBackend backend = garbling.begin(tile, hash, garbling)) {
                Walk.walk(PROGRAM.program(), backend);
                backend.finish();
            }
            used = hash.andIndex() / 1024 + 1;
        }
        assertThrows(IllegalArgumentException.class, () -> hash.seek(0));
    }
}
