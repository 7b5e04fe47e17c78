package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFileTest {

    private static final int MAX_ALLOCATION_BYTES = 32 << 20;
    private static final int CHECKSUM_BYTES = 4;

    private static byte[] bytes(ProgramFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    private static ProgramFile read(byte[] bytes) throws IOException, ProgramFormatException {
        return ProgramFile.read(new ByteArrayInputStream(bytes));
    }

    private static ProgramFormatException assertRejected(byte[] bytes) {
        return assertThrows(ProgramFormatException.class, () -> read(bytes));
    }

    private static byte[] withChecksum(byte[] bytes) {
        byte[] result = bytes.clone();
        CRC32C crc = new CRC32C();
        crc.update(result, 0, result.length - CHECKSUM_BYTES);
        for (int i = 0; i < CHECKSUM_BYTES; i++) {
            result[result.length - CHECKSUM_BYTES + i] = (byte) (crc.getValue() >> 8 * i);
        }
        return result;
    }

    @Test
    void read_writtenPrograms_givesThemBack() throws IOException, ProgramFormatException {
        for (long seed = 0; seed < 1000; seed++) {
            Program program = RandomPrograms.program(seed);
            byte[] written = bytes(new ProgramFile(program));
            Program read = read(written).program();
            assertEquals(program, read, "seed " + seed);
            assertArrayEquals(ProgramDigest.of(program), ProgramDigest.of(read), "seed " + seed);
            for (int i = 0; i < program.blocks().size(); i++) {
                assertEquals(
                        program.blocks().get(i).toString(), read.blocks().get(i).toString(), "seed " + seed);
            }
        }
    }

    /** Its numbers are of one, two and three bytes, and fill the buffer of the writer many times over. */
    @Test
    void read_largeBlock_givesItBack() throws IOException, ProgramFormatException {
        int slots = 40_000;
        int[] code = new int[2 + Block.XOR_WORDS * (slots - 3)];
        int at = 1;
        for (int slot = 3; slot < slots; slot++) {
            code[at++] = slot;
            code[at++] = slot - 1;
            code[at++] = slot / 2;
            code[at++] = slot % Block.FIRST_INPUT;
        }
        code[at] = Block.END_OF_XORS;
        Block block = BlockCheck.block(1, slots, code, new int[] {slots - 1, 128, 16_384});
        Program program = RandomPrograms.program(1);
        Program large = new Program(
                program.name(),
                program.parties(),
                program.inputs(),
                program.random(),
                program.outputs(),
                Math.max(3, program.wireCount()),
                List.of(block),
                List.of(new Step.Call(0, List.of(new Place.Wires(0, 1)), List.of(new Place.Wires(0, 3)))));
        assertEquals(
                block, read(bytes(new ProgramFile(large))).program().blocks().getFirst());
    }

    @Test
    void read_sections_keepsThemOutOfTheDigest() throws IOException, ProgramFormatException {
        Program program = RandomPrograms.program(1);
        byte[] text = "line 3: 4 ANDs".getBytes(StandardCharsets.UTF_8);
        ProgramFile file = new ProgramFile(
                program, List.of(new ProgramFile.Section(1, new byte[200_000]), new ProgramFile.Section(64, text)));
        ProgramFile read = read(bytes(file));
        assertArrayEquals(text, read.section(64).orElseThrow());
        assertEquals(200_000, read.section(1).orElseThrow().length);
        assertTrue(read.section(2).isEmpty());
        assertArrayEquals(ProgramDigest.of(program), ProgramDigest.of(read.program()));
    }

    @Test
    void write_sectionsOutOfOrder_areRejected() {
        ProgramFile.Section section = new ProgramFile.Section(1, new byte[0]);
        ProgramFile file = new ProgramFile(RandomPrograms.program(1), List.of(section, section));
        assertThrows(IllegalArgumentException.class, () -> bytes(file));
    }

    @Test
    void write_path_replacesTheFileAndLeavesNothingElse(@TempDir Path folder)
            throws IOException, ProgramFormatException {
        Path path = folder.resolve("p.sfc");
        Files.writeString(path, "before");
        Program program = RandomPrograms.program(2);
        new ProgramFile(program).write(path);
        assertEquals(program, ProgramFile.read(path).program());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @Test
    void write_failing_leavesTheOldFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("p.sfc");
        Files.writeString(path, "before");
        Program program = RandomPrograms.program(2);
        Program wrong = new Program(
                "",
                program.parties(),
                program.inputs(),
                program.random(),
                program.outputs(),
                program.wireCount(),
                program.blocks(),
                program.schedule());
        assertThrows(IllegalArgumentException.class, () -> new ProgramFile(wrong).write(path));
        assertEquals("before", Files.readString(path));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @Test
    void read_everyTruncation_isRejected() throws IOException {
        byte[] valid = bytes(new ProgramFile(RandomPrograms.program(3)));
        for (int length = 0; length < valid.length; length++) {
            assertTrue(assertRejected(Arrays.copyOf(valid, length)).offset() <= length);
        }
    }

    @Test
    void read_everyBitFlip_isRejected() throws IOException {
        byte[] valid = bytes(new ProgramFile(RandomPrograms.program(4)));
        for (int bit = 0; bit < 8 * valid.length; bit++) {
            byte[] flipped = valid.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRejected(flipped);
        }
    }

    @Test
    void read_trailingByte_isRejected() throws IOException {
        byte[] valid = bytes(new ProgramFile(RandomPrograms.program(5)));
        ProgramFormatException wrong = assertRejected(Arrays.copyOf(valid, valid.length + 1));
        assertEquals(valid.length, wrong.offset());
    }

    @Test
    void read_otherFile_saysSo() {
        ProgramFormatException wrong = assertRejected("program millionaires;".getBytes(StandardCharsets.UTF_8));
        assertEquals("not a compiled program (at byte 0)", wrong.getMessage());
    }

    @Test
    void read_otherVersion_saysSo() throws IOException {
        byte[] valid = bytes(new ProgramFile(RandomPrograms.program(5)));
        valid[8] = 2;
        assertEquals(
                "format version 2, expected 1 (at byte 9)",
                assertRejected(withChecksum(valid)).getMessage());
    }

    @Test
    void read_mutatedFiles_rejectsThemOrTheyAreCanonical() throws IOException {
        mutate(0, 6000);
    }

    @Tag("soak")
    @Test
    void read_manyMutatedFiles_rejectsThemOrTheyAreCanonical() throws IOException {
        mutate(1_000_000, 1_500_000);
    }

    private static void mutate(long firstSeed, int cases) throws IOException {
        int accepted = 0;
        byte[] valid = new byte[0];
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            if (seed % 50 == 0) {
                valid = bytes(new ProgramFile(
                        RandomPrograms.program(seed), List.of(new ProgramFile.Section(7, new byte[10]))));
            }
            byte[] mutated = mutated(valid, new Random(seed));
            accepted += readsSafely(seed % 8 == 0 ? mutated : withChecksum(mutated), "seed " + seed) ? 1 : 0;
        }
        assertTrue(accepted > cases / 100, accepted + " mutated files accepted: the mutations miss the mark");
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(6));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
                case 3 -> bytes = spliced(bytes, at, at + length, new byte[0]);
                case 4 -> bytes = spliced(bytes, at, at, randomBytes(random, length));
                default -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            }
            bytes = bytes.length < CHECKSUM_BYTES ? valid.clone() : bytes;
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, CHECKSUM_BYTES + random.nextInt(bytes.length)) : bytes;
    }

    /** Mostly the large numbers that an attacker would try. */
    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            Arrays.fill(bytes, (byte) 0xFF);
            bytes[length - 1] = 1;
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] replacement) {
        byte[] result = Arrays.copyOf(bytes, from + replacement.length + bytes.length - to);
        System.arraycopy(replacement, 0, result, from, replacement.length);
        System.arraycopy(bytes, to, result, from + replacement.length, bytes.length - to);
        return result;
    }

    private static boolean readsSafely(byte[] bytes, String message) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            ProgramFile read = read(bytes);
            ProgramCheck.check(read.program());
            assertArrayEquals(bytes, bytes(read), message);
            return true;
        } catch (ProgramFormatException e) {
            assertTrue(e.offset() <= bytes.length, message);
            assertFalse(String.valueOf(e.getMessage()).isEmpty(), message);
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(message, e);
        } finally {
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MAX_ALLOCATION_BYTES, message + " allocated " + allocated + " bytes");
        }
    }

    @Test
    void digest_ofAFixedProgram_neverChanges() {
        Block block = BlockCheck.block(
                3, 7, new int[] {1, 5, 2, 3, 1, -1, 2, 3, 4, 0, 5, 6, 0, 2, 6, 5, 0, -1}, new int[] {2, 6});
        Program program = new Program(
                "fixed",
                List.of("vendor", "operator"),
                List.of(
                        new Program.Input("vendor", "x", new ValueType.Int(true, 8), 0),
                        new Program.Input("operator", "y", new ValueType.Fixed(8, 3), 8)),
                new Program.Region(16, 4),
                List.of(new Program.Output(
                        "z", new ValueType.Array(new ValueType.Bool(), 2), List.of("vendor", "operator"), 20)),
                22,
                List.of(block),
                List.of(new Step.Repeat(
                        4,
                        List.of(new Step.Call(
                                0,
                                List.of(new Place.Wires(0, 2, new long[] {2}), new Place.Number(0, 1, new long[] {1})),
                                List.of(new Place.Wires(20, 2)))))));
        assertEquals(
                "cf587c5ea3eca7a93b82daced94048e2e3bc44d103e7497bb0f6de581e6e60bb",
                HexFormat.of().formatHex(ProgramDigest.of(program)));
    }

    @Test
    void digest_ofAnotherName_isTheSame() {
        Program p = RandomPrograms.program(6);
        Program q = new Program(
                "q", p.parties(), p.inputs(), p.random(), p.outputs(), p.wireCount(), p.blocks(), p.schedule());
        assertArrayEquals(ProgramDigest.of(p), ProgramDigest.of(q));
    }

    @Test
    void digest_ofOtherPrograms_differ() {
        Stream<String> digests = Stream.iterate(0, i -> i < 500, i -> i + 1)
                .map(seed -> HexFormat.of().formatHex(ProgramDigest.of(RandomPrograms.program(seed))));
        assertEquals(500, digests.distinct().count());
    }
}
