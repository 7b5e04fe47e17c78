package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How hard a compilation tries, as the command line says it. */
class EffortOptionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "--optimize, 4, '--optimize 4: expected 0, 1, 2 or 3'",
        "--optimize, -1, '--optimize -1: expected 0, 1, 2 or 3'",
        "--optimize-time, 0, '--optimize-time 0: expected a number of seconds, at least 1'"
    })
    void effort_outOfRange_isAUsageError(String option, String value, String message) throws IOException {
        Cli cli = new Cli(folder);
        String source = cli.write("p.sfl", "program p;");
        cli.run("compile", source, option, value)
                .assertFails(ExitCode.USAGE, "error: " + message + "\nSee `mpc compile --help`.");
    }

    @Test
    void garble_ofASourceWithATime_isRefusedBecausePeersWouldDiffer() throws IOException {
        Cli cli = new Cli(folder);
        String source = cli.write("p.sfl", "program p;");
        Cli.Outcome outcome =
                cli.run("garble", source, "--party", "alice", "--listen", "localhost:0", "--optimize-time", "5");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("the peer would have another one; compile p.sfl once"), outcome.err());
    }

    @Test
    void info_ofACompiledProgramWithALevel_isAUsageError() throws IOException {
        Cli cli = new Cli(folder);
        Cli.Outcome outcome = cli.run("info", cli.writeCompare(), "--optimize", "2");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("--optimize has no effect on compare.sfc"), outcome.err());
    }

    @Test
    void compileOptions_withoutAnything_areThoseOfTheCompiler() {
        EffortOptions effort = new EffortOptions();
        assertFalse(effort.isGiven());
        assertEquals(CompileOptions.defaults(), effort.compileOptions(Map.of()));
    }

    @Test
    void compileOptions_withATimeOnly_searchAtTheHighestLevel() {
        EffortOptions effort = new EffortOptions();
        effort.seconds = 7;
        OptimiserOptions options = effort.compileOptions(Map.of()).optimiser();
        assertEquals(OptimiserOptions.MOST_LEVEL, options.level());
        assertEquals(7, options.timeLimit().toSeconds());
        assertTrue(options.isTimed());
    }
}
