package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of many rows. */
class RowsSessionTest {

    private static final TestPrograms.Shape SHAPE = new TestPrograms.Shape(37, 30, 0, 300, 2, 5, 6, 20);

    /** Random inputs, the same again after each seek, and results as they come. */
    private static final class Party implements RowSource, RowSink {
        private final String name;
        private final List<TwoParties.Case> cases;
        private final long count;
        final List<String> learned = new ArrayList<>();
        final List<Long> chunks = new ArrayList<>();
        private int at = -1;
        private long failAfter = Long.MAX_VALUE;

        Party(String name, List<TwoParties.Case> cases, long count) {
            this.name = name;
            this.cases = cases;
            this.count = count;
        }

        Party failingAfter(long rows) {
            failAfter = rows;
            return this;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void seek(long row) {
            at = Math.toIntExact(row);
        }

        @Override
        public long[] next() {
            return cases.get(at++).input(name);
        }

        @Override
        public void accept(long firstRow, int rows, long[] outputBits, int widthBits) throws IOException {
            if (firstRow + rows > failAfter) {
                throw new IOException("the disk is full");
            }
            chunks.add(firstRow);
            BitSet bits = BitSet.valueOf(outputBits);
            for (int row = 0; row < rows; row++) {
                learned.add(HexFormat.of()
                        .formatHex(
                                bits.get(row * widthBits, (row + 1) * widthBits).toByteArray()));
            }
        }
    }

    private record Ends(
            @Nullable SessionReport garbler,
            @Nullable Throwable garblerFailure,
            @Nullable SessionReport evaluator,
            @Nullable Throwable evaluatorFailure) {}

    private static List<TwoParties.Case> cases(Program program, int rows) {
        List<TwoParties.Case> cases = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            cases.add(TwoParties.Case.random(program, row));
        }
        return cases;
    }

    private static Ends run(Program program, Party garbler, long garblerFirst, Party evaluator, long evaluatorFirst) {
        return run(SessionOptions.defaults(), program, garbler, garblerFirst, evaluator, evaluatorFirst);
    }

    private static Ends run(
            SessionOptions options,
            Program program,
            Party garbler,
            long garblerFirst,
            Party evaluator,
            long evaluatorFirst) {
        MemoryPipe pipe = pipe();
        return run(
                program,
                new Place(options, garbler, garblerFirst, pipe.first()),
                new Place(options, evaluator, evaluatorFirst, pipe.second()));
    }

    private static MemoryPipe pipe() {
        return new MemoryPipe(ChannelOptions.defaults().withIdle(Duration.ofSeconds(30)));
    }

