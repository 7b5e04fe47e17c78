package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code garble} and {@code evaluate} for many rows, also when the network breaks. */
@Timeout(120)
class PartyBatchTest extends CompareTestCase {

    /** Several chunks of the program at hand. */
    private static final int MANY = 12_500;

    private record Both(Cli.Outcome garbled, Cli.Outcome evaluated) {}

    /** Alice garbles and listens, bob evaluates and connects to {@code port}. */
    private Both run(int listen, int port, String[] alice, String[] bob) throws Exception {
        CompletableFuture<Cli.Outcome> garbler = CompletableFuture.supplyAsync(
                () -> cli.run(arguments(alice, "garble", program, "-p", "alice", "--listen", "localhost:" + listen)));
        Cli.Outcome evaluated =
                cli.run(arguments(bob, "evaluate", program, "-p", "bob", "--connect", "localhost:" + port));
        return new Both(garbler.get(60, TimeUnit.SECONDS), evaluated);
    }

    private static String[] arguments(String[] own, String... common) {
        List<String> all = new ArrayList<>(Arrays.asList(common));
        all.add("--insecure-plaintext");
        // A cut that one side does not hear of.
        all.addAll(List.of("--idle-timeout", "10s"));
        all.addAll(Arrays.asList(own));
        return all.toArray(String[]::new);
    }

    private static String[] options(String... options) {
        return options;
    }

    private String many(String name, int factor) throws IOException {
        StringBuilder text = new StringBuilder(name + "\n");
        for (int row = 0; row < MANY; row++) {
            text.append(row * factor % 256).append('\n');
        }
        return cli.write(name + "-many.csv", text.toString());
    }

    private static String expected(boolean bob) {
        StringBuilder text = new StringBuilder(bob ? "less,a\n" : "less\n");
        for (int row = 0; row < MANY; row++) {
            int a = row * 3 % 256;
            text.append(a < row * 5 % 256).append(bob ? "," + a : "").append('\n');
        }
        return text.toString();
    }

    @Test
    void batch_ofBoth_printsEachPartysOwnRows() throws Exception {
        String a = cli.write("a.csv", "a\n3\n5\n");
        String b = cli.write("b.jsonl", "{\"b\": 5}\n{\"b\": 5}\n");
        int port = Cli.freePort();
        String cost = cli.path("cost.json");
        Both both = run(port, port, options("--batch", a), options("--batch", b, "--json", "--report", cost));
        assertEquals("less\ntrue\nfalse\n", both.garbled().out(), both.garbled().err());
        assertEquals(
                "{\"less\": true, \"a\": 3}\n{\"less\": false, \"a\": 5}\n",
                both.evaluated().out());
        assertTrue(
                both.garbled().err().contains("\n2 rows done, "), both.garbled().err());
        assertTrue(Files.readString(Path.of(cost)).contains("\"rows\": 2,"));
    }

    @Test
    void rows_withOneInput_useItForEachRowOfThePeer() throws Exception {
        String a = cli.write("a.json", "{\"a\": 4}");
        String b = cli.write("b.csv", "b\n3\n4\n5\n");
        int port = Cli.freePort();
        Both both = run(port, port, options("-i", a, "--rows", "3"), options("--batch", b, "-q"));
        assertEquals(
                "less\nfalse\nfalse\ntrue\n",
                both.garbled().out(),
                both.garbled().err());
        assertEquals(
                "less,a\nfalse,4\nfalse,4\ntrue,4\n",
                both.evaluated().out(),
                both.evaluated().err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-i a.json --rows 2 | --batch b.csv | the peer has 3 rows, this side allows at most 2",
                "-i a.json | --batch b.csv | different numbers of rows: 1 here, 3 at the peer; a side whose input is the same for"
                        + " all rows says so with --rows",
                "--batch a.csv | --batch b.csv | different numbers of rows: 2 here, 3 at the peer",
                "-i a.json --rows 5 | -i b.json --rows 5 | neither side says how many rows there are"
            })
    void batch_rowsThatDoNotFit_isTheProtocolsFailureAtBoth(String alice, String bob, String message) throws Exception {
        cli.write("a.json", "{\"a\": 4}");
        cli.write("b.json", "{\"b\": 4}");
        cli.write("a.csv", "a\n1\n2\n");
        cli.write("b.csv", "b\n3\n4\n5\n");
        int port = Cli.freePort();
        Both both = run(port, port, inFolder(alice), inFolder(bob));
        assertTrue(both.garbled().err().contains(message), both.garbled().err());
        assertEquals(ExitCode.PEER_OR_PROTOCOL_FAILED.code(), both.garbled().exitCode());
        assertEquals(
                ExitCode.PEER_OR_PROTOCOL_FAILED.code(),
                both.evaluated().exitCode(),
                both.evaluated().err());
        assertEquals("", both.garbled().out() + both.evaluated().out());
    }

