package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.ConnectionListener;
import dev.sflmpc.runtime.net.Connector;
import dev.sflmpc.runtime.net.Endpoint;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerListener;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import dev.sflmpc.runtime.ot.OtSuite;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sessions against plain evaluation. */
@Timeout(120)
class SessionTest {
    private static final TestPrograms.Shape USUAL = new TestPrograms.Shape(70, 65, 0, 500, 3, 40, 41, 20);

    /** Options of sessions with each garbling scheme. */
    private static final List<SessionOptions> SCHEMES = Stream.of(GarblingScheme.values())
            .map(SessionOptions.defaults()::withGarbling)
            .toList();

    private static MemoryPipe pipe() {
        return new MemoryPipe(ChannelOptions.defaults());
    }

    private static void assertRight(TwoParties.Case one, String garbler, TwoParties.Ends ends) {
        String evaluator = TestPrograms.session(one.program()).other(garbler);
        assertEquals(one.expected(garbler), TwoParties.text(ends.garbler().success()), one.program()::name);
        assertEquals(one.expected(evaluator), TwoParties.text(ends.evaluator().success()), one.program()::name);
        assertTrue(ends.garbler().success().report().confirmed());
        assertTrue(ends.evaluator().success().report().confirmed());
    }

    static Stream<TestPrograms.Shape> shapes() {
        return Stream.of(
                USUAL,
                new TestPrograms.Shape(0, 65, 0, 100, 1, 10, 10, 10),
                new TestPrograms.Shape(65, 0, 0, 100, 1, 10, 10, 10),
                new TestPrograms.Shape(0, 0, 0, 10, 1, 5, 5, 5),
                new TestPrograms.Shape(64, 64, 0, 0, 1, 20, 20, 20),
                new TestPrograms.Shape(64, 64, 0, 100, 1, 0, 128, 0),
                new TestPrograms.Shape(64, 64, 0, 100, 1, 128, 0, 0),
                new TestPrograms.Shape(64, 64, 0, 100, 1, 0, 0, 0),
                new TestPrograms.Shape(1, 1, 0, 1, 1, 1, 1, 1),
                new TestPrograms.Shape(5000, 9000, 0, 2048, 2, 5000, 2048, 2049),
                new TestPrograms.Shape(100, 100, 0, 2047, 5, 50, 50, 0));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void run_everyShapeInBothSeatings_givesWhatPlainEvaluationGives(TestPrograms.Shape shape) {
        long seed = 100L + shape.hashCode();
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(seed, shape), seed);
        for (String garbler : List.of(TestPrograms.ALICE, TestPrograms.BOB)) {
            for (SessionOptions options : SCHEMES) {
                MemoryPipe pipe = pipe();
                assertRight(one, garbler, TwoParties.run(one, garbler, options, pipe.first(), pipe.second()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void run_randomPrograms_giveWhatPlainEvaluationGives(long seed) {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(seed, USUAL), seed);
        for (SessionOptions options : SCHEMES) {
            MemoryPipe pipe = pipe();
            assertRight(
                    one,
                    TestPrograms.ALICE,
                    TwoParties.run(one, TestPrograms.ALICE, options, pipe.first(), pipe.second()));
        }
    }

    @Test
    void run_withJointRandomBits_givesBothTheSameUnpredictableBits() {
        Program program = TestPrograms.random(9, new TestPrograms.Shape(0, 0, 512, 0, 0, 0, 0, 512));
        TwoParties.Case one = new TwoParties.Case(program, new long[0], new long[0]);
        BitSet[] draws = new BitSet[2];
        for (int run = 0; run < 2; run++) {
            MemoryPipe pipe = pipe();
            TwoParties.Ends ends = TwoParties.run(one, TestPrograms.ALICE, pipe.first(), pipe.second());
            assertArrayEquals(
                    ends.garbler().success().outputBits(),
                    ends.evaluator().success().outputBits());
            draws[run] = BitSet.valueOf(ends.garbler().success().outputBits());
            assertTrue(Math.abs(draws[run].cardinality() - 256) < 150, "ones: " + draws[run].cardinality());
        }
        draws[0].xor(draws[1]);
        assertTrue(Math.abs(draws[0].cardinality() - 256) < 150, "changed: " + draws[0].cardinality());
    }

    @Test
    void run_evaluatorFirst_givesTheSame() {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(11, USUAL), 11);
        assertRight(
                one, TestPrograms.ALICE, run(one, SessionOptions.defaults().withOutputOrder(OutputOrder.EVALUATOR_FIRST)));
    }

    @Test
    void run_shortOts_givesTheSameWithLessTraffic() {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(11, USUAL), 11);
        TwoParties.Ends usual = run(one, SessionOptions.defaults());
        TwoParties.Ends brief = run(one, SessionOptions.defaults().withOt(OtSuite.SOFTSPOKEN_8));
        assertRight(one, TestPrograms.ALICE, brief);
        SessionReport report = brief.evaluator().success().report();
        assertTrue(report.suites().contains("SoftSpoken-8"), report.suites());
        assertTrue(
                report.sentBytes() < usual.evaluator().success().report().sentBytes(),
                report.sentBytes() + " bytes");
    }

    private static TwoParties.Ends run(TwoParties.Case one, SessionOptions options) {
        SessionProgram program = TestPrograms.session(one.program());
        MemoryPipe pipe = pipe();
        return TwoParties.run(
                        TwoParties.Start.of(program, Role.GARBLER, TestPrograms.ALICE)
                                .with(options),
                        one.alice(),
                        pipe.first(),
                        TwoParties.Start.of(program, Role.EVALUATOR, TestPrograms.BOB)
                                .with(options),
                        one.bob(),
                        pipe.second());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_betweenHosts_givesTheSameWhoeverListens(boolean garblerListens) throws Exception {
        Identity alice = Identity.generate("alice");
        Identity bob = Identity.generate("bob");
        Security aliceSecurity = new Security.Tls(alice, TrustedPeers.only(new Peer("bob", bob.fingerprint())));
        Security bobSecurity = new Security.Tls(bob, TrustedPeers.only(new Peer("alice", alice.fingerprint())));
        Security plain = new Security.InsecurePlaintext();
        for (Security[] pair : new Security[][] {{aliceSecurity, bobSecurity}, {plain, plain}}) {
            betweenHosts(pair, garblerListens);
        }
    }

    private static void betweenHosts(Security[] pair, boolean garblerListens) throws Exception {
        TwoParties.Case one = TwoParties.Case.random(
                TestPrograms.random(12, new TestPrograms.Shape(70, 65, 0, 3000, 20, 40, 41, 20)), 12);
        ChannelOptions options = ChannelOptions.defaults();
        try (PeerListener listener =
                PeerListener.open(Endpoint.parse("localhost:0"), pair[0], options, ConnectionListener.NONE)) {
            CompletableFuture<Channel> connecting = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    connecting.complete(
                            Connector.connect(listener.endpoint(), pair[1], options, ConnectionListener.NONE));
                } catch (Throwable e) {
                    connecting.completeExceptionally(e);
                }
            });
            try (Channel accepted = listener.accept();
                    Channel connected = connecting.join()) {
                TwoParties.Ends ends = garblerListens
                        ? TwoParties.run(one, TestPrograms.ALICE, accepted, connected)
                        : TwoParties.run(one, TestPrograms.ALICE, connected, accepted);
                assertRight(one, TestPrograms.ALICE, ends);
                assertTrue(ends.garbler().success().report().seconds().handshake() > 0);
            }
        }
    }

