package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code compile} says of costs: what it keeps of them in the file, what is over a budget, what a line is made of. */
class ExplainedCompileTest extends BothTestCase {

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
