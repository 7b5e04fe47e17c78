package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCommandTest extends CompareTestCase {

    @Test
    void run_bothInputs_printsWhatEachPartyLearns() {
        cli.run("run", program, "--input", "alice=" + a, "--input", "bob=" + b)
                .assertDone("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n");
    }

    @Test
    void run_otherGarbler_givesTheSame() {
        cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--garbler", "bob")
                .assertDone("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n");
    }

    @Test
    void run_unknownGarbler_listsTheParties() {
        cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--garbler", "carol")
                .assertFails(
                        ExitCode.USAGE,
                        "error: the program has no party carol; its parties are alice, bob\nSee `mpc run --help`.");
    }

    @Test
    void run_report_hasTheFieldsOfTheContract() throws IOException {
        String report = cli.path("report.json");
        assertEquals(
                0,
                cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--report", report)
                        .exitCode());
        JsonNode both = new ObjectMapper().readTree(Path.of(report).toFile());
        assertEquals("garbler", both.path("alice").path("role").asText());
        assertEquals("evaluator", both.path("bob").path("role").asText());
        assertEquals(
                both.path("alice").path("sent_bytes").asLong(-1),
                both.path("bob").path("received_bytes").asLong());
        requireFields(both.path("alice"));
        requireFields(both.path("bob"));
    }

    @Test
    void run_lowBandwidth_givesTheSameWithTheOtherOts() throws IOException {
        String report = cli.path("report.json");
        cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--bandwidth", "low", "--report", report)
                .assertDone("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n");
        JsonNode both = new ObjectMapper().readTree(Path.of(report).toFile());
        assertTrue(both.path("bob").path("suites").toString().contains("SoftSpoken-8"), both.toString());
    }

    @Test
    void run_unknownBandwidth_saysWhichThereAre() {
        Cli.Outcome outcome = cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--bandwidth", "tiny");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("expected normal or low, found `tiny`"), outcome.err());
    }

    private static void requireFields(JsonNode json) {
        assertEquals(8, json.path("and").asInt());
        assertEquals("L1", json.path("level").asText());
        assertEquals(1, json.path("rows").asInt());
        for (String field : List.of("sent_bytes", "received_bytes", "ots", "peak_heap_bytes", "digest")) {
            assertTrue(json.has(field), field);
        }
        for (String field : List.of("total", "handshake", "base_ot", "ot", "gates", "output")) {
            assertTrue(json.path("seconds").has(field), field);
        }
    }

    @Test
    void run_reportWithoutPlace_failsBeforeItRuns() {
        cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--report", cli.path("none/report.json"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: none/report.json: not a file in an existing directory, so the report cannot be written");
    }

    @Test
    void run_threeParties_saysThatASessionHasTwo() throws IOException {
        Cli.Outcome outcome = cli.run("run", cli.write("x.sfl", "program x;"), "-D", "THREE=1");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("a session is between exactly two"), outcome.err());
    }

    @Test
    void run_verbose_sumsUpOnStandardError() {
        Cli.Outcome outcome = cli.run("run", program, "-i", "alice=" + a, "-i", "bob=" + b, "--verbose");
        assertTrue(outcome.err().contains("8 AND gates in "), outcome.err());
        assertEquals("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n", outcome.out());
    }
}
