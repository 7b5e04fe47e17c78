package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import dev.sflmpc.runtime.store.StoredUnits;
import dev.sflmpc.runtime.store.UnitFileException;
import dev.sflmpc.runtime.store.UnitStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Prepared sessions from stores on the disk that break off, are copied, or are raced for: no unit ever serves twice. */
@Timeout(200)
class StoredSessionTest {

    private static final Program PROGRAM = TestPrograms.random(5, new TestPrograms.Shape(37, 30, 3, 3000, 2, 5, 6, 0));
    private static final SessionProgram SESSION = TestPrograms.session(PROGRAM);

    @TempDir
    Path folder;

    private UnitStore store(String side) throws Exception {
        return UnitStore.open(folder.resolve(side).resolve("units"), folder.resolve(side));
    }

    private static UnitKind kind(Role role) {
        String party = role == Role.GARBLER ? TestPrograms.ALICE : TestPrograms.BOB;
        return UnitKind.of(
                SESSION, new Session.Seat(role, party), SessionOptions.defaults(), Optional.empty(), Optional.empty());
    }

    private void prepare(int count) throws Exception {
        PreparedParties.prepare(SESSION, store("g"), store("e"), count).assertDone();
    }

    private static void fail(UnitFileException file) {
        throw new AssertionError(file);
    }

    private StoredUnits garblers() throws Exception {
        return store("g").units(kind(Role.GARBLER), StoredSessionTest::fail);
    }

    private StoredUnits evaluators() throws Exception {
        return store("e").units(kind(Role.EVALUATOR), StoredSessionTest::fail);
    }

    private TwoParties.Ends run(long seed) throws Exception {
        try (StoredUnits garbler = garblers();
                StoredUnits evaluator = evaluators()) {
            return PreparedParties.run(TwoParties.Case.random(PROGRAM, seed), garbler, evaluator);
        }
    }

    private long left(String side) throws Exception {
        return store(side).list(StoredSessionTest::fail).stream()
                .filter(UnitStore.Entry::usable)
                .count();
    }

