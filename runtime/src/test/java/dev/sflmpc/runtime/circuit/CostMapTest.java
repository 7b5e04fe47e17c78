package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CostMapTest {

    private static CostMap map(Program program, long seed) {
        return CostMaps.random(program, new Random(seed));
    }

    private static ProgramFile through(ProgramFile file) throws IOException, ProgramFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return ProgramFile.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static CostMap.Profile profile(CostMap.Share... shares) {
        return new CostMap.Profile(List.of(shares));
    }

    /** A program that calls a block of {@code ands} AND gates {@code times} times. */
    private static Program program(int ands, long times) {
        Program any = RandomPrograms.program(1);
        int[] code = new int[2 + ands * Block.AND_WORDS];
        code[0] = ands;
        code[1] = Block.END_OF_XORS;
        for (int i = 0; i < ands; i++) {
            int at = 2 + i * Block.AND_WORDS;
            code[at] = Block.FIRST_INPUT;
            code[at + 2] = Block.FIRST_INPUT + 1;
            code[at + Block.AND_WORDS - 1] = Block.FIRST_INPUT + 2 + i;
        }
        int slots = Block.FIRST_INPUT + 2 + ands;
        Block block = BlockCheck.block(2, slots, code, new int[] {slots - 1});
        Step call = new Step.Call(0, List.of(new Place.Wires(0, 2)), List.of(new Place.Wires(2, 1)));
        return new Program(
                "p",
                any.parties(),
                List.of(),
                new Program.Region(0, 0),
                List.of(),
                3,
                List.of(block),
                List.of(new Step.Repeat(times, List.of(call))));
    }

    private static CostMap of(List<CostMap.Place> places, List<CostMap.Profile> profiles, int base) {
        return new CostMap(
                List.of(CostMap.Source.of("a.sfl", "")),
                List.of("main", "f"),
                places,
                profiles,
                List.of(new CostMap.Call(0, base)));
    }

    @Test
    void cost_throughAFile_isTheSame() throws IOException, ProgramFormatException {
        for (long seed = 0; seed < 300; seed++) {
            Program program = RandomPrograms.program(seed);
            CostMap map = map(program, seed);
            ProgramFile read = through(ProgramFile.of(program, Optional.of(map)));
            assertEquals(map, read.cost().orElseThrow(), "seed " + seed);
            assertArrayEquals(ProgramDigest.of(program), ProgramDigest.of(read.program()), "seed " + seed);
        }
    }

    @Test
    void cost_ofAFileWithoutIt_isEmpty() throws IOException, ProgramFormatException {
        assertTrue(through(new ProgramFile(RandomPrograms.program(1))).cost().isEmpty());
    }

    @Test
    void withoutTexts_keepsNamesAndDigests() {
        Program program = RandomPrograms.program(1);
        CostMap bare = map(program, 1).withoutTexts();
        assertEquals("main.sfl", bare.sources().getFirst().name());
        assertTrue(bare.sources().stream().allMatch(source -> source.text().isEmpty()));
        assertEquals(
                CostMap.Source.digestOf("program p;\n"),
                bare.sources().getFirst().digest());
    }

    @Test
    void decode_everyTruncation_isRejected() {
        Program program = RandomPrograms.program(3);
        byte[] valid = CostMapFormat.encode(map(program, 3));
        for (int length = 0; length < valid.length; length++) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertThrows(ProgramFormatException.class, () -> CostMapFormat.decode(cut, program));
        }
    }

    @Test
    void decode_mutated_isRejectedOrCanonicalAndUsable() {
        mutate(0, 20_000);
    }

    @Tag("soak")
    @Test
    void decode_manyMutated_areRejectedOrCanonicalAndUsable() {
        mutate(1_000_000, 5_000_000);
    }

    private static void mutate(long firstSeed, int cases) {
        int accepted = 0;
        Program program = RandomPrograms.program(firstSeed);
        byte[] valid = new byte[0];
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            if (seed % 100 == 0) {
                program = RandomPrograms.program(seed);
                valid = CostMapFormat.encode(map(program, seed));
            }
            Random random = new Random(seed);
            byte[] bytes = valid.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                bytes[random.nextInt(bytes.length)] += (byte) (1 + random.nextInt(255));
            }
            try {
                CostMap read = CostMapFormat.decode(bytes, program);
                assertArrayEquals(bytes, CostMapFormat.encode(read), "seed " + seed);
                long ands = ProgramCost.of(program).andCount();
                assertEquals(ands, CostReport.of(program, read).andCount(), "seed " + seed);
                accepted++;
            } catch (ProgramFormatException rejected) {
                assertTrue(rejected.offset() <= bytes.length, "seed " + seed);
            }
        }
        assertTrue(accepted > cases / 100, accepted + " accepted: the mutations miss the mark");
    }

    @Test
    void decode_absurdCounts_areRejectedWithoutMemory() {
        Program program = RandomPrograms.program(1);
        byte[] lying = {1, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        ProgramFormatException wrong =
                assertThrows(ProgramFormatException.class, () -> CostMapFormat.decode(lying, program));
        assertEquals("the file is cut off (at byte 7)", wrong.getMessage());
    }

    @Test
    void decode_ofAnotherProgram_isRejected() {
        byte[] bytes = CostMapFormat.encode(map(program(5, 1), 1));
        ProgramFormatException wrong =
                assertThrows(ProgramFormatException.class, () -> CostMapFormat.decode(bytes, program(6, 1)));
        assertTrue(wrong.getMessage().startsWith("a profile of 5 AND gates for a block of 6"), wrong.getMessage());
    }

    @Test
    void decode_textOfAnotherDigest_isRejected() {
        Program program = program(1, 1);
        CostMap map = map(program, 1);
        List<CostMap.Source> sources = List.of(
                new CostMap.Source("a.sfl", CostMap.Source.digestOf("x"), Optional.of("y")),
                map.sources().get(1));
        byte[] bytes =
                CostMapFormat.encode(new CostMap(sources, map.functions(), map.places(), map.profiles(), map.calls()));
        assertThrows(ProgramFormatException.class, () -> CostMapFormat.decode(bytes, program));
    }

    @Test
    void check_pathOfManyCalls_isRejected() {
        List<CostMap.Place> places = new ArrayList<>();
        for (int i = 0; i <= CostMapCheck.MAX_DEPTH; i++) {
            places.add(new CostMap.Place(i, 0, 0, 1));
        }
        CostMap map = of(places, List.of(profile(new CostMap.Share(1, 1, 1))), 0);
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> CostMapCheck.check(map, program(1, 1)));
        assertEquals("a call path of more than 256 calls", wrong.getMessage());
    }

    @Test
    void report_loopAndBase_multipliesAndJoinsPaths() {
        List<CostMap.Place> places =
                List.of(new CostMap.Place(0, 0, 0, 7), new CostMap.Place(0, 1, 0, 2), new CostMap.Place(2, 1, 0, 3));
        CostMap map = of(places, List.of(profile(new CostMap.Share(2, 4, 1), new CostMap.Share(3, 1, 2))), 1);
        Program program = program(5, 1000);
        CostMapCheck.check(map, program);
        CostReport report = CostReport.of(program, map);
        assertEquals(5000, report.andCount());
        assertEquals(
                List.of(new CostReport.Line(0, 2, 4000, 1000), new CostReport.Line(0, 3, 1000, 2000)), report.lines());
        List<String> paths = report.root().paths(9).stream()
                .map(path -> path.ands() + " "
                        + path.frames().stream()
                                .map(frame -> frame.function() + ":" + frame.line())
                                .toList())
                .toList();
        assertEquals(List.of("4000 [main:7, f:2]", "1000 [main:7, f:2, f:3]"), paths);
        assertEquals(5000, report.root().children().getFirst().totalAnds());
    }

    @Test
    void report_absurdExecutions_doNotOverflow() {
        CostMap map = of(
                List.of(new CostMap.Place(0, 0, 0, 7)),
                List.of(profile(new CostMap.Share(1, 1, Integer.MAX_VALUE))),
                0);
        CostReport report = CostReport.of(program(1, 1L << 40), map);
        assertEquals(1L << 40, report.andCount());
        assertEquals(Long.MAX_VALUE, report.lines().getFirst().executions());
    }

    @Test
    void report_manyCallsOfLargeProfiles_staysBounded() {
        int count = 4000;
        List<CostMap.Place> places = new ArrayList<>();
        List<CostMap.Share> shares = new ArrayList<>();
        List<CostMap.Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new CostMap.Place(0, 0, 0, i + 1));
            shares.add(new CostMap.Share(i + 1, 1, 1));
            calls.add(new CostMap.Call(0, i + 1));
        }
        Program one = program(count, 1);
        Step call = ((Step.Repeat) one.schedule().getFirst()).body().getFirst();
        Program program = new Program(
                one.name(),
                one.parties(),
                one.inputs(),
                one.random(),
                one.outputs(),
                one.wireCount(),
                one.blocks(),
                Collections.nCopies(count, call));
        CostMap map = new CostMap(
                List.of(CostMap.Source.of("a", "")), List.of("f"), places, List.of(new CostMap.Profile(shares)), calls);
        CostMapCheck.check(map, program);
        CostReport report = CostReport.of(program, map);
        assertEquals((long) count * count, report.root().totalAnds());
        assertEquals((long) count * count, report.andCount());
    }
}