    @Test
    void run_twoSessionsOnOneChannel_bothWork() {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(13, USUAL), 13);
        MemoryPipe pipe = pipe();
        assertRight(one, TestPrograms.ALICE, TwoParties.run(one, TestPrograms.ALICE, pipe.first(), pipe.second()));
        assertRight(one, TestPrograms.BOB, TwoParties.run(one, TestPrograms.BOB, pipe.first(), pipe.second()));
    }

    @Test
    void run_twice_isRefused() throws Exception {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(14, USUAL), 14);
        SessionProgram program = TestPrograms.session(one.program());
        Session session = new Session(
                program,
                new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                pipe().first(),
                SessionOptions.defaults().withSetupLimit(Duration.ofMillis(50)),
                SessionListener.NONE);
        assertThrows(SocketTimeoutException.class, () -> session.run(one.alice()));
        assertThrows(IllegalStateException.class, () -> session.run(one.alice()));
    }

    @Test
    void run_inputOfTheWrongWidth_isRefusedBeforeAnythingIsSent() {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(15, USUAL), 15);
        MemoryPipe pipe = pipe();
        Session session = new Session(
                TestPrograms.session(one.program()),
                new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                pipe.first(),
                SessionOptions.defaults(),
                SessionListener.NONE);
        assertThrows(IllegalArgumentException.class, () -> session.run(new long[] {0, 1L << 6}));
        assertEquals(0, pipe.first().sentBytes());
    }

    @Test
    void sessionProgram_withThreeParties_isRefused() {
        Program program = TestPrograms.random(16, USUAL);
        Program three = new Program(
                "three",
                List.of("a", "b", "c"),
                List.of(),
                program.random(),
                List.of(),
                program.wireCount(),
                program.blocks(),
                program.schedule());
        Exception failure = assertThrows(IllegalArgumentException.class, () -> new SessionProgram(three, new byte[32]));
        assertTrue(String.valueOf(failure.getMessage()).contains("between exactly two"), failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"HALF_GATES, 32", "THREE_HALVES, 24.626"})
    void run_itsTraffic_isThatOfTheSchemeAndASmallSetUp(GarblingScheme scheme, double bytesPerAnd) {
        int ands = 20_000;
        Program program = TestPrograms.random(17, new TestPrograms.Shape(64, 64, 0, ands, 20, 0, 1, 0));
        TwoParties.Case one = TwoParties.Case.random(program, 17);
        MemoryPipe pipe = pipe();
        TwoParties.Ends ends = TwoParties.run(
                one,
                TestPrograms.ALICE,
                SessionOptions.defaults().withGarbling(scheme),
                pipe.first(),
                pipe.second());
        assertRight(one, TestPrograms.ALICE, ends);
        SessionReport report = ends.garbler().success().report();
        assertEquals(20L * ands, report.and());
        assertTrue(report.suites().contains(scheme.toString()), report::suites);
        long tables = (long) (bytesPerAnd * report.and());
        long setUp = report.sentBytes() + report.receivedBytes() - tables;
        assertTrue(setUp < 300_000, "set-up and framing: " + setUp);
        assertEquals(bytesPerAnd, (double) report.sentBytes() / report.and(), 0.05);
        assertEquals(report.sentBytes(), ends.evaluator().success().report().receivedBytes());
        assertEquals(64, report.ots());
    }

    @ParameterizedTest
    @ValueSource(strings = {TestPrograms.ALICE, TestPrograms.BOB})
    void run_outputsForOneParty_sendsNothingThatTellsThemToTheOther(String recipient) {
        boolean alice = recipient.equals(TestPrograms.ALICE);
        TwoParties.Case one = TwoParties.Case.random(
                TestPrograms.random(20, new TestPrograms.Shape(64, 64, 0, 100, 1, alice ? 30 : 0, alice ? 0 : 30, 0)),
                20);
        MemoryPipe pipe = pipe();
        TamperingChannel.Mode none = TamperingChannel.Mode.DELAY;
        TamperingChannel garbler = new TamperingChannel(pipe.first(), MessageType.DECODE, 0, none);
        TamperingChannel evaluator = new TamperingChannel(pipe.second(), MessageType.RETURNED, 0, none);
        assertRight(one, TestPrograms.ALICE, TwoParties.run(one, TestPrograms.ALICE, garbler, evaluator));
        assertEquals(!alice, garbler.hit(), "decoding information");
        assertEquals(alice, evaluator.hit(), "returned labels");
    }

    @Test
    void run_interrupted_endsAtOnceAndTellsThePeer() throws Exception {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(21, USUAL), 21);
        SessionProgram program = TestPrograms.session(one.program());
        MemoryPipe pipe = pipe();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                Session session = new Session(
                        program,
                        new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                        pipe.first(),
                        SessionOptions.defaults(),
                        SessionListener.NONE);
                failure.completeExceptionally(
                        new AssertionError(session.run(one.alice()).toString()));
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        byte[] header = new byte[5];
        pipe.second().read(header, 0, header.length);
        thread.interrupt();
        assertInstanceOf(InterruptedIOException.class, failure.join());
        byte[] hello = new byte[header[4]];
        pipe.second().read(hello, 0, hello.length);
        byte[] abort = new byte[6];
        pipe.second().read(abort, 0, abort.length);
        assertArrayEquals(new byte[] {-1, 0, 0, 0, 1, 1}, abort);
        assertThrows(EOFException.class, () -> pipe.second().read(abort, 0, 1));
    }

    @Test
    void run_tellsTheListenerPhasesAndProgress() {
        Program program = TestPrograms.random(18, new TestPrograms.Shape(64, 64, 0, 10_000, 20, 0, 1, 0));
        TwoParties.Case one = TwoParties.Case.random(program, 18);
        List<SessionPhase> phases = new ArrayList<>();
        List<Long> progress = new ArrayList<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void phase(SessionPhase phase) {
                phases.add(phase);
            }

            @Override
            public void progress(long andCount, long totalAndCount) {
                assertEquals(200_000, totalAndCount);
                progress.add(andCount);
            }
        };
        SessionProgram session = TestPrograms.session(program);
        MemoryPipe pipe = pipe();
        TwoParties.Ends ends = TwoParties.run(
                new TwoParties.Start(
                        session,
                        new Session.Seat(Role.GARBLER, TestPrograms.ALICE),
                        SessionOptions.defaults(),
                        listener),
                one.alice(),
                pipe.first(),
                TwoParties.Start.of(session, Role.EVALUATOR, TestPrograms.BOB),
                one.bob(),
                pipe.second());
        assertRight(one, TestPrograms.ALICE, ends);
        assertEquals(
                List.of(
                        SessionPhase.HELLO,
                        SessionPhase.BASE_OT,
                        SessionPhase.OT,
                        SessionPhase.GATES,
                        SessionPhase.OUTPUT,
                        SessionPhase.DONE),
                phases);
        assertEquals(200_000L, progress.getLast());
        assertTrue(progress.size() <= 5, progress::toString);
    }

    @Test
    void report_asJson_hasTheDocumentedFields() throws Exception {
        TwoParties.Case one = TwoParties.Case.random(TestPrograms.random(19, USUAL), 19);
        MemoryPipe pipe = pipe();
        SessionReport report = TwoParties.run(one, TestPrograms.ALICE, pipe.first(), pipe.second())
                .evaluator()
                .success()
                .report();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            report.write(json);
        }
        JsonNode node = new ObjectMapper().readTree(text.toString());
        for (String field : List.of("and", "sent_bytes", "received_bytes", "ots", "peak_heap_bytes", "rows")) {
            assertTrue(node.path(field).isIntegralNumber(), field + " in " + node);
        }
        for (String field : List.of("total", "handshake", "base_ot", "ot", "gates", "output")) {
            assertTrue(node.path("seconds").path(field).isNumber(), field + " in " + node);
        }
        assertEquals("L1", node.path("level").asText());
        assertEquals(64, node.path("digest").asText().length());
        assertTrue(node.path("peak_heap_bytes").asLong() > 1 << 20, node::toString);
    }
}