    private static Ends run(Program program, Place garbler, Place evaluator) {
        SessionProgram session = TestPrograms.session(program);
        CompletableFuture<Object> other = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> other.complete(side(session, Role.EVALUATOR, evaluator)));
        Object one = side(session, Role.GARBLER, garbler);
        Object two = other.join();
        return new Ends(
                one instanceof SessionReport report ? report : null,
                one instanceof Throwable failure ? failure : null,
                two instanceof SessionReport report ? report : null,
                two instanceof Throwable failure ? failure : null);
    }

    /** A party in a session. */
    private record Place(SessionOptions options, Party party, long first, Channel channel) {}

    private static Object side(SessionProgram program, Role role, Place place) {
        try {
            Session.Seat seat = new Session.Seat(role, place.party().name);
            return new Session(program, seat, place.channel(), place.options(), SessionListener.NONE)
                    .run(place.party(), place.first(), place.party());
        } catch (Throwable e) {
            return e;
        }
    }

    private static List<String> expected(List<TwoParties.Case> cases, int from, String party) {
        return cases.stream().skip(from).map(one -> one.expected(party)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "HALF_GATES, 1, 300",
        "HALF_GATES, 2, 300",
        "HALF_GATES, 17, 300",
        "HALF_GATES, 63, 300",
        "HALF_GATES, 130, 20000",
        "THREE_HALVES, 1, 300",
        "THREE_HALVES, 63, 300",
        "THREE_HALVES, 40, 20000"
    })
    void run_rows_givesEachRowItsOwnResult(GarblingScheme scheme, int rows, int ands) {
        Program program = TestPrograms.random(rows, new TestPrograms.Shape(37, 30, 0, ands, 2, 5, 6, 20));
        List<TwoParties.Case> cases = cases(program, rows);
        Party alice = new Party(TestPrograms.ALICE, cases, rows);
        Party bob = new Party(TestPrograms.BOB, cases, rows);
        Ends ends = run(SessionOptions.defaults().withGarbling(scheme), program, alice, 0, bob, 0);
        assertEquals(null, ends.garblerFailure());
        assertEquals(null, ends.evaluatorFailure());
        assertEquals(expected(cases, 0, TestPrograms.ALICE), alice.learned);
        assertEquals(expected(cases, 0, TestPrograms.BOB), bob.learned);
        int chunk = ChunkPlan.of(TestPrograms.session(program)).chunkRows();
        assertEquals((rows + chunk - 1) / chunk, alice.chunks.size());
        assertEquals(rows, ends.garbler().rows());
        assertEquals((long) rows * 2 * ands, ends.garbler().and());
        assertEquals((long) rows * 30, ends.evaluator().ots());
        assertTrue(ends.garbler().confirmed());
    }

    /** The two sides need not have as many threads as each other. */
    @ParameterizedTest
    @CsvSource({"3, 1, HALF_GATES", "1, 3, HALF_GATES", "2, 4, THREE_HALVES"})
    void run_severalThreads_giveTheRightResults(int garblers, int evaluators, GarblingScheme garbling) {
        Program program = TestPrograms.random(17, SHAPE);
        List<TwoParties.Case> cases = cases(program, 100);
        Party alice = new Party(TestPrograms.ALICE, cases, 100);
        Party bob = new Party(TestPrograms.BOB, cases, 100);
        SessionOptions options = SessionOptions.defaults().withGarbling(garbling);
        MemoryPipe pipe = pipe();
        Ends ends = run(
                program,
                new Place(options.withThreads(garblers), alice, 0, pipe.first()),
                new Place(options.withThreads(evaluators), bob, 0, pipe.second()));
        assertEquals(null, ends.garblerFailure());
        assertEquals(null, ends.evaluatorFailure());
        assertEquals(expected(cases, 0, TestPrograms.ALICE), alice.learned);
        assertEquals(expected(cases, 0, TestPrograms.BOB), bob.learned);
    }

    /** Tables that are wrong end the session, and nobody waits for those that do not come. */
    @ParameterizedTest
    @CsvSource({"0, FLIP_TYPE", "7, OVERSIZE", "3, DROP", "2, TRUNCATE_WITH_LENGTH", "4, CLOSE"})
    void run_severalThreadsAndWrongTables_fails(int message, TamperingChannel.Mode mode) {
        Program program = TestPrograms.random(18, SHAPE);
        List<TwoParties.Case> cases = cases(program, 100);
        Party alice = new Party(TestPrograms.ALICE, cases, 100);
        Party bob = new Party(TestPrograms.BOB, cases, 100);
        SessionOptions options = SessionOptions.defaults().withThreads(3);
        MemoryPipe pipe = new MemoryPipe(
                ChannelOptions.defaults().withIdle(Duration.ofSeconds(1)).withMinBytesPerSecond(0));
        TamperingChannel harmed = new TamperingChannel(pipe.first(), MessageType.TABLES, message, mode);
        Ends ends = run(program, new Place(options, alice, 0, harmed), new Place(options, bob, 0, pipe.second()));
        assertTrue(harmed.hit());
        for (Throwable failure : new Throwable[] {ends.garblerFailure(), ends.evaluatorFailure()}) {
            assertTrue(failure instanceof IOException || failure instanceof ProtocolException, ends::toString);
        }
    }

    @Test
    void run_partyWithoutInputs_takesTheRowsOfThePeer() {
        Program program = TestPrograms.random(5, new TestPrograms.Shape(40, 0, 9, 300, 1, 0, 0, 20));
        List<TwoParties.Case> cases = cases(program, 40);
        Party alice = new Party(TestPrograms.ALICE, cases, 40);
        Party bob = new Party(TestPrograms.BOB, cases, RowSource.ANY);
        Ends ends = run(program, alice, 0, bob, 0);
        assertEquals(null, ends.garblerFailure());
        assertEquals(40, bob.learned.size());
        assertEquals(alice.learned, bob.learned);
    }

    @Test
    void run_afterABreak_goesOnWithTheRowsThatEitherLacks() {
        Program program = TestPrograms.random(7, new TestPrograms.Shape(37, 30, 0, 100_000, 1, 5, 6, 20));
        int chunk = ChunkPlan.of(TestPrograms.session(program)).chunkRows();
        int rows = 3 * chunk;
        List<TwoParties.Case> cases = cases(program, rows);
        Party alice = new Party(TestPrograms.ALICE, cases, rows);
        Party bob = new Party(TestPrograms.BOB, cases, rows).failingAfter(chunk + 1L);
        Ends broken = run(program, alice, 0, bob, 0);
        assertInstanceOf(IOException.class, broken.evaluatorFailure());
        assertInstanceOf(ProtocolException.class, broken.garblerFailure());
        assertEquals(List.of(0L, (long) chunk), alice.chunks);
        assertEquals(List.of(0L), bob.chunks);

        Party aliceAgain = new Party(TestPrograms.ALICE, cases, rows);
        Party bobAgain = new Party(TestPrograms.BOB, cases, rows);
        Ends whole = run(program, aliceAgain, 2L * chunk, bobAgain, chunk);
        assertEquals(null, whole.garblerFailure());
        assertEquals(expected(cases, chunk, TestPrograms.ALICE), aliceAgain.learned);
        assertEquals(expected(cases, chunk, TestPrograms.BOB), bobAgain.learned);
        assertEquals(2L * chunk, whole.evaluator().rows());
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 6, 0, different numbers of rows",
        "0, 0, 0, 0, neither side says",
        "5000, 4999, 5000, 0, begin anew"
    })
    void run_rowsThatDoNotFit_tellsBoth(long rows, long first, long otherRows, long otherFirst, String what) {
        Program program = TestPrograms.random(8, SHAPE);
        List<TwoParties.Case> cases = cases(program, 1);
        Ends ends = run(
                program,
                new Party(TestPrograms.ALICE, cases, rows),
                first,
                new Party(TestPrograms.BOB, cases, otherRows),
                otherFirst);
        for (Throwable failure : new Throwable[] {ends.garblerFailure(), ends.evaluatorFailure()}) {
            assertInstanceOf(ProtocolException.class, failure);
            assertTrue(String.valueOf(failure.getMessage()).contains(what), failure::toString);
        }
    }

    @Test
    void agree_rangesOfALyingPeer_areRefused() {
        RowRange own = new RowRange(100, 10);
        for (RowRange peer : List.of(
                new RowRange(-1, 0),
                new RowRange(100, -1),
                new RowRange(100, 101),
                new RowRange(0, Long.MAX_VALUE),
                new RowRange(Long.MIN_VALUE, 10))) {
            assertThrows(ProtocolException.class, () -> own.agree(peer, 16), peer::toString);
        }
    }

    @Test
    void chunks_programsOfAllSizes_staySmall() {
        for (int ands : new int[] {1, 1000, 200_000}) {
            ChunkPlan plan = ChunkPlan.of(
                    TestPrograms.session(TestPrograms.random(9, new TestPrograms.Shape(64, 64, 0, ands, 3, 1, 1, 1))));
            assertEquals(0, plan.chunkRows() % plan.tileRows());
            assertTrue(plan.chunkRows() <= 4096 && plan.tileRows() <= 16, plan::toString);
            Random random = new Random(ands);
            for (int i = 0; i < 100; i++) {
                int left = 1 + random.nextInt(plan.chunkRows());
                assertEquals(1, Integer.bitCount(plan.tile(left)));
                assertTrue(plan.tile(left) <= left);
            }
        }
    }
}
