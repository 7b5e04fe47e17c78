package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCommandTest extends BothTestCase {

    private static final String LISTING = """
            both: 14 AND gates, 448 bytes of garbled tables

            ANDs   share  times  both.sfl
                                  3
                                  4  fn masked(x: u8, y: u8) -> u8 {
               8   57.1%      1   5      return x & y;
                                  6  }
                                  7
                                  8  fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) {
                              1   9      let m = masked(a, b);
               6   42.9%      1  10      return m ^ (a + b);
                                 11  }

            Call paths that cost most
            8   57.1%  main:9 > masked:5
            6   42.9%  main:10

            Estimated time of a session
              same machine       0.0 ms
              LAN, 1 Gbit/s      4.0 ms
              100 Mbit/s, 10 ms  80.0 ms
              10 Mbit/s, 40 ms   320.4 ms
            """;

    // ---- listing

    @Test
    void profile_source_showsWhatEachLineCosts() {
        cli.run("profile", source).assertDone(LISTING);
    }

    @Test
    void profile_compiledBesideItsSource_isTheSame() {
        cli.run("profile", compiled()).assertDone(LISTING);
    }

    @Test
    void profile_compiledWithItsSource_needsNoOther() throws IOException {
        String program = compiled("--embed-source");
        Files.delete(folder.resolve("both.sfl"));
        cli.run("profile", program).assertDone(LISTING);
    }

    @Test
    void profile_compiledWithoutSource_showsLinesWithoutText() throws IOException {
        String program = compiled();
        Files.createDirectory(folder.resolve("other"));
        Files.move(folder.resolve("both.sfl"), folder.resolve("other/both.sfl"));
        Cli.Outcome outcome = cli.run("profile", program);
        assertTrue(outcome.out().contains("both.sfl (not found; say where it is with --source)\n"), outcome.out());
        assertTrue(outcome.out().contains("   8   57.1%      1   5\n"), outcome.out());
        cli.run("profile", program, "--source", cli.path("other")).assertDone(LISTING);
    }

    @Test
    void profile_sourceThatChanged_isNotShown() throws IOException {
        String program = compiled();
        cli.write("both.sfl", SOURCE + "\n");
        Cli.Outcome outcome = cli.run("profile", program);
        assertTrue(outcome.out().contains("both.sfl (changed since the program was compiled)\n"), outcome.out());
        assertFalse(outcome.out().contains("return"), outcome.out());
    }

    @Test
    void profile_all_listsEveryLine() {
        String all = cli.run("profile", source, "--all").out();
        assertTrue(all.contains("1  program both;\n"), all);
    }

    @Test
    void profile_ownNetwork_comesFirst() {
        String listing = cli.run("profile", source, "--rate", "1", "--bandwidth", "56k", "--latency", "1000")
                .out();
        assertTrue(listing.contains("session\n  your network       22.0 s\n"), listing);
    }

    @Test
    void profile_threeHalves_countsItsSmallerTables() throws IOException {
        String[] of = {"profile", source, "--garbling", "three-halves", "--bandwidth", "1k", "--json"};
        JsonNode json = json(cli.run(of).out());
        assertEquals(24 * 14 + 9, json.path("table_bytes").asLong());
        assertEquals(2.76, json.path("networks").path(0).path("seconds").asDouble());
    }

    @ParameterizedTest
    @CsvSource({"--rate, 0", "--rate, fast", "--bandwidth, -1", "--bandwidth, 1T", "--latency, -1", "--latency, NaN"})
    void profile_numberThatIsNone_isRefused(String option, String value) {
        Cli.Outcome outcome = cli.run("profile", source, option + "=" + value);
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().startsWith("error: "), outcome.err());
        assertTrue(outcome.err().contains("expected"), outcome.err());
    }

    @Test
    void profile_terminal_isColouredAndCutUnlessTold() {
        String coloured = cli.withTerminal().run("profile", source).out();
        assertTrue(coloured.contains("\u001b[1;31m"), coloured);
        String plain = cli.with("NO_COLOR", "1").run("profile", source).out();
        assertFalse(plain.contains("\u001b"), plain);
        assertTrue(plain.lines().allMatch(line -> line.length() <= 100), plain);
    }

    @Test
    void profile_longLineOnATerminal_isCut() throws IOException {
        String wide = cli.write("both.sfl", SOURCE.replace("x & y;", "x & y; //" + " long".repeat(50)));
        String cut =
                cli.withTerminal().with("NO_COLOR", "1").run("profile", wide).out();
        assertTrue(cut.contains("…\n"), cut);
        assertTrue(cut.lines().allMatch(line -> line.length() <= 100), cut);
    }

    // ---- nothing to show

    @Test
    void profile_stripped_saysWhy() {
        cli.run("profile", compiled("--strip"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: both.sfc: does not say where its gates come from; profile its source, or compile it again"
                                + " without --strip");
    }

    @Test
    void profile_circuit_saysWhy() {
        assertEquals(0, cli.run("compile", source, "--format", "bristol").exitCode());
        cli.run("profile", cli.path("both.txt"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG, "error: both.txt: is a circuit: its gates come from no source");
    }

    @Test
    void profile_damagedSection_saysWhatIsWrongAndTheProgramStillRuns() throws IOException {
        Program program = TestPrograms.compare();
        ProgramFile damaged =
                new ProgramFile(program, List.of(new ProgramFile.Section(CostMap.SECTION, new byte[] {1, 1})));
        damaged.write(folder.resolve("damaged.sfc"));
        cli.run("profile", cli.path("damaged.sfc"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: damaged.sfc: what it says of its cost is not usable: the file is cut off (at byte 2)");
        assertEquals(0, cli.run("info", cli.path("damaged.sfc")).exitCode());
    }

    // ---- json

    @Test
    void profile_json_keepsItsContract() throws IOException {
        JsonNode json = json(cli.run("profile", source, "--json").out());
        assertEquals("both", json.path("name").asText());
        assertEquals(14, json.path("and").asLong());
        assertEquals(448, json.path("table_bytes").asLong());
        assertEquals(0, json.path("unattributed").asLong());
        assertEquals(64, json.path("digest").asText().length());
        JsonNode line = json.path("lines").path(0);
        assertEquals("both.sfl", line.path("file").asText());
        assertEquals(5, line.path("line").asInt());
        assertEquals(8, line.path("and").asLong());
        assertEquals(57.14, line.path("percent").asDouble());
        assertEquals(1, line.path("times").asLong());
        assertEquals("return x & y;", line.path("text").asText());
        JsonNode path = json.path("paths").path(0);
        assertEquals(8, path.path("and").asLong());
        assertEquals(
                "{\"function\":\"masked\",\"file\":\"both.sfl\",\"line\":5}",
                path.path("frames").path(1).toString());
        JsonNode network = json.path("networks").path(1);
        assertEquals("LAN, 1 Gbit/s", network.path("name").asText());
        assertEquals(1e7, network.path("and_per_second").asDouble());
        assertEquals(1e9, network.path("bits_per_second").asDouble());
        assertEquals(0.5, network.path("latency_ms").asDouble());
        assertEquals(0.004004, network.path("seconds").asDouble());
    }
}
