package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} and {@code simulate} for many rows. */
@Timeout(60)
class BatchCommandTest extends CompareTestCase {

    @BeforeEach
    void writeRows() throws IOException {
        a = cli.write("a.csv", "a\n3\n5\n7\n");
        b = cli.write("b.csv", "b\n5\n5\n8\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate"})
    void batch_ofBothParties_printsATableInTheOrderOfTheRows(String command) {
        Cli.Outcome outcome = cli.run(command, program, "--batch", "alice=" + a, "--batch", "bob=" + b);
        assertEquals("alice.less,bob.less,bob.a\ntrue,true,3\nfalse,false,5\ntrue,true,7\n", outcome.out());
        assertTrue(outcome.err().startsWith("3 rows done, "), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate"})
    void batch_ofOnePartyAndOneInputOfTheOther_usesItForAllRows(String command) throws IOException {
        String four = cli.write("four.json", "{\"b\": 4}");
        cli.run(command, program, "--batch", "alice=" + a, "-i", "bob=" + four, "-q")
                .assertDone("alice.less,bob.less,bob.a\ntrue,true,3\nfalse,false,5\nfalse,false,7\n");
    }

    @Test
    void batch_asJson_printsAnObjectOnEachLine() throws IOException {
        String lines = cli.write("b.jsonl", "{\"b\": 5}\n{\"b\": \"0x05\"}\n{\"b\": 8}");
        cli.run("run", program, "--batch", "alice=" + a, "--batch", "bob=" + lines, "--json", "-q")
                .assertDone("""
                {"alice": {"less": true}, "bob": {"less": true, "a": 3}}
                {"alice": {"less": false}, "bob": {"less": false, "a": 5}}
                {"alice": {"less": true}, "bob": {"less": true, "a": 7}}
                """);
    }

    @Test
    void batch_toAFile_writesNothingElseAndDoesNotWriteOverResults() throws IOException {
        String out = cli.path("out.csv");
        String[] command = {"run", program, "--batch", "alice=" + a, "--batch", "bob=" + b, "-o", out, "-q"};
        cli.run(command).assertDone("");
        assertEquals(
                "alice.less,bob.less,bob.a\ntrue,true,3\nfalse,false,5\ntrue,true,7\n", Files.readString(Path.of(out)));
        cli.run(command)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: out.csv: holds results already; add --resume to go on, or name another file");
        cli.write("out.csv", "something else");
        cli.run(command)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: out.csv: is there already and holds no results of this program");
    }

    @Test
    void batch_differentNumbersOfRows_isRefused() throws IOException {
        String two = cli.write("two.csv", "b\n1\n2\n");
        cli.run("run", program, "--batch", "alice=" + a, "--batch", "bob=" + two)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: two.csv: 2 rows, but the batch of the other party has 3; row by row they belong"
                                + " together");
    }

    @Test
    void batch_wrongRowsOfBoth_reportsBoth() throws IOException {
        String wrongA = cli.write("a.csv", "a\n1\n300\n");
        String wrongB = cli.write("b.csv", "c\n1\n");
        cli.run("simulate", program, "--batch", "alice=" + wrongA, "--batch", "bob=" + wrongB)
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, """
                        error: a.csv:3:1: `a`: out of range, expected uint<8>, 0 to 255
                        b.csv:1:1: `c`: unknown column, expected `b`
                        b.csv:1:1: `b`: missing, expected a column with uint<8>, an integer""");
    }

    @Test
    void batch_noSuchFile_saysSo() {
        cli.run("run", program, "--batch", "alice=" + a, "--batch", "bob=" + cli.path("no.csv"))
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: no.csv: there is no such file");
    }

    @Test
    void batch_standardInput_saysWhyNot() {
        cli.run("run", program, "--batch", "alice=-", "--batch", "bob=" + b)
                .assertFails(
                        ExitCode.USAGE,
                        "error: --batch alice=-: rows are read twice; write them to a file\nSee `mpc run --help`.");
    }

    @Test
    void batch_andInputOfTheSameParty_isRefused() {
        cli.run("run", program, "--batch", "alice=" + a, "-i", "alice=" + a, "--batch", "bob=" + b)
                .assertFails(
                        ExitCode.USAGE, "error: both --batch and --input are given for alice\nSee `mpc run --help`.");
    }

    @Test
    void output_withoutBatch_isRefused() {
        cli.run("run", program, "-i", "alice=" + a, "-o", "x")
                .assertFails(ExitCode.USAGE, "error: --output goes with --batch\nSee `mpc run --help`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate"})
    void batch_standardOutputClosed_failsAndSaysHowManyRowsAreOut(String command) throws IOException {
        String many = cli.write("many.csv", "a\n" + "1\n".repeat(5000));
        String four = cli.write("four.json", "{\"b\": 4}");
        Cli.Outcome outcome = cli.run(
                new ClosedWriter(50_000), command, program, "--batch", "alice=" + many, "-i", "bob=" + four, "-q");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode(), outcome.err());
        assertTrue(
                outcome.err()
                        .matches("error: standard output takes no more results; it has the results of [0-9,]+ rows?\n"),
                outcome.err());
    }

    @Test
    void batch_aHundredThousandRows_areAllThereInOrder() throws IOException {
        int count = 100_000;
        try (Writer left = Files.newBufferedWriter(folder.resolve("many-a.csv"));
                Writer right = Files.newBufferedWriter(folder.resolve("many-b.csv"))) {
            left.write("a\n");
            right.write("b\n");
            for (int row = 0; row < count; row++) {
                left.write(row % 251 + "\n");
                right.write(row * 7 % 256 + "\n");
            }
        }
        String out = cli.path("many-out.csv");
        cli.run(
                        "run",
                        program,
                        "--batch",
                        "alice=" + cli.path("many-a.csv"),
                        "--batch",
                        "bob=" + cli.path("many-b.csv"),
                        "-o",
                        out,
                        "-q")
                .assertDone("");
        try (var lines = Files.newBufferedReader(Path.of(out))) {
            assertEquals("alice.less,bob.less,bob.a", lines.readLine());
            for (int row = 0; row < count; row++) {
                boolean less = row % 251 < row * 7 % 256;
                assertEquals(less + "," + less + "," + row % 251, lines.readLine(), "row " + row);
            }
            assertEquals(null, lines.readLine());
        }
    }
}
