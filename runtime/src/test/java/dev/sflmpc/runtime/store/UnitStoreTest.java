package dev.sflmpc.runtime.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.protocol.UnitId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No unit is given out twice. */
@Timeout(120)
class UnitStoreTest extends StoreTestCase {

    @Test
    void close_notClaimed_givesTheUnitBack() throws Exception {
        UnitId id = put(21, content(21, 50));
        try (StoredUnits units = store().units(kind("bob"), skipped::add)) {
            assertEquals(List.of(id), units.available());
            assertFalse(store().list(skipped::add).getFirst().usable());
        }
        assertTrue(store().list(skipped::add).getFirst().usable());
        assertEquals(50, take(id).length);
    }

    /** What a process leaves that was killed: nobody can know whether it used the unit. */
    @Test
    void units_setAsideBySomebodyWhoIsGone_areNotGiven() throws Exception {
        UnitId id = put(22, content(22, 50));
        UnitId next = put(23, content(23, 50));
        assertTrue(UnitLedger.open(home.resolve("units.ledger")).setAside(id));
        try (StoredUnits units = store().units(kind("bob"), skipped::add)) {
            assertEquals(List.of(next), units.available());
            UnitLedger others = UnitLedger.open(home.resolve("units.ledger"));
            others.giveBack(id);
            assertFalse(others.setAside(id));
            assertThrows(UnitFileException.class, () -> others.use(id));
            assertThrows(UnitFileException.class, () -> others.use(next));
        }
        assertEquals(50, take(next).length);
        UnitFileException failure =
                assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
        assertTrue(String.valueOf(failure.getReason()).contains("set aside by other sessions"), failure::toString);
        assertEquals(1, store().removeAll());
    }

    @Test
    void giveBack_unitRemovedMeanwhile_staysUsed() throws Exception {
        UnitId id = put(24, content(24, 50));
        byte[] copy = Files.readAllBytes(file(id));
        try (StoredUnits units = store().units(kind("bob"), skipped::add)) {
            assertEquals(List.of(id), units.available());
            assertEquals(1, store().removeAll());
        }
        Files.write(file(id), copy);
        assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
    }

    @Test
    void claim_twice_isRefused() throws Exception {
        UnitId id = put(25, content(25, 50));
        UnitId other = put(26, content(26, 50));
        try (StoredUnits units = store().units(kind("bob"), skipped::add)) {
            for (UnitId each : List.of(id, other)) {
                units.claim(each).close();
                assertThrows(UnitFileException.class, () -> units.claim(each).close());
            }
        }
        assertEquals(List.of(), listed());
    }

    @Test
    void claim_restoredCopy_isRefused() throws Exception {
        UnitId first = put(8, content(8, 40));
        UnitId id = put(9, content(9, 50));
        byte[] copy = Files.readAllBytes(file(id));
        StoredUnits before = store().units(kind("bob"), skipped::add);
        assertEquals(List.of(first, id), before.available());
        assertEquals(50, take(id).length);
        Files.write(file(id), copy);
        assertThrows(UnitFileException.class, () -> before.claim(id).close());
        Files.write(file(id), copy);
        before.close();
        assertEquals(40, take(first).length);
        UnitFileException failure =
                assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
        assertTrue(
                String.valueOf(failure.getReason()).contains("copies of used units are refused: 1"), failure::toString);
        assertFalse(store().list(skipped::add).getFirst().usable());
    }

    @Test
    void claim_ledgerLost_isRefused() throws Exception {
        put(10, content(10, 50));
        Files.delete(home.resolve("units.ledger"));
        assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
    }

    @Test
    void units_forSomethingElse_areNotGiven() throws Exception {
        put(11, content(11, 50));
        UnitFileException failure =
                assertThrows(UnitFileException.class, () -> store().units(kind("carol"), skipped::add));
        assertTrue(String.valueOf(failure.getReason()).contains("units for something else: 1"), failure::toString);
    }

