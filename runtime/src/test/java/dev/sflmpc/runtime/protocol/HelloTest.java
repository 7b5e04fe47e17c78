package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.ot.OtSuite;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sides that cannot run together find out before anything secret is sent, and each says why. */
@Timeout(60)
class HelloTest {
    private static final TestPrograms.Shape SHAPE = new TestPrograms.Shape(8, 8, 0, 10, 1, 1, 1, 1);
    private static final SessionProgram PROGRAM = TestPrograms.session(TestPrograms.random(1, SHAPE));
    private static final SessionProgram OTHER = TestPrograms.session(TestPrograms.random(2, SHAPE));

    private static Hello hello() {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new Random(3).nextBytes(nonce);
        return new Hello(
                Hello.VERSION,
                SessionMode.RUN.id(),
                1,
                Suites.of(SessionOptions.defaults()),
                1,
                RowRange.SINGLE,
                nonce,
                PROGRAM.digest(),
                "älice",
                List.of(new UnitId(1, 2), new UnitId(-1, 3)));
    }

    @Test
    void decode_whatEncodeGives_isTheSame() throws Exception {
        Hello hello = hello();
        Hello again = Hello.decode(hello.encode());
        assertArrayEquals(hello.encode(), again.encode());
        assertEquals("älice", again.party());
        assertEquals(hello.units(), again.units());
    }

    @Test
    void decode_everyPrefixAndExtension_isRefused() {
        byte[] whole = hello().encode();
        for (int length = 0; length <= whole.length + 1; length++) {
            byte[] bytes = Arrays.copyOf(whole, length);
            if (length != whole.length) {
                assertThrows(ProtocolException.class, () -> Hello.decode(bytes), "length " + length);
            }
        }
    }

    @Test
    void decode_randomBytes_isRefusedOrRead() {
        Random random = new Random(4);
        byte[] whole = hello().encode();
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertEquals(whole.length, Hello.decode(bytes).encode().length, 2.0 * bytes.length);
            } catch (ProtocolException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("hello: "), e::getMessage);
            }
        }
    }

    @Test
    void run_bothGarblers_saysSoOnBothSides() {
        assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE),
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.BOB),
                "both sides are the garbler; start one with `mpc garble` and the other with `mpc evaluate`");
    }

    @Test
    void run_bothTheSameParty_saysSoOnBothSides() {
        assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE),
                TwoParties.Start.of(PROGRAM, Role.EVALUATOR, TestPrograms.ALICE),
                "both sides are party alice; one must be party bob (--party bob)");
    }

    @Test
    void run_differentPrograms_namesBothDigestsOnBothSides() {
        TwoParties.Ends ends = assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE),
                TwoParties.Start.of(OTHER, Role.EVALUATOR, TestPrograms.BOB),
                "the two sides compiled different programs");
        for (TwoParties.End end : new TwoParties.End[] {ends.garbler(), ends.evaluator()}) {
            assertTrue(end.message().contains(PROGRAM.digestText()), end::message);
            assertTrue(end.message().contains(OTHER.digestText()), end::message);
            assertTrue(end.message().contains("mpc info"), end::message);
        }
    }

    @Test
    void run_differentOutputOrders_namesBoth() {
        assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE),
                TwoParties.Start.of(PROGRAM, Role.EVALUATOR, TestPrograms.BOB)
                        .with(SessionOptions.defaults().withOutputOrder(OutputOrder.EVALUATOR_FIRST)),
                "different output orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OT SoftSpoken-4", "OT SoftSpoken-8", "--bandwidth"})
    void run_differentOts_namesBoth(String part) {
        assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE)
                        .with(SessionOptions.defaults().withOt(OtSuite.SOFTSPOKEN_8)),
                TwoParties.Start.of(PROGRAM, Role.EVALUATOR, TestPrograms.BOB),
                part);
    }

    @Test
    void run_differentGarblingSchemes_namesBoth() {
        TwoParties.Ends ends = assertBothSay(
                TwoParties.Start.of(PROGRAM, Role.GARBLER, TestPrograms.ALICE),
                TwoParties.Start.of(PROGRAM, Role.EVALUATOR, TestPrograms.BOB)
                        .with(SessionOptions.defaults().withGarbling(GarblingScheme.THREE_HALVES)),
                "different suites");
        for (TwoParties.End end : new TwoParties.End[] {ends.garbler(), ends.evaluator()}) {
            assertTrue(end.message().contains("half-gates"), end::message);
            assertTrue(end.message().contains("three-halves"), end::message);
        }
    }

    @Test
    void requireFits_otherSuite_namesBoth() {
        Hello own = hello();
        Hello peer = new Hello(
                Hello.VERSION,
                SessionMode.RUN.id(),
                2,
                new Suites(1, 200, 1, 1, 1),
                1,
                RowRange.SINGLE,
                new byte[Hello.NONCE_BYTES],
                PROGRAM.digest(),
                "bob",
                List.of());
        Exception failure = assertThrows(ProtocolException.class, () -> own.requireFits(peer, "bob"));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("half-gates"), message);
        assertTrue(message.contains("unknown (200)"), message);
    }

    @Test
    void requireFits_reflectedHello_isRefused() {
        Hello own = hello();
        Hello reflected = new Hello(
                own.version(), 1, 2, own.suites(), 1, RowRange.SINGLE, own.nonce(), own.digest(), "bob", List.of());
        assertThrows(ProtocolException.class, () -> own.requireFits(reflected, "bob"));
    }

    @Test
    void decode_otherVersion_namesBothVersions() {
        Hello own = hello();
        Hello newer = new Hello(7, 1, 2, own.suites(), 1, RowRange.SINGLE, own.nonce(), own.digest(), "bob", List.of());
        Exception failure = assertThrows(ProtocolException.class, () -> Hello.decode(newer.encode()));
        assertTrue(String.valueOf(failure.getMessage()).contains("version 4 of the protocol, the peer version 7"));
    }

    @Test
    void session_forAPartyThatIsNotDeclared_isRefused() {
        Program program = PROGRAM.program();
        Exception failure = assertThrows(
                IllegalArgumentException.class,
                () -> new Session(
                        PROGRAM,
                        new Session.Seat(Role.GARBLER, "carol"),
                        new MemoryPipe(ChannelOptions.defaults()).first(),
                        SessionOptions.defaults(),
                        SessionListener.NONE));
        assertTrue(
                String.valueOf(failure.getMessage()).contains(program.parties().toString()), failure::getMessage);
    }

    private static TwoParties.Ends assertBothSay(TwoParties.Start one, TwoParties.Start other, String what) {
        MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults());
        TwoParties.Ends ends = TwoParties.run(one, new long[] {1}, pipe.first(), other, new long[] {1}, pipe.second());
        for (TwoParties.End end : new TwoParties.End[] {ends.garbler(), ends.evaluator()}) {
            assertInstanceOf(ProtocolException.class, end.failure());
            assertTrue(end.message().startsWith("hello: "), end::message);
            assertTrue(end.message().contains(what), end::message);
        }
        return ends;
    }
}
