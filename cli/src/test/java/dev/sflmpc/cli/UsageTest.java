package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself, and to those who mistype it. */
class UsageTest {

    /** {@code -Dgolden.rewrite=FOLDER} writes the help texts there instead of comparing them. */
    private static final String REWRITE = System.getProperty("golden.rewrite", "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mpc",
                "run",
                "simulate",
                "compile",
                "info",
                "profile",
                "import",
                "optimize",
                "verify",
                "garble",
                "evaluate",
                "prepare",
                "units",
                "units-list",
                "units-remove",
                "keygen",
                "peer",
                "peer-add",
                "peer-list",
                "peer-remove",
                "doctor",
                "bench",
                "completion"
            })
    void help_ofEveryCommand_isTheGoldenText(String name) throws IOException {
        String[] command = name.equals("mpc") ? new String[0] : name.split("-", 0);
        String[] arguments = Arrays.copyOf(command, command.length + 1);
        arguments[command.length] = "--help";
        String help = run(arguments).out();
        if (!REWRITE.isEmpty()) {
            Path written = Files.writeString(Path.of(REWRITE, name + ".txt"), help);
            assertTrue(Files.exists(written));
            return;
        }
        assertEquals(golden(name), help);
    }

    @Test
    void help_asCommand_isTheSame() {
        assertEquals(run("run", "--help").out(), run("help", "run").out());
        assertEquals(run("--help").out(), run().out());
    }

    @Test
    void version_always_namesJavaToo() {
        assertTrue(run("--version").out().matches("mpc \\S.* on Java [0-9].*\n"));
    }

    @ParameterizedTest
    @CsvSource({"simulat, simulate", "evalute, evaluate", "comple, compile"})
    void command_mistyped_isSuggested(String typed, String meant) {
        Cli.Outcome outcome = run(typed);
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().startsWith("error: Unmatched argument at index 0: '" + typed + "'\n"), outcome.err());
        assertTrue(outcome.err().contains("Did you mean: ") && outcome.err().contains("mpc " + meant), outcome.err());
    }

    @Test
    void command_likeNoOther_listsTheCommands() {
        run("xyzzy")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Unmatched argument at index 0: 'xyzzy'\nThe commands are: run, simulate, compile, info, profile, import, optimize, verify, garble,"
                                + " evaluate, prepare, units, keygen, peer, doctor, bench, completion, help");
    }

    @Test
    void option_mistyped_isSuggested() {
        Cli.Outcome outcome = run("run", "x.sfl", "--inptu", "a=b");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertEquals("error: Unknown options: '--inptu', 'a=b'\nPossible solutions: --input\n", outcome.err());
    }

    @Test
    void program_missing_isNamed() {
        run("run").assertFails(ExitCode.USAGE, "error: Missing required parameter: 'PROGRAM'\nSee `mpc run --help`.");
    }

    @Test
    void party_missing_isNamed() {
        run("garble", "x.sfl")
                .assertFails(
                        ExitCode.USAGE, "error: Missing required option: '--party=PARTY'\nSee `mpc garble --help`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1s", "0", "5d", "1.5s", "10000000000"})
    void time_malformed_isShownInRightForm(String time) {
        run("garble", "x.sfl", "-p", "a", "--listen", ":1", "--timeout", time)
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for option '--timeout': '" + time
                                + "' is not a length of time; expected 500ms, 30s, 5m or 2h\nSee `mpc garble --help`.");
    }

    @Test
    void address_malformed_isShownInRightForm() {
        Cli.Outcome outcome = run("garble", "x.sfl", "-p", "a", "--listen", "7766");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("expected HOST:PORT, such as"), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({
        "compile, --budget, 10k, an integer of at most 9223372036854775807",
        "compile, --optimize, 99999999999, an integer of at most 2147483647",
        "profile, --latency, 50ms, 'a number, such as 20 or 0.5'",
    })
    void number_malformed_isShownInRightForm(String command, String option, String value, String expected) {
        run(command, "x.sfl", option, value)
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for option '" + option + "': '" + value + "'; expected " + expected
                                + "\nSee `mpc " + command + " --help`.");
    }

    @Test
    void param_malformed_isShownInRightForm() {
        Cli.Outcome outcome = run("info", "x.sfl", "-D", "N");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("NAME=VALUE"), outcome.err());
    }

    @Test
    void completion_always_isAScriptThatKnowsTheCommands() {
        String script = run("completion").out();
        assertTrue(script.startsWith("#!/usr/bin/env bash"), script);
        for (String command : new String[] {"run", "simulate", "garble", "evaluate", "peer", "doctor"}) {
            assertTrue(script.contains("mpc_" + command + "()") || script.contains("_picocli_mpc_" + command), command);
        }
    }

    @Test
    void internalError_quiet_hidesTheStackTraceAndAsksForAReport() throws IOException {
        Cli cli = new Cli(folder);
        String program = cli.write("x.sfl", "crash");
        Cli.Outcome outcome = cli.run("info", program);
        assertEquals(ExitCode.INTERNAL_ERROR.code(), outcome.exitCode());
        assertTrue(outcome.err().startsWith("error: internal error: java.lang.IllegalStateException: crash\n"));
        assertTrue(outcome.err().contains("Please report it"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertTrue(cli.run("info", program, "--verbose").err().contains("\tat "));
    }

    private Cli.Outcome run(String... arguments) {
        return new Cli(folder).run(arguments);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(UsageTest.class.getResourceAsStream("help/" + name + ".txt"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
