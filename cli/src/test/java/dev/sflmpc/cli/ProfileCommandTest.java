package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCommandTest {

    private static final String SOURCE = """
            program both;
            party alice, bob;

            fn masked(x: u8, y: u8) -> u8 {
                return x & y;
            }

            fn main(a: u8 from alice, b: u8 from bob) -> (r: u8 to all) {
                let m = masked(a, b);
                return m ^ (a + b);
            }
            """;

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

    @TempDir
    Path folder;

    private Cli cli;
    private String source;

    @BeforeEach
    void writeSource() throws IOException {
        cli = new Cli(folder).withCompiler();
        source = cli.write("both.sfl", SOURCE);
    }

    private String compiled(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compile", source));
        arguments.addAll(List.of(options));
        Cli.Outcome outcome = cli.run(arguments.toArray(String[]::new));
        assertEquals("", outcome.err());
        return cli.path("both.sfc");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

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

    // ---- page

    private String page(String program) throws IOException {
        Cli.Outcome outcome = cli.run("profile", program, "--html", cli.path("page.html"));
        outcome.assertDone("wrote page.html\n");
        return Files.readString(folder.resolve("page.html"));
    }

    @Test
    void profile_html_isOnePageWithSourceAndData() throws IOException {
        String page = page(source);
        assertTrue(page.contains("<tr id=\"s0l5\" class=\"h9\"><td>8</td><td>57.1%</td><td>256 bytes</td>"), page);
        assertTrue(page.contains("<td class=\"text\">    return x &amp; y;</td>"), page);
        assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find(), "the page loads something");
        assertFalse(page.contains("@import") || page.contains("url("), "the page loads something");
        assertFalse(page.contains("{{"), "a hole of the template is left");
        JsonNode data = data(page);
        assertEquals(14, data.path("ands").asLong());
        assertEquals(
                "[[\"main\",0,9,0,8,[[\"masked\",0,5,8,8,[]]]],[\"main\",0,10,6,6,[]]]",
                data.path("calls").toString());
        assertEquals(
                "wrote page.html\n",
                cli.run("profile", source, "--html", cli.path("page.html")).out());
    }

    private static JsonNode data(String page) throws IOException {
        Matcher matcher = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertTrue(matcher.find());
        return json(matcher.group(1));
    }

    @Test
    void profile_htmlOfHostileProgram_letsNothingOut() throws IOException {
        String attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"\u202e\u2028{{data}}";
        Program program = TestPrograms.compare();
        CostMap map = new CostMap(
                List.of(CostMap.Source.of(attack + ".sfl", "/* " + attack)),
                List.of(attack),
                List.of(new CostMap.Place(0, 0, 0, 1)),
                List.of(new CostMap.Profile(List.of(new CostMap.Share(1, 8, 1)))),
                List.of(new CostMap.Call(0, 0)));
        ProgramFile.of(program, Optional.of(map)).write(folder.resolve("evil.sfc"));
        String page = page(cli.path("evil.sfc"));
        assertEquals(2, page.split("<script", -1).length - 1, "a script got in");
        assertEquals(2, page.split("</script", -1).length - 1, "a script was ended");
        assertFalse(page.contains("<img"), "an element got in");
        assertFalse(page.contains("\u202e") || page.contains("\u2028"), "text changes its direction");
        assertTrue(data(page).path("calls").path(0).path(0).asText().startsWith("</script>"), "the name is lost");
    }

    @Test
    void profile_htmlOfHostileNames_readsNoOtherFile() throws IOException {
        cli.write("secret.txt", "secret");
        Program program = TestPrograms.compare();
        CostMap.Source guessed = new CostMap.Source("secret.txt", CostMap.Source.digestOf("a guess"), Optional.empty());
        CostMap.Source absolute =
                new CostMap.Source(cli.path("secret.txt"), CostMap.Source.digestOf("secret"), Optional.empty());
        CostMap map = new CostMap(
                List.of(guessed, absolute),
                List.of("main"),
                List.of(new CostMap.Place(0, 0, 0, 1), new CostMap.Place(0, 0, 1, 1)),
                List.of(new CostMap.Profile(List.of(new CostMap.Share(1, 4, 1), new CostMap.Share(2, 4, 1)))),
                List.of(new CostMap.Call(0, 0)));
        ProgramFile.of(program, Optional.of(map)).write(folder.resolve("evil.sfc"));
        String page = page(cli.path("evil.sfc"));
        assertFalse(page.contains(">secret<"), "a file was read that was not compiled");
        assertTrue(page.contains("(changed since the program was compiled)"), page);
    }

    @Test
    void profile_htmlOntoTheSource_isRefused() throws IOException {
        cli.run("profile", source, "--html", source)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG, "error: both.sfl: exists and is no page; it is not written over");
        assertEquals(SOURCE, Files.readString(folder.resolve("both.sfl")));
    }

    @Test
    void profile_htmlIntoMissingFolder_isRefused() {
        cli.run("profile", source, "--html", cli.path("none/page.html"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: none/page.html: not a file in an existing directory, so the page cannot be written");
    }

    // ---- compile

    @Test
    void compile_stripOrEmbed_changeTheFileAndNotTheDigest() throws IOException {
        String plain = digest(compiled());
        long size = Files.size(folder.resolve("both.sfc"));
        assertEquals(plain, digest(compiled("--strip")));
        long stripped = Files.size(folder.resolve("both.sfc"));
        assertEquals(plain, digest(compiled("--embed-source")));
        long embedded = Files.size(folder.resolve("both.sfc"));
        assertTrue(stripped < size && size < embedded, stripped + ", " + size + ", " + embedded);
        byte[] bytes = Files.readAllBytes(folder.resolve("both.sfc"));
        assertTrue(new String(bytes, StandardCharsets.ISO_8859_1).contains("x & y"));
    }

    private String digest(String program) throws IOException {
        return json(cli.run("info", program, "--json").out()).path("digest").asText();
    }

    @Test
    void compile_stripAndEmbed_areRefused() {
        cli.run("compile", source, "--strip", "--embed-source")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --strip leaves out what --embed-source would keep; give one of them\n"
                                + "See `mpc compile --help`.");
    }

    @Test
    void compile_overBudget_namesTheLines() {
        cli.run("compile", source, "--budget", "10").assertFails(ExitCode.OVER_BUDGET, """
                        error: both.sfl: 14 AND gates, 4 over the budget of 10
                        The lines that cost most:
                          8 (57.1%)  both.sfl:5  return x & y;
                          6 (42.9%)  both.sfl:10  return m ^ (a + b);""");
    }

    // ---- explain

    @Test
    void explain_line_namesTheCircuits() {
        cli.run("compile", source, "--explain", "10").assertDone("""
                both.sfl:10  return m ^ (a + b);
                6 AND gates, 42.9% of the program, executed 1 time

                one sum of 2 words, 8 bits; 1 more exists already, made for line 5: 6 ANDs
                  carry chain of 8 bits: 6 ANDs
                """);
        assertFalse(Files.exists(folder.resolve("both.sfc")), "--explain writes nothing by itself");
    }

    @Test
    void explain_withOutput_writesToo() {
        cli.run("compile", source, "--explain", "5", "-o", cli.path("x.sfc"));
        assertTrue(Files.exists(folder.resolve("x.sfc")));
    }

    @Test
    void explain_import_isFoundByItsName() throws IOException {
        cli.write("lib/ops.sfl", "fn masked(x: u8, y: u8) -> u8 {\n    return x & y;\n}\n");
        String main = cli.write("main.sfl", """
                program p;
                import "lib/ops.sfl";
                party a, b;
                fn main(x: u8 from a, y: u8 from b) -> (r: u8 to all) { return masked(x, y); }
                """);
        String explained =
                cli.run("compile", main, "--explain", "lib/ops.sfl:2").out();
        assertTrue(explained.startsWith("lib/ops.sfl:2  return x & y;\n8 AND gates, 100.0%"), explained);
        assertEquals(
                explained, cli.run("compile", main, "--explain", "ops.sfl:2").out());
        cli.run("compile", main, "--explain", "other.sfl:2")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --explain other.sfl:2: nothing of this file is in the program; of main.sfl, lib/ops.sfl"
                                + " there is\nSee `mpc compile --help`.");
    }

    @Test
    void explain_emptyLine_saysSo() {
        cli.run("compile", source, "--explain", "7").assertDone("both.sfl:7  \nThe line is empty.\n");
    }

    @Test
    void explain_lineWithoutCode_saysSo() {
        cli.run("compile", source, "--explain", "6").assertDone("both.sfl:6  }\nNothing on this line is executed.\n");
    }

    @Test
    void explain_linePastTheEnd_isRefused() {
        cli.run("compile", source, "--explain", "99")
                .assertFails(ExitCode.USAGE, "error: --explain 99: both.sfl has 11 lines\nSee `mpc compile --help`.");
    }

    @ParameterizedTest
    @CsvSource({"0", "x", "both.sfl", "-3", "5:"})
    void explain_whatIsNoLine_isRefused(String line) {
        Cli.Outcome outcome = cli.run("compile", source, "--explain=" + line);
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("is not a line; expected 14 or lib/ops.sfl:14"), outcome.err());
    }

    @Test
    void explain_compiledProgram_needsItsSource() {
        cli.run("compile", compiled(), "--explain", "5", "-o", cli.path("x.txt"))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: both.sfc: --explain needs the source");
    }

    @Test
    void explain_json_keepsItsContract() throws IOException {
        JsonNode json =
                json(cli.run("compile", source, "--explain", "10", "--json").out());
        assertEquals("both.sfl", json.path("file").asText());
        assertEquals(10, json.path("line").asInt());
        assertEquals("return m ^ (a + b);", json.path("text").asText());
        assertEquals(6, json.path("and").asLong());
        assertEquals(6, json.path("made").asLong());
        assertEquals(1, json.path("times").asLong());
        JsonNode step = json.path("steps").path(0);
        assertEquals(6, step.path("and").asLong());
        assertEquals(
                "carry chain of 8 bits",
                step.path("circuits").path(0).path("what").asText());
    }
}
