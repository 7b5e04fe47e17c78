package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {

    @TempDir
    Path folder;

    @Test
    void compile_source_writesBesideIt() throws IOException {
        Cli cli = new Cli(folder);
        Cli.Outcome outcome = cli.run("compile", cli.write("x.sfl", "program x;"));
        assertEquals("", outcome.err());
        assertTrue(
                outcome.out().matches("wrote x\\.sfc: 8 AND gates, [0-9]+ bytes, digest [0-9a-f]{64}\n"),
                outcome.out());
        assertTrue(CompiledPrograms.isCompiled(folder.resolve("x.sfc")));
        assertTrue(cli.run("compile", cli.path("x.sfl")).exitCode() == 0, "a compiled program is written over");
    }

    @Test
    void compile_json_namesFileAndCost() throws IOException {
        Cli cli = new Cli(folder);
        Cli.Outcome outcome = cli.run("compile", cli.write("x.sfl", "program x;"), "-o", cli.path("y.sfc"), "--json");
        assertTrue(outcome.out().startsWith("{\"file\": \"y.sfc\", \"name\": \"compare\""), outcome.out());
        assertTrue(outcome.out().contains("\"and\": 8"), outcome.out());
    }

    @Test
    void compile_overBudget_writesNothing() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("compile", cli.write("x.sfl", "program x;"), "--budget", "5")
                .assertFails(ExitCode.OVER_BUDGET, "error: x.sfl: 8 AND gates, 3 over the budget of 5");
        assertFalse(Files.exists(folder.resolve("x.sfc")));
        assertEquals(0, cli.run("compile", cli.path("x.sfl"), "--budget", "8").exitCode());
    }

    @Test
    void compile_ontoSource_isRefused() throws IOException {
        Cli cli = new Cli(folder);
        String source = cli.write("x.sfl", "program x;");
        cli.run("compile", source, "-o", source, "--format", "sfc")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: x.sfl: exists and is not a compiled program; it is not written over");
        assertEquals("program x;", Files.readString(folder.resolve("x.sfl")));
    }

    @Test
    void compile_endingOfNoFormat_listsThoseThatThereAre() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("compile", cli.write("x.sfl", "program x;"), "-o", cli.path("x.sfl"))
                .assertFails(
                        ExitCode.USAGE,
                        "error: -o x.sfl: .sfl is the ending of no format; expected .sfc, .txt, .bristol, .bf, .blif, .aig,"
                                + " .aag, .dot or .gv, or a format given with --format\nSee `mpc compile --help`.");
        assertEquals("program x;", Files.readString(folder.resolve("x.sfl")));
        assertEquals(
                0, cli.run("compile", cli.path("x.sfl"), "-o", cli.path("x")).exitCode());
        assertEquals(
                0,
                cli.run("compile", cli.path("x.sfl"), "-o", cli.path("x.v2"), "--format", "sfc")
                        .exitCode());
    }

    @Test
    void compile_compiled_isRefused() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("compile", cli.writeCompare())
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: compare.sfc: is a compiled program already");
    }

    @Test
    void compile_intoMissingFolder_saysSo() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("compile", cli.write("x.sfl", "program x;"), "-o", cli.path("none/x.sfc"))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: none/x.sfc: there is no such folder to write it to");
    }

    @Test
    void compile_formatThatThereIsNot_listsThoseThatThereAre() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("compile", cli.write("x.sfl", "program x;"), "--format", "exe")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for option '--format': expected one of [SFC, BRISTOL, BLIF, AIGER, DOT] (case-insensitive) but was"
                                + " 'exe'\nSee `mpc compile --help`.");
    }

    @Test
    void compile_paramsForCompiled_areRefused() throws IOException {
        Cli cli = new Cli(folder);
        cli.run("info", cli.writeCompare(), "-D", "N=3")
                .assertFails(
                        ExitCode.USAGE,
                        "error: -D has no effect on the compiled program compare.sfc; compile its source with it\n"
                                + "See `mpc info --help`.");
    }
}
