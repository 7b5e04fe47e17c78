package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sflmpc.cli.bench.Bench;
import dev.sflmpc.cli.bench.BenchOptions;
import dev.sflmpc.cli.bench.BenchPart;
import dev.sflmpc.cli.bench.BenchResult;
import dev.sflmpc.cli.bench.Launcher;
import dev.sflmpc.runtime.protocol.SessionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BenchCommandTest {

    private static final List<String> HEADLINE = List.of(
            "aes_ns_per_block",
            "garble_and_per_second",
            "evaluate_and_per_second",
            "garble_aes_fraction",
            "ot_per_second",
            "end_to_end_and_per_second",
            "run_seconds_tiny");

    @TempDir
    Path folder;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void here() {
        cli = new Cli(folder);
    }

    @Test
    void bench_everythingInNoTime_hasAllKeys() throws Exception {
        // One measurement of each instead of five: the other four would only take time.
        BenchOptions options =
                new BenchOptions(Duration.ofMillis(1), EnumSet.allOf(BenchPart.class), SessionOptions.defaults(), 1);
        List<String> notes = new ArrayList<>();
        BenchResult result = new Bench(options, Launcher.ofThisProcess(Map.of()), notes::add).run();
        JsonNode bench = new ObjectMapper().readTree(BenchJson.of(result));
        List<String> names = new ArrayList<>();
        bench.fieldNames().forEachRemaining(names::add);
        List<String> expected = new ArrayList<>(HEADLINE);
        expected.addAll(List.of("workloads", "ot", "end_to_end", "session", "prepared", "tiny"));
        assertEquals(expected, names);
        for (String name : HEADLINE) {
            assertPositive(bench, name);
        }
        requireWorkloads(bench.get("workloads"));
        requireSame(bench, bench.get("workloads").get("sha256"));
        requireSessions(bench);
        assertTrue(notes.contains("sha256, half-gates"), notes::toString);
    }

    private static void requireWorkloads(JsonNode workloads) {
        long[] ands = {6400, 22_271, 2205};
        String[] names = {"aes128", "sha256", "div64"};
        for (int i = 0; i < names.length; i++) {
            assertEquals(ands[i], workloads.get(names[i]).get("and").asLong(), names[i]);
        }
        for (String name : List.of("aes128", "sha256", "mul32", "div64")) {
            JsonNode workload = workloads.get(name);
            assertEquals(1, workload.get("side_by_side").asInt());
            requireRates(workload);
            assertEquals(16, workload.get("side_by_side_16").get("side_by_side").asInt());
            requireRates(workload.get("side_by_side_16"));
        }
        JsonNode threeHalves = workloads.get("sha256").get("schemes").get("three-halves");
        assertEquals(24.7, threeHalves.get("bytes_per_and").asDouble(), 0.1);
        assertPositive(threeHalves, "garble_and_per_second");
        requireRates(workloads.get("lanes"));
        assertTrue(workloads.get("lanes").get("curve").size() >= 5);
        workloads.get("lanes").get("curve").forEach(BenchCommandTest::requireRates);
    }

    private static void requireRates(JsonNode rates) {
        assertEquals(32, rates.get("bytes_per_and").asDouble(), 0.01);
        for (String name : List.of("garble_and_per_second", "evaluate_and_per_second", "aes_ns_per_block")) {
            requireFigure(rates, name);
        }
    }

    private static void requireFigure(JsonNode node, String name) {
        assertPositive(node, name);
        double median = node.get(name).asDouble();
        assertTrue(node.get(name + "_min").asDouble() <= median, node.toString());
        assertTrue(node.get(name + "_max").asDouble() >= median, node.toString());
    }

    private static void assertPositive(JsonNode node, String name) {
        assertTrue(node.get(name).asDouble() > 0, name + " of " + node);
    }

    /** The headline is SHA-256 one at a time, and the fraction follows from the rest. */
    private static void requireSame(JsonNode bench, JsonNode sha256) {
        for (String name : List.of("aes_ns_per_block", "garble_and_per_second", "evaluate_and_per_second")) {
            assertEquals(sha256.get(name).asDouble(), bench.get(name).asDouble(), name);
        }
        double nanosPerAnd = 1e9 / bench.get("garble_and_per_second").asDouble();
        assertEquals(
                4 * bench.get("aes_ns_per_block").asDouble() / nanosPerAnd,
                bench.get("garble_aes_fraction").asDouble(),
                1e-9);
    }

    private static void requireSessions(JsonNode bench) {
        for (String name : List.of("tls_off", "tls_on")) {
            JsonNode pair = bench.get("end_to_end").get(name);
            requireFigure(pair, "and_per_second");
            assertTrue(pair.get("bytes_per_and").asDouble() >= 32, name);
        }
        assertEquals(
                bench.get("end_to_end").get("tls_off").get("and_per_second"), bench.get("end_to_end_and_per_second"));
        requireFigure(bench.get("ot"), "per_second");
        requireFigure(bench.get("session"), "seconds");
        assertEquals(9746, bench.get("session").get("and").asLong());
    }

    @Test
    void bench_oneWorkload_measuresNothingElse() throws Exception {
        Cli.Outcome json = cli.run("bench", "--json", "-w", "div64", "--seconds", "0.001");
        JsonNode bench = new ObjectMapper().readTree(json.out());
        assertTrue(bench.get("run_seconds_tiny").isNull());
        assertTrue(bench.get("garble_and_per_second").isNull());
        assertEquals(1, bench.get("workloads").size());
        assertEquals(5, bench.get("workloads").get("div64").get("samples").asInt());
        assertTrue(json.err().contains("measuring div64, half-gates\n"), json.err());
        Cli.Outcome table = cli.run("bench", "-q", "-w", "div64", "--seconds", "0.001");
        assertEquals("", table.err());
        assertTrue(table.out().startsWith("M AND/s on one core: median (least to most)\n"), table.out());
        assertTrue(table.out().contains("\ndiv64    1             2,205"), table.out());
        assertTrue(table.out().contains("\nbare AES  "), table.out());
    }

    @Test
    void bench_unknownWorkload_listsThem() {
        cli.run("bench", "-w", "sha")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for option '--workload' (NAME): expected aes128, sha256, mul32, div64,"
                                + " lanes, ot, end-to-end, session, prepared, tiny; found `sha`\nSee `mpc bench --help`.");
    }

    @Test
    void bench_noTime_isRefused() {
        cli.run("bench", "--seconds", "0")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --seconds 0.0: expected a number above 0, at most 600\nSee `mpc bench --help`.");
    }
}
