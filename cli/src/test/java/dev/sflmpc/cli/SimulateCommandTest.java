package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SimulateCommandTest extends CompareTestCase {

    @Test
    void simulate_bothInputs_printsWhatEachPartyLearns() {
        cli.run("simulate", program, "--input", "alice=" + a, "-i", "bob=" + b)
                .assertDone("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n");
    }

    @Test
    void simulate_source_isCompiledFirst() throws IOException {
        cli.run("simulate", cli.write("compare.sfl", "program compare;"), "-i", "alice=" + a, "-i", "bob=" + b)
                .assertDone("{\"alice\": {\"less\": true}, \"bob\": {\"less\": true, \"a\": 3}}\n");
    }

    @Test
    void simulate_oneInputFromStandardInput_readsIt() {
        cli.withStandardInput("{\"b\": 2}")
                .run("simulate", program, "-i", "alice=" + a, "-i", "bob=-")
                .assertDone("{\"alice\": {\"less\": false}, \"bob\": {\"less\": false, \"a\": 3}}\n");
    }

    @Test
    void simulate_twoInputsFromStandardInput_isRefused() {
        cli.run("simulate", program, "-i", "alice=-", "-i", "bob=-")
                .assertFails(
                        ExitCode.USAGE,
                        "error: only one party's input can be read from standard input\nSee `mpc simulate --help`.");
    }

    @Test
    void simulate_missingInput_namesPartyAndParameters() {
        cli.run("simulate", program, "-i", "alice=" + a)
                .assertFails(
                        ExitCode.USAGE,
                        "error: no input for bob, which gives b; add --input bob=FILE\nSee `mpc simulate --help`.");
    }

    @Test
    void simulate_unknownParty_listsTheParties() {
        cli.run("simulate", program, "-i", "carol=" + a)
                .assertFails(
                        ExitCode.USAGE,
                        "error: the program has no party carol; its parties are alice, bob\nSee `mpc simulate --help`.");
    }

    @Test
    void simulate_inputWithoutParty_saysWhatItShouldBe() {
        cli.run("simulate", program, "-i", "a.json")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --input a.json: expected PARTY=FILE; the parties are alice, bob\n"
                                + "See `mpc simulate --help`.");
    }

    @Test
    void simulate_partyTwice_isRefused() {
        cli.run("simulate", program, "-i", "alice=" + a, "-i", "alice=" + b)
                .assertFails(ExitCode.USAGE, "error: --input is given twice for alice\nSee `mpc simulate --help`.");
    }

    @Test
    void simulate_bothInputsWrong_reportsBoth() throws IOException {
        String wrong = cli.write("wrong.json", "{\n  \"a\": 256, \"c\": 1}");
        String empty = cli.write("empty.json", "");
        cli.run("simulate", program, "-i", "alice=" + wrong, "-i", "bob=" + empty)
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, """
                        error: wrong.json:2:8: `a`: out of range, expected uint<8>, 0 to 255
                        wrong.json:2:13: `c`: unknown, expected `a`
                        empty.json: the file is empty, expected a JSON object""");
    }

    @Test
    void simulate_missingInputFile_saysSo() throws IOException {
        cli.run("simulate", program, "-i", "alice=" + cli.path("none.json"), "-i", "bob=" + b)
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: none.json: there is no such file");
        cli.write("reading.json", "{}");
        cli.run("simulate", program, "-i", "alice=" + cli.path("raeding.json"), "-i", "bob=" + b)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: raeding.json: there is no such file; did you mean reading.json?");
    }

    @Test
    void simulate_folderAsInput_saysSo() {
        cli.run("simulate", program, "-i", "alice=" + folder, "-i", "bob=" + b)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: " + folder + ": is a directory, expected a file with JSON");
    }

    @Test
    void simulate_sourceWithErrors_showsThemAndCounts() throws IOException {
        Cli.Outcome outcome = cli.run("simulate", cli.write("bad.sfl", "error"));
        assertEquals(ExitCode.PROGRAM_DOES_NOT_COMPILE.code(), outcome.exitCode());
        assertTrue(outcome.err().contains("this is wrong"), outcome.err());
        assertTrue(outcome.err().endsWith("error: bad.sfl does not compile: 1 error\n"), outcome.err());
    }
}
