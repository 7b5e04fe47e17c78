package dev.sflmpc.runtime.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitKind;
import dev.sflmpc.runtime.protocol.UnitShelf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were touched are refused, and no unit is given out twice. */
@Timeout(120)
class UnitStoreTest {

    private static final int CHUNK = ChunkCipher.CHUNK_BYTES;
    private static final int SEALED = CHUNK + ChunkCipher.TAG_BYTES;

    @TempDir
    Path home;

    private final List<UnitFileException> skipped = new ArrayList<>();

    private static UnitKind kind(String party) {
        Fingerprint peer = Fingerprint.parse(HexFormat.of().formatHex(new byte[32]));
        return new UnitKind(
                Role.EVALUATOR, party, new byte[] {1, 1, 1, 1, 1}, new byte[32], Optional.empty(), Optional.of(peer));
    }

    private Path folder() {
        return home.resolve("units");
    }

    private UnitStore store() throws Exception {
        return UnitStore.open(folder(), home);
    }

    private Path file(UnitId id) {
        return folder().resolve(id + ".unit");
    }

    private static byte[] content(long seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    private UnitId put(long name, byte[] content) throws Exception {
        UnitId id = new UnitId(name, -name);
        try (UnitShelf.Draft draft = store().draft(id, kind("bob"))) {
            OutputStream out = draft.content();
            out.write(content, 0, content.length / 3);
            for (int i = content.length / 3; i < Math.min(content.length, content.length / 3 + 10); i++) {
                out.write(content[i]);
            }
            int at = Math.min(content.length, content.length / 3 + 10);
            out.write(content, at, content.length - at);
            draft.commit();
        }
        return id;
    }

    private byte[] take(UnitId id) throws Exception {
        try (StoredUnits units = store().units(kind("bob"), skipped::add);
                InputStream content = units.claim(id)) {
            return content.readAllBytes();
        }
    }

    private void assertRefused(String what, UnitId id) {
        UnitFileException failure = assertThrows(UnitFileException.class, () -> take(id), what);
        assertTrue(String.valueOf(failure.getReason()).contains("delete it"), failure::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 20_000_000})
    void claim_anyLength_givesWhatWasPutAndNoMore(int length) throws Exception {
        byte[] content = content(length, length);
        UnitId id = put(7, content);
        assertEquals(
                List.of(id),
                store().list(skipped::add).stream().map(UnitStore.Entry::id).toList());
        assertArrayEquals(content, take(id));
        assertFalse(Files.exists(file(id)));
        assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
    }

    @Test
    void claim_fileWithAnyByteOfItsHeaderChanged_isRefused() throws Exception {
        UnitId id = put(1, content(1, 100));
        byte[] whole = Files.readAllBytes(file(id));
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file(id), changed);
            assertRefused("byte " + at, id);
        }
        Files.write(file(id), whole);
        assertArrayEquals(content(1, 100), take(id));
    }

    @Test
    void claim_fileCutAnywhere_isRefused() throws Exception {
        byte[] content = content(2, 2 * CHUNK + 100);
        UnitId id = put(2, content);
        byte[] whole = Files.readAllBytes(file(id));
        int start = whole.length - content.length - 3 * ChunkCipher.TAG_BYTES;
        List<Integer> lengths = new ArrayList<>(List.of(
                start,
                start + 15,
                start + 16,
                start + SEALED - 1,
                start + SEALED,
                start + SEALED + 1,
                start + 2 * SEALED,
                whole.length - 1));
        for (int length = 0; length < start; length++) {
            lengths.add(length);
        }
        for (int length : lengths) {
            Files.write(file(id), Arrays.copyOf(whole, length));
            assertRefused("length " + length, id);
        }
        for (int more : new int[] {1, 16, SEALED}) {
            Files.write(file(id), Arrays.copyOf(whole, whole.length + more));
            assertRefused(more + " more", id);
        }
    }

    @Test
    void claim_chunksChangedOrInAnotherOrder_isRefused() throws Exception {
        byte[] content = content(3, 3 * CHUNK);
        UnitId id = put(3, content);
        UnitId other = put(4, content);
        byte[] whole = Files.readAllBytes(file(id));
        byte[] others = Files.readAllBytes(file(other));
        Files.delete(file(other));
        int start = whole.length - 3 * SEALED;
        for (int at : new int[] {0, CHUNK - 1, CHUNK, SEALED - 1, SEALED, 2 * SEALED, 3 * SEALED - 1}) {
            byte[] changed = whole.clone();
            changed[start + at] ^= 1;
            Files.write(file(id), changed);
            assertRefused("byte " + at + " of the content", id);
        }
        byte[] swapped = whole.clone();
        System.arraycopy(whole, start, swapped, start + SEALED, SEALED);
        System.arraycopy(whole, start + SEALED, swapped, start, SEALED);
        Files.write(file(id), swapped);
        assertRefused("swapped", id);
        byte[] mixed = whole.clone();
        System.arraycopy(others, start, mixed, start, SEALED);
        Files.write(file(id), mixed);
        assertRefused("a chunk of another unit", id);
    }

    private List<UnitId> listed() throws Exception {
        skipped.clear();
        return store().list(skipped::add).stream().map(UnitStore.Entry::id).toList();
    }

    private void assertSkipped(String... reasons) {
        assertEquals(reasons.length, skipped.size(), skipped::toString);
        for (int i = 0; i < reasons.length; i++) {
            String message = String.valueOf(skipped.get(i).getMessage());
            assertTrue(message.contains(".unit: ") && message.contains(reasons[i]), message);
        }
    }

    @Test
    void list_renamedFiles_areSkipped() throws Exception {
        UnitId whole = put(4, content(4, 10));
        UnitId id = put(5, content(5, 10));
        Path renamed = file(new UnitId(6, -6));
        Files.move(file(id), renamed);
        assertEquals(List.of(whole), listed());
        assertSkipped("renamed: it holds unit " + id);
        Files.move(renamed, folder().resolve("x.unit"));
        assertEquals(List.of(whole), listed());
        assertSkipped("not the name of a unit");
    }

    @Test
    void list_unitOfAnotherHome_isSkipped() throws Exception {
        put(8, content(8, 10));
        assertEquals(List.of(), UnitStore.open(folder(), home.resolve("other")).list(skipped::add));
        assertSkipped("made with another key");
    }

    @Test
    void units_damagedFiles_areSkippedAndTheNextIsUsed() throws Exception {
        List<UnitId> ids = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            ids.add(put(i, content(i, 50)));
        }
        byte[] header = Files.readAllBytes(file(ids.get(0)));
        header[20] ^= 1;
        Files.write(file(ids.get(0)), header);
        byte[] tables = Files.readAllBytes(file(ids.get(1)));
        tables[tables.length - 20] ^= 1;
        Files.write(file(ids.get(1)), tables);
        for (int next = 2; next < 4; next++) {
            skipped.clear();
            try (StoredUnits units = store().units(kind("bob"), skipped::add)) {
                assertEquals(ids.subList(next, 4), units.available());
                try (InputStream content = units.claim(ids.get(next))) {
                    assertArrayEquals(content(next + 1, 50), content.readAllBytes());
                }
            }
            assertSkipped("not a unit of this side, or damaged", "this unit is damaged");
        }
        UnitFileException failure =
                assertThrows(UnitFileException.class, () -> store().units(kind("bob"), skipped::add));
        for (UnitId id : ids.subList(0, 2)) {
            assertTrue(String.valueOf(failure.getReason()).contains(file(id) + ": "), failure::toString);
        }
    }

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
    void draft_notCommitted_leavesNothing() throws Exception {
        try (UnitShelf.Draft draft = store().draft(new UnitId(1, 1), kind("bob"))) {
            draft.content().write(content(1, 100));
        }
        try (var left = Files.list(folder())) {
            assertEquals(0, left.count());
        }
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

    @Test
    void put_files_areForTheirOwnerOnly() throws Exception {
        UnitId id = put(17, "content".getBytes(StandardCharsets.US_ASCII));
        for (Path file : List.of(file(id), home.resolve("units.key"), home.resolve("units.ledger"))) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file::toString);
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
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
