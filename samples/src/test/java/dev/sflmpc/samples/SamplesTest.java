package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample on one machine: simulated, run, compiled and run from its file. */
class SamplesTest {

    private static final Pattern STATED_SIZE = Pattern.compile("\\*\\*([0-9,]+) AND gates\\*\\*");

    @TempDir
    Path directory;

    static List<Sample> samples() {
        return Sample.quick();
    }

    @Test
    void all_folders_holdTheSamplesThatTheReadmeNames() {
        String readme = Sample.read(Launcher.root().resolve("README.md"));
        List<Sample> samples = Sample.all();
        assertTrue(samples.size() >= 7, () -> "samples: " + samples);
        for (Sample sample : samples) {
            assertTrue(readme.contains("samples/" + sample.name()), () -> "README.md does not name " + sample);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void simulate_givenInputs_printsWhatIsExpected(Sample sample) {
        String out = mpc(sample.withInputs("simulate", sample.source()));
        assertEquals(sample.expected(), Sample.parse(out));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void run_givenInputs_printsWhatIsExpected(Sample sample) {
        String out = mpc(sample.withInputs("run", sample.source()));
        assertEquals(sample.expected(), Sample.parse(out));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void compile_toFile_runsFromItAndStatesItsCost(Sample sample) {
        Path compiled = directory.resolve("program.sfc");
        JsonNode info =
                Sample.parse(mpc(List.of("compile", sample.source().toString(), "-o", compiled.toString(), "--json")));
        assertEquals(sample.expected(), Sample.parse(mpc(sample.withInputs("run", compiled))));
        assertInterface(sample, info);
        assertCost(sample, info);
    }

    @Test
    void info_ofSourceAndOfCompiledFile_agrees() {
        Sample sample = Sample.of("failure-risk");
        Path compiled = directory.resolve("program.sfc");
        assertTrue(mpc(List.of("compile", sample.source().toString(), "-o", compiled.toString()))
                .contains("wrote " + compiled));
        assertEquals(info(sample.source()), info(compiled));
    }

    static void assertInterface(Sample sample, JsonNode info) {
        Map<String, Long> bitsByParty = new TreeMap<>();
        for (JsonNode input : info.path("inputs")) {
            String party = input.path("party").asText();
            assertTrue(sample.json(party + ".json").has(input.path("name").asText()), info::toString);
            assertTrue(bitsByParty.merge(party, input.path("bits").asLong(), Long::sum) > 0, info::toString);
        }
        assertEquals(sample.parties(), List.copyOf(bitsByParty.keySet()));
        bitsByParty.forEach((party, bits) -> assertEquals(
                bits.longValue(), info.path("input_bits").path(party).asLong(), info::toString));
        long outputBits = 0;
        for (JsonNode output : info.path("outputs")) {
            outputBits += output.path("bits").asLong();
            for (JsonNode recipient : output.path("recipients")) {
                assertTrue(
                        sample.expected(recipient.asText())
                                .has(output.path("name").asText()),
                        info::toString);
            }
        }
        assertEquals(outputBits, info.path("output_bits").asLong(), info::toString);
    }

    static void assertCost(Sample sample, JsonNode info) {
        long and = info.path("and").asLong();
        assertEquals(32 * and, info.path("table_bytes").asLong(), info::toString);
        assertTrue(info.path("digest").asText().matches("[0-9a-f]{64}"), info::toString);
        for (String count : List.of("xor", "not", "and_depth", "blocks", "file_bytes")) {
            assertTrue(info.path(count).isIntegralNumber(), () -> count + " in " + info);
        }
        assertTrue(and <= statedSize(sample), () -> and + " AND gates, more than README.md states");
    }

    private static long statedSize(Sample sample) {
        Matcher size = STATED_SIZE.matcher(Sample.read(sample.file("README.md")));
        assertTrue(size.find(), () -> sample + "/README.md states no size");
        return Long.parseLong(size.group(1).replace(",", ""));
    }

    @Test
    void simulate_healthyMachine_raisesNoAlarm() {
        Sample sample = Sample.of("failure-risk");
        String out = mpc(List.of(
                "simulate",
                sample.source().toString(),
                "--input",
                "vendor=" + sample.input("vendor"),
                "--input",
                "operator=" + sample.file("operator-healthy.json")));
        assertEquals(sample.json("expected-healthy.json"), Sample.parse(out));
    }

    @Test
    void run_readingsOfAShift_raisesTheAlarmsOfEachRow() throws IOException {
        Sample sample = Sample.of("failure-risk");
        String out = mpc(List.of(
                "run",
                sample.source().toString(),
                "--quiet",
                "--input",
                "vendor=" + sample.input("vendor"),
                "--batch",
                "operator=" + sample.file("readings.csv")));
        assertEquals(Files.readString(sample.file("expected-readings.csv")), out);
    }

    @Test
    void simulate_bitParallelEditDistance_agreesWithTheTable() {
        Sample sample = Sample.of("edit-distance");
        Path program = sample.file("bit-parallel.sfl");
        String out = mpc(sample.withInputs("simulate", program));
        assertEquals(sample.expected(), Sample.parse(out));
        assertTrue(
                info(sample.source()).path("and").asLong()
                        < info(program).path("and").asLong(),
                "the table, written the naive way, takes fewer gates");
    }

    private JsonNode info(Path program) {
        return Sample.parse(mpc(List.of("info", program.toString(), "--json")));
    }

    private String mpc(List<String> arguments) {
        return Launcher.run(directory, arguments).result();
    }
}
