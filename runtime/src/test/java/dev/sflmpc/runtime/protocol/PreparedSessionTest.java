package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.ot.OtSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units that are prepared, then used: the right answers, once, and with little said. */
@Timeout(120)
class PreparedSessionTest {

    private static final TestPrograms.Shape SHAPE = new TestPrograms.Shape(37, 30, 0, 300, 2, 5, 6, 20);

    @ParameterizedTest
    @CsvSource({
        "37, 30, 0, 300, 2, 5, 6, 20",
        "1, 1, 0, 1, 1, 1, 1, 1",
        "0, 9, 0, 50, 1, 3, 0, 2",
        "9, 0, 0, 50, 1, 0, 3, 2",
        "0, 0, 0, 5, 1, 1, 2, 3",
        "8, 8, 0, 9, 1, 0, 0, 0",
        "100, 9000, 0, 2300, 3, 2100, 2100, 50",
        "5000, 70, 0, 0, 1, 10, 10, 10",
        "64, 64, 0, 9000, 2, 10, 10, 10"
    })
    void run_preparedUnits_giveTheRightResults(
            int alice, int bob, int chance, int ands, int repeats, int aliceOut, int bobOut, int both) {
        Program program = TestPrograms.random(
                alice + bob, new TestPrograms.Shape(alice, bob, chance, ands, repeats, aliceOut, bobOut, both));
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(program), garbler, evaluator, 2)
                .assertDone();
        assertEquals(garbler.units.keySet(), evaluator.units.keySet());
        for (int run = 0; run < 2; run++) {
            TwoParties.Case one = TwoParties.Case.random(program, run);
            TwoParties.Ends ends = PreparedParties.run(one, garbler, evaluator);
            assertEquals(
                    one.expected(TestPrograms.ALICE),
                    TwoParties.text(ends.garbler().success()));
            assertEquals(
                    one.expected(TestPrograms.BOB),
                    TwoParties.text(ends.evaluator().success()));
            assertTrue(ends.garbler().success().report().confirmed());
            assertEquals(32, ends.evaluator().success().report().unit().length());
        }
        assertEquals(0, garbler.units.size() + evaluator.units.size());
    }

    @ParameterizedTest
    @CsvSource({"THREE_HALVES, SOFTSPOKEN_4", "HALF_GATES, SOFTSPOKEN_8", "THREE_HALVES, SOFTSPOKEN_8"})
    void run_otherSuites_giveTheSame(GarblingScheme garbling, OtSuite ot) {
        SessionOptions options =
                SessionOptions.defaults().withGarbling(garbling).withOt(ot);
        Program program = TestPrograms.random(5, new TestPrograms.Shape(64, 64, 0, 9000, 2, 10, 10, 10));
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(program), garbler, evaluator, options)
                .assertDone();
        TwoParties.Case one = TwoParties.Case.random(program, 4);
        MemoryPipe pipe = PreparedParties.pipe();
        TwoParties.Ends ends = PreparedParties.run(one, garbler, pipe.first(), evaluator, pipe.second(), options);
        assertEquals(
                one.expected(TestPrograms.ALICE), TwoParties.text(ends.garbler().success()));
        assertEquals(
                one.expected(TestPrograms.BOB), TwoParties.text(ends.evaluator().success()));
    }

    @Test
    void run_evaluatorFirst_givesTheSame() {
        Program program = TestPrograms.random(3, SHAPE);
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(program), garbler, evaluator, 1)
                .assertDone();
        TwoParties.Case one = TwoParties.Case.random(program, 4);
        MemoryPipe pipe = PreparedParties.pipe();
        TwoParties.Ends ends = PreparedParties.run(
                one,
                garbler,
                pipe.first(),
                evaluator,
                pipe.second(),
                SessionOptions.defaults().withOutputOrder(OutputOrder.EVALUATOR_FIRST));
        assertEquals(
                one.expected(TestPrograms.ALICE), TwoParties.text(ends.garbler().success()));
        assertEquals(
                one.expected(TestPrograms.BOB), TwoParties.text(ends.evaluator().success()));
    }

    @Test
    void run_jointRandomBits_areNotAlwaysTheSame() {
        Program program = TestPrograms.random(6, new TestPrograms.Shape(4, 4, 64, 0, 1, 0, 0, 0));
        Program shown = new Program(
                program.name(),
                program.parties(),
                program.inputs(),
                program.random(),
                List.of(new Program.Output(
                        "r",
                        TestPrograms.bits(64),
                        program.parties(),
                        program.random().base())),
                program.wireCount(),
                List.of(),
                List.of());
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(shown), garbler, evaluator, 2)
                .assertDone();
        List<String> seen = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            TwoParties.Ends ends = PreparedParties.run(TwoParties.Case.random(shown, run), garbler, evaluator);
            String alice = TwoParties.text(ends.garbler().success());
            assertEquals(alice, TwoParties.text(ends.evaluator().success()));
            seen.add(alice);
        }
        assertNotEquals(seen.get(0), seen.get(1));
    }

    @Test
    void run_preparedUnit_sendsLabelsAndNoTables() {
        Program program = TestPrograms.random(8, new TestPrograms.Shape(64, 64, 0, 9000, 2, 8, 8, 0));
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(program), garbler, evaluator, 1)
                .assertDone();
        TwoParties.Ends ends = PreparedParties.run(TwoParties.Case.random(program, 1), garbler, evaluator);
        SessionReport garbled = ends.garbler().success().report();
        SessionReport evaluated = ends.evaluator().success().report();
        assertTrue(garbled.sentBytes() < 16 * 128 + 32 * 8 + 400, garbled::toString);
        assertTrue(evaluated.sentBytes() < 8 + 16 * 8 + 400, evaluated::toString);
        assertEquals(0, evaluated.ots());
    }

    @Test
    void prepare_twoUnits_shareNothing() {
        SessionProgram program = TestPrograms.session(TestPrograms.random(9, SHAPE));
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(program, garbler, evaluator, 2).assertDone();
        List<byte[]> units = List.copyOf(garbler.units.values());
        for (int at = 0; at + 16 <= units.get(0).length; at += 16) {
            assertTrue(!Arrays.equals(units.get(0), at, at + 16, units.get(1), at, at + 16), "label " + at / 16);
        }
        List<byte[]> others = List.copyOf(evaluator.units.values());
        assertTrue(!Arrays.equals(others.get(0), 0, 32, others.get(1), 0, 32), "gate hash");
    }

    @Test
    void run_noUnitInCommon_tellsBoth() {
        Program program = TestPrograms.random(10, SHAPE);
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(TestPrograms.session(program), garbler, new Pantry(), 1)
                .assertDone();
        PreparedParties.prepare(TestPrograms.session(program), new Pantry(), evaluator, 2)
                .assertDone();
        TwoParties.Ends ends = PreparedParties.run(TwoParties.Case.random(program, 1), garbler, evaluator);
        assertTrue(
                ends.garbler().message().contains("no prepared unit in common: 1 here, 2 at the peer"), ends::toString);
        assertTrue(ends.evaluator().message().contains("2 here, 1 at the peer"), ends::toString);
        assertEquals(1, garbler.units.size());
        assertEquals(2, evaluator.units.size());
    }

    @Test
    void run_onlyOneSidePrepared_tellsBoth() {
        Program program = TestPrograms.random(11, SHAPE);
        SessionProgram session = TestPrograms.session(program);
        MemoryPipe pipe = PreparedParties.pipe();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(session, new Pantry(), evaluator, 1).assertDone();
        TwoParties.Case one = TwoParties.Case.random(program, 1);
        CompletableFuture<Throwable> other =
                CompletableFuture.supplyAsync(() -> assertThrows(ProtocolException.class, () -> Session.prepared(
                                session,
                                new Session.Seat(Role.EVALUATOR, TestPrograms.BOB),
                                pipe.second(),
                                SessionOptions.defaults(),
                                SessionListener.NONE,
                                evaluator)
                        .run(one.bob())));
        Exception failure = assertThrows(ProtocolException.class, () -> new Session(
                        session,
                        new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                        pipe.first(),
                        SessionOptions.defaults(),
                        SessionListener.NONE)
                .run(one.alice()));
        for (Throwable each : new Throwable[] {failure, other.join()}) {
            assertTrue(String.valueOf(each.getMessage()).contains("want different things"), each::toString);
            assertTrue(String.valueOf(each.getMessage()).contains("--prepared"), each::toString);
        }
        assertEquals(1, evaluator.units.size());
    }

    @Test
    void prepare_differentCounts_tellsBoth() {
        SessionProgram program = TestPrograms.session(TestPrograms.random(12, SHAPE));
        MemoryPipe pipe = PreparedParties.pipe();
        PreparedParties.Prepared ends =
                PreparedParties.prepare(program, new Pantry(), pipe.first(), new Pantry(), pipe.second(), 2, 3);
        for (Throwable failure : new Throwable[] {ends.garblerFailure(), ends.evaluatorFailure()}) {
            assertInstanceOf(ProtocolException.class, failure);
            assertTrue(
                    String.valueOf(Objects.requireNonNull(failure).getMessage()).contains("give the same --count"),
                    failure::toString);
        }
    }

    /** A shelf that fails while tables come is this side's fault, and not what the peer sends next. */
    @Test
    void prepare_shelfIsFull_tellsItsOwnSideWhyAndThePeerThatItGaveUp() {
        SessionProgram program =
                TestPrograms.session(TestPrograms.random(14, new TestPrograms.Shape(37, 30, 0, 20_000, 2, 5, 6, 20)));
        Pantry full = new Pantry().holding(200_000);
        PreparedParties.Prepared ends = PreparedParties.prepare(program, new Pantry(), full, 1);
        assertEquals(
                "the shelf is full",
                Objects.requireNonNull(ends.evaluatorFailure()).getMessage());
        assertInstanceOf(ProtocolException.class, ends.garblerFailure());
        assertTrue(
                String.valueOf(ends.garblerFailure().getMessage()).contains("the peer gave the session up"),
                ends::toString);
        assertEquals(0, full.units.size());
    }

    @Test
    void run_rows_isRefused() {
        SessionProgram program = TestPrograms.session(TestPrograms.random(13, SHAPE));
        Session session = Session.prepared(
                program,
                new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                PreparedParties.pipe().first(),
                SessionOptions.defaults(),
                SessionListener.NONE,
                new Pantry());
        SingleRow row = new SingleRow(new long[1]);
        assertThrows(IllegalStateException.class, () -> session.run(row, 0, row));
    }

    /** A peer that announces other rows than the one for which a unit is good. */
    @ParameterizedTest
    @CsvSource({"2, 0", "1, 1", "0, 0", "-1, 0"})
    void run_peerHasOtherRows_isRefusedAndKeepsTheUnit(long count, long first) {
        SessionProgram program = TestPrograms.session(TestPrograms.random(14, SHAPE));
        Pantry garbler = new Pantry();
        Pantry evaluator = new Pantry();
        PreparedParties.prepare(program, garbler, evaluator, 1).assertDone();
        MemoryPipe pipe = PreparedParties.pipe();
        Conversation other = new Conversation(
                program,
                new Session.Seat(Role.EVALUATOR, TestPrograms.BOB),
                pipe.second(),
                SessionOptions.defaults(),
                SessionListener.NONE);
        CompletableFuture<Greeting> greeting = CompletableFuture.supplyAsync(() -> {
            try {
                return other.hello(SessionMode.PREPARED, new RowRange(count, first), evaluator.available());
            } catch (IOException | ProtocolException e) {
                throw new AssertionError(e);
            }
        });
        Session session = Session.prepared(
                program,
                new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                pipe.first(),
                SessionOptions.defaults(),
                SessionListener.NONE,
                garbler);
        Exception failure = assertThrows(ProtocolException.class, () -> session.run(new long[1]));
        assertTrue(String.valueOf(failure.getMessage()).contains("without --batch and --rows"), failure::toString);
        assertEquals(RowRange.SINGLE, greeting.join().peer().rows());
        assertEquals(1, garbler.units.size());
    }

    @Test
    void unitId_text_isReadAgain() {
        UnitId id = new UnitId(0x0123456789abcdefL, -2);
        assertEquals("0123456789abcdeffffffffffffffffe", id.toString());
        assertEquals(id, UnitId.parse(id.toString()));
        assertArrayEquals(id.bytes(), UnitId.ofBytes(id.bytes()).bytes());
        assertTrue(!UnitId.isName("0123456789ABCDEFFFFFFFFFFFFFFFFE") && !UnitId.isName("") && !UnitId.isName("../x"));
    }
}
