package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the number of threads, a chunk's tables, their messages and the outputs are the same. */
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
        private final int mostMessages;

        Garbling(int threads, int mostMessages) {
            this.mostMessages = mostMessages;
            context = new SideContext(
                    PROGRAM,
                    ChunkPlan.of(PROGRAM),
                    GarblingScheme.HALF_GATES,
                    OtSuite.SOFTSPOKEN_4,
                    new Messages(new MemoryPipe(ChannelOptions.defaults()).first()),
                    new byte[32],
                    TestPrograms.ALICE,
                    threads);
        }

        Garbling run() throws IOException {
            GateHash hash = HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, new byte[32]);
            new TileWalks(context, CHUNK, hash, progress::add).garble(this, this);
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
            for (int row = 0; row < tile.rows(); row++) {
                for (long word : backend.outputs(row, 0, PROGRAM.program().wireCount())) {
                    outputs.add(word);
                }
            }
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
        GateHash hash = HashSuite.EPOCH1024.create(GarblingScheme.HALF_GATES, new byte[32]);
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