    @Test
    void units_twoAtOnce_setDifferentOnesAside() throws Exception {
        put(12, content(12, 50));
        put(13, content(13, 50));
        try (StoredUnits one = store().units(kind("bob"), skipped::add);
                StoredUnits other = store().units(kind("bob"), skipped::add)) {
            assertEquals(2, one.available().size());
            assertEquals(1, other.available().size());
            assertFalse(one.available().getFirst().equals(other.available().getFirst()));
            UnitFileException failure =
                    assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
            assertTrue(String.valueOf(failure.getReason()).contains("set aside by other sessions"), failure::toString);
        }
    }

    @Test
    void removeAll_evenOfCopies_leavesNothing() throws Exception {
        UnitId id = put(14, content(14, 50));
        byte[] copy = Files.readAllBytes(file(id));
        Files.write(folder().resolve("junk.unit"), new byte[3]);
        Files.write(folder().resolve(id + ".part"), new byte[3]);
        assertEquals(2, store().removeAll());
        try (var left = Files.list(folder())) {
            assertEquals(0, left.count());
        }
        Files.write(file(id), copy);
        assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
    }

    @Test
    void open_tornLedger_forgetsTheLineThatWasNotFinished() throws Exception {
        UnitId id = put(15, content(15, 50));
        Path ledger = home.resolve("units.ledger");
        Files.writeString(ledger, Files.readString(ledger) + "-" + id.toString().substring(0, 20));
        assertEquals(50, take(id).length);
        assertEquals("+" + id + "\n?" + id + "\n-" + id + "\n", Files.readString(ledger));
    }

    @Test
    void open_damagedLedgerOrKey_isRefused() throws Exception {
        put(16, content(16, 50));
        Path ledger = home.resolve("units.ledger");
        byte[] whole = Files.readAllBytes(ledger);
        for (int at : new int[] {0, 1, 20, 33}) {
            byte[] changed = whole.clone();
            changed[at] = 'x';
            Files.write(ledger, changed);
            assertThrows(UnitFileException.class, this::store, "byte " + at);
        }
        Files.write(ledger, whole);
        Path key = home.resolve("units.key");
        String digits = Files.readString(key);
        Files.writeString(key, digits.substring(2));
        UnitFileException failure = assertThrows(UnitFileException.class, this::store);
        assertFalse(String.valueOf(failure.getMessage()).contains(digits.substring(2, 10)), failure::toString);
        Files.writeString(key, digits);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(KeyFileException.class, this::store);
    }

    /** Claims what it can of a store; started as a process of its own. */
    static final class Claimant {
        private Claimant() {}

        /** @param arguments folder and home */
        public static void main(String[] arguments) throws Exception {
            Thread.ofPlatform().daemon().start(() -> read(Path.of(arguments[0]), Path.of(arguments[1])));
            StringBuilder claimed = new StringBuilder();
            while (true) {
                try (StoredUnits units = UnitStore.open(Path.of(arguments[0]), Path.of(arguments[1]))
                        .units(kind("bob"), _ -> {})) {
                    for (UnitId id : units.available()) {
                        try (InputStream content = units.claim(id)) {
                            claimed.append(id)
                                    .append(' ')
                                    .append(content.readAllBytes().length)
                                    .append('\n');
                        } catch (IOException e) {
                            assertTrue(e instanceof UnitFileException, e::toString);
                        }
                    }
                } catch (IOException | IllegalArgumentException e) {
                    if (String.valueOf(e.getMessage()).contains("no unit is left")) {
                        break;
                    }
                    Thread.onSpinWait();
                }
            }
            System.out.print(claimed);
        }

        /** Opens the store again and again, which must not give up the locks of the thread that claims. */
        private static void read(Path folder, Path home) {
            try {
                while (true) {
                    UnitStore store = UnitStore.open(folder, home);
                    assertEquals(folder, store.folder());
                    Thread.sleep(Duration.ofNanos(100_000));
                }
            } catch (IOException | KeyFileException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void claim_byTwoProcessesAtOnce_givesEachUnitToOne() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            expected.add(put(i, content(i, 1000)) + " 1000");
        }
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Claimant.class.getName(),
                            folder().toString(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        List<String> claimed = new ArrayList<>();
        for (Process process : processes) {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(0, process.waitFor());
            claimed.addAll(text.lines().toList());
        }
        expected.sort(null);
        claimed.sort(null);
        assertEquals(expected, claimed);
    }
}
