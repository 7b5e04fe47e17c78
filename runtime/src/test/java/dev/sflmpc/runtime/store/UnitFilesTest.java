package dev.sflmpc.runtime.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sflmpc.runtime.protocol.UnitId;
import dev.sflmpc.runtime.protocol.UnitShelf;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were touched are refused, and others are what was put. */
@Timeout(120)
class UnitFilesTest extends StoreTestCase {

    private static final int CHUNK = ChunkCipher.CHUNK_BYTES;
    private static final int SEALED = CHUNK + ChunkCipher.TAG_BYTES;

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
    void draft_notCommitted_leavesNothing() throws Exception {
        try (UnitShelf.Draft draft = store().draft(new UnitId(1, 1), kind("bob"))) {
            draft.content().write(content(1, 100));
        }
        try (var left = Files.list(folder())) {
            assertEquals(0, left.count());
        }
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

    @Test
    void content_toAFullDisk_namesTheFile() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system");
        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
                SealedOutput out = new SealedOutput(channel, new ChunkCipher(new byte[32], true), home)) {
            out.write(new byte[CHUNK]);
            UnitFileException failure = assertThrows(UnitFileException.class, () -> out.write(1));
            assertEquals(home.toString(), failure.getFile());
            assertTrue(String.valueOf(failure.getReason()).startsWith("cannot be written: "), failure::toString);
        }
    }

    @Test
    void content_whileInterrupted_isNoFaultOfTheFile() throws Exception {
        try (UnitShelf.Draft draft = store().draft(new UnitId(1, 1), kind("bob"))) {
            draft.content().write(new byte[CHUNK]);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> draft.content().write(1));
            assertTrue(Thread.interrupted());
        }
        try (var left = Files.list(folder())) {
            assertEquals(0, left.count());
        }
    }
}