    private void copy(String side, String from, String to) throws IOException {
        Path target = folder.resolve(side).resolve(to);
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(folder.resolve(side).resolve(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void run_unitsFromStores_areUsedUp() throws Exception {
        prepare(2);
        for (int seed = 0; seed < 2; seed++) {
            TwoParties.Ends ends = run(seed);
            assertNull(ends.garbler().failure());
            assertNull(ends.evaluator().failure());
        }
        assertEquals(0, left("g") + left("e"));
        UnitFileException failure = assertThrows(UnitFileException.class, this::garblers);
        assertTrue(String.valueOf(failure.getReason()).startsWith("no unit is left"), failure::toString);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void run_storesCopiedBack_isRefused(boolean garblerCopies, boolean evaluatorCopies) throws Exception {
        prepare(1);
        copy("g", "units", "copy");
        copy("e", "units", "copy");
        assertNull(run(1).garbler().failure());
        if (garblerCopies) {
            copy("g", "copy", "units");
            assertThrows(UnitFileException.class, this::garblers);
        }
        if (evaluatorCopies) {
            copy("e", "copy", "units");
            assertThrows(UnitFileException.class, this::evaluators);
        }
        assertEquals(0, left("g") + left("e"));
    }

    /** A whole home put back on one side, ledger included: the other side's ledger still knows. */
    @Test
    void run_oneHomePutBack_findsNoUnitAtThePeer() throws Exception {
        prepare(2);
        copy("e", "units", "copy");
        byte[] ledger = Files.readAllBytes(folder.resolve("e").resolve("units.ledger"));
        assertNull(run(1).garbler().failure());
        try (Stream<Path> rest = Files.list(folder.resolve("e").resolve("units"))) {
            for (Path file : rest.toList()) {
                Files.delete(file);
            }
        }
        copy("e", "copy", "units");
        Files.write(folder.resolve("e").resolve("units.ledger"), ledger);
        assertEquals(2, left("e"));
        assertEquals(1, left("g"));
        assertNull(run(2).garbler().failure());
        assertThrows(UnitFileException.class, this::garblers);
        assertEquals(1, left("e"));
    }

    private static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.of(Role.GARBLER, MessageType.HELLO, 1),
                Arguments.of(Role.EVALUATOR, MessageType.HELLO, 1),
                Arguments.of(Role.EVALUATOR, MessageType.CHOICES, 0),
                Arguments.of(Role.GARBLER, MessageType.LABELS, 0),
                Arguments.of(Role.EVALUATOR, MessageType.RETURNED, 0),
                Arguments.of(Role.EVALUATOR, MessageType.CONFIRM, 0),
                Arguments.of(Role.GARBLER, MessageType.DECODE, 0),
                Arguments.of(Role.GARBLER, MessageType.CONFIRM, 0),
                Arguments.of(Role.EVALUATOR, MessageType.DONE, 0));
    }

    /** The channel closes in place of a message: a unit is on both sides' shelves again only if nothing was said with it. */
    @ParameterizedTest
    @MethodSource("breaks")
    void run_breaksOff_losesTheUnitOnceInputsMattered(Role sender, MessageType type, int most) throws Exception {
        prepare(1);
        MemoryPipe pipe = PreparedParties.pipe();
        Channel one = pipe.first();
        Channel other = pipe.second();
        TwoParties.Ends ends;
        try (StoredUnits garbler = garblers();
                StoredUnits evaluator = evaluators()) {
            ends = PreparedParties.run(
                    TwoParties.Case.random(PROGRAM, 3),
                    garbler,
                    sender == Role.GARBLER ? new TamperingChannel(one, type, 0, TamperingChannel.Mode.CLOSE) : one,
                    evaluator,
                    sender == Role.EVALUATOR
                            ? new TamperingChannel(other, type, 0, TamperingChannel.Mode.CLOSE)
                            : other,
                    SessionOptions.defaults());
        }
        assertTrue(
                type == MessageType.DONE
                        || ends.garbler().failure() != null
                        || ends.evaluator().failure() != null,
                ends::toString);
        long left = Math.min(left("g"), left("e"));
        assertTrue(left <= most, ends::toString);
        if (left == 1) {
            assertNull(run(4).garbler().failure());
        }
        assertEquals(0, Math.min(left("g"), left("e")));
    }

    @Test
    void run_tamperedMessages_neverGiveAWrongAnswer() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<Pantry> shelves = List.of(new Pantry(), new Pantry());
        List<MessageType> types = List.of(MessageType.CHOICES, MessageType.LABELS, MessageType.HELLO);
        List<TamperingChannel.Mode> modes = List.of(
                TamperingChannel.Mode.FLIP_FIRST_BYTE,
                TamperingChannel.Mode.FLIP_LAST_BYTE,
                TamperingChannel.Mode.FLIP_TYPE,
                TamperingChannel.Mode.DROP,
                TamperingChannel.Mode.TRUNCATE_WITH_LENGTH,
                TamperingChannel.Mode.OVERSIZE,
                TamperingChannel.Mode.HUGE_LENGTH,
                TamperingChannel.Mode.NEGATIVE_LENGTH);
        PreparedParties.prepare(SESSION, shelves.get(0), shelves.get(1), types.size() * modes.size())
                .assertDone();
        TwoParties.Case one = TwoParties.Case.random(PROGRAM, 9);
        for (MessageType type : types) {
            for (TamperingChannel.Mode mode : modes) {
                MemoryPipe pipe = new MemoryPipe(ChannelOptions.defaults()
                        .withIdle(Duration.ofSeconds(1))
                        .withMinBytesPerSecond(0));
                boolean garbler = type == MessageType.LABELS;
                TamperingChannel harmed = new TamperingChannel(garbler ? pipe.first() : pipe.second(), type, 0, mode);
                TwoParties.Ends ends = PreparedParties.run(
                        one,
                        shelves.get(0),
                        garbler ? harmed : pipe.first(),
                        shelves.get(1),
                        garbler ? pipe.second() : harmed,
                        SessionOptions.defaults());
                if (!harmed.hit()
                        || ends.garbler().result() != null && ends.evaluator().result() != null) {
                    wrong.add(type + " " + mode);
                }
                for (TwoParties.End end : new TwoParties.End[] {ends.garbler(), ends.evaluator()}) {
                    if (!(end.failure() instanceof IOException || end.failure() instanceof ProtocolException)) {
                        wrong.add(type + " " + mode + ": " + end);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void run_oneUnitIsDamaged_usesTheNext() throws Exception {
        prepare(2);
        UnitId first = evaluatorsFirst();
        Path file = folder.resolve("e").resolve("units").resolve(first + ".unit");
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length - 1000] ^= 1;
        Files.write(file, whole);
        List<UnitFileException> skipped = new ArrayList<>();
        try (StoredUnits garbler = garblers();
                StoredUnits evaluator = store("e").units(kind(Role.EVALUATOR), skipped::add)) {
            TwoParties.Ends ends = PreparedParties.run(TwoParties.Case.random(PROGRAM, 6), garbler, evaluator);
            assertNull(ends.garbler().failure());
            assertNull(ends.evaluator().failure());
        }
        assertEquals(1, skipped.size());
        assertTrue(String.valueOf(skipped.getFirst().getReason()).contains("this unit is damaged"), skipped::toString);
        assertEquals(1, left("g"));
        assertEquals(1, left("e"));
        try (StoredUnits garbler = garblers()) {
            assertEquals(List.of(first), garbler.available());
        }
    }

    private UnitId evaluatorsFirst() throws Exception {
        try (StoredUnits units = evaluators()) {
            return units.available().getFirst();
        }
    }

    @Test
    void prepare_breaksOff_leavesNoUnitOnBothSides() throws Exception {
        for (MessageType type : List.of(MessageType.OT_PROOF, MessageType.CONFIRM)) {
            MemoryPipe pipe = PreparedParties.pipe();
            PreparedParties.Prepared ends = PreparedParties.prepare(
                    SESSION,
                    store("g"),
                    pipe.first(),
                    store("e"),
                    new TamperingChannel(pipe.second(), type, 0, TamperingChannel.Mode.CLOSE),
                    1,
                    1);
            assertTrue(ends.garblerFailure() != null && ends.evaluatorFailure() != null, ends::toString);
            assertEquals(0, left("g"));
        }
    }

    @Test
    void rehearse_anyProgram_ends() {
        Identity identity = Identity.generate("test");
        TrustedPeers none = List::of;
        Rehearsal.run(SESSION, SessionOptions.defaults(), new Security.Tls(identity, none), Duration.ofMillis(1));
        Rehearsal.run(
                TestPrograms.session(TestPrograms.random(6, new TestPrograms.Shape(0, 0, 0, 5, 1, 1, 1, 1))),
                SessionOptions.defaults(),
                new Security.InsecurePlaintext(),
                Duration.ofMillis(1));
    }
}