    private String[] inFolder(String options) {
        return Arrays.stream(options.strip().split(" ", -1))
                .map(word -> word.contains(".") ? cli.path(word) : word)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, 1_500_000, 3_000_000, 6_000_000})
    void batch_connectionCut_goesOnWithoutLossOrRepetition(long bytes) throws Exception {
        int port = Cli.freePort();
        try (CuttingProxy proxy = new CuttingProxy(port, List.of(bytes, bytes))) {
            Both both = run(
                    port,
                    proxy.port(),
                    options("--batch", many("a", 3)),
                    options("--batch", many("b", 5), "-o", cli.path("out.csv")));
            assertEquals(expected(false), both.garbled().out(), both.garbled().err());
            assertEquals(
                    expected(true),
                    Files.readString(folder.resolve("out.csv")),
                    both.evaluated().err());
            assertEquals(0, both.garbled().exitCode());
            assertEquals(0, both.evaluated().exitCode());
            assertTrue(proxy.cuts() >= 1, "the connection was never cut");
            assertTrue(
                    both.evaluated().err().contains("meeting again (up to 10 times)"),
                    both.evaluated().err());
        }
    }

    @Test
    void batch_connectionCutTooOften_endsWithTheNetworksFailureAndResumes() throws Exception {
        int port = Cli.freePort();
        String a = many("a", 3);
        String b = many("b", 5);
        String[] alice = options("--batch", a, "-o", cli.path("a-out.csv"), "--retries", "0", "--resume");
        String[] bob = options("--batch", b, "-o", cli.path("b-out.csv"), "--retries", "0", "--resume");
        try (CuttingProxy proxy = new CuttingProxy(port, List.of(3_000_000L))) {
            Both broken = run(port, proxy.port(), alice, bob);
            assertEquals(
                    ExitCode.NETWORK_OR_TIMEOUT.code(),
                    broken.garbled().exitCode(),
                    broken.garbled().err());
            assertEquals(ExitCode.NETWORK_OR_TIMEOUT.code(), broken.evaluated().exitCode());
            long done = Files.readString(folder.resolve("b-out.csv")).lines().count() - 1;
            assertTrue(done > 0 && done < MANY, done + " rows");
            // As if it had been killed while it wrote.
            Files.writeString(folder.resolve("b-out.csv"), "tru", StandardOpenOption.APPEND);
            Both whole = run(port, proxy.port(), alice, bob);
            assertEquals(0, whole.garbled().exitCode(), whole.garbled().err());
            assertEquals(0, whole.evaluated().exitCode(), whole.evaluated().err());
        }
        assertEquals(expected(false), Files.readString(folder.resolve("a-out.csv")));
        assertEquals(expected(true), Files.readString(folder.resolve("b-out.csv")));
    }

    @Test
    void batch_standardOutputClosed_endsBothAndIsNotTriedAgain() throws Exception {
        int port = Cli.freePort();
        String[] alice = arguments(
                options("--batch", cli.write("a.csv", "a\n3\n5\n")),
                "garble",
                program,
                "-p",
                "alice",
                "--listen",
                "localhost:" + port);
        CompletableFuture<Cli.Outcome> garbler = CompletableFuture.supplyAsync(() -> cli.run(alice));
        Cli.Outcome evaluated = cli.run(
                new ClosedWriter(0),
                arguments(
                        options("--batch", cli.write("b.csv", "b\n5\n5\n"), "-q"),
                        "evaluate",
                        program,
                        "-p",
                        "bob",
                        "--connect",
                        "localhost:" + port));
        assertEquals("error: standard output takes no more results; it has the results of 0 rows\n", evaluated.err());
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), evaluated.exitCode());
        // The garbler has its own results first, so for it all is done.
        Cli.Outcome garbled = garbler.get(60, TimeUnit.SECONDS);
        assertEquals("less\ntrue\nfalse\n", garbled.out(), garbled.err());
        assertTrue(garbled.err().contains("warning: the peer did not say that it finished"), garbled.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--batch x --input y | --batch and --input exclude each other: one has a row for each evaluation, the other one for"
                        + " all",
                "--batch x --rows 3 | --batch and --rows exclude each other: the file says how many rows there are",
                "--batch - | --batch -: all rows are checked before the first is used, so they are read twice; write them to a file",
                "--input x --resume | --output, --resume, --retries and --threads go with --batch or --rows",
                "--batch x --resume | --resume: which rows are done? Add --output FILE",
                "--input x --rows 0 | --rows, --retries and --threads take positive numbers"
            })
    void garble_optionsThatDoNotFit_areRefused(String options, String message) {
        cli.run(arguments(options.strip().split(" ", -1), "garble", program, "-p", "alice", "--listen", ":1"))
                .assertFails(ExitCode.USAGE, "error: " + message + "\nSee `mpc garble --help`.");
    }
}
