package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartyCommandTest extends CompareTestCase {

    @Test
    void garbleAndEvaluate_overTls_printEachPartysOwn() throws Exception {
        String alice = keygen("alice");
        String bob = keygen("bob");
        assertEquals(
                0,
                cli.run("peer", "add", "bob", bob, "--home", cli.path("alice")).exitCode());
        assertEquals(
                0,
                cli.run("peer", "add", "alice", alice, "--home", cli.path("bob"))
                        .exitCode());
        String where = "localhost:" + Cli.freePort();
        CompletableFuture<Cli.Outcome> garbler = CompletableFuture.supplyAsync(() -> cli.run(
                "garble", program, "--party", "alice", "--input", a, "--listen", where, "--home", cli.path("alice")));
        Cli.Outcome evaluated = cli.run(
                "evaluate", program, "--party", "bob", "--input", b, "--connect", where, "--home", cli.path("bob"));
        Cli.Outcome garbled = garbler.get(30, TimeUnit.SECONDS);
        assertEquals("{\"less\": true, \"a\": 3}\n", evaluated.out(), evaluated.err());
        assertEquals("{\"less\": true}\n", garbled.out(), garbled.err());
        assertTrue(garbled.err().startsWith("waiting for peer at localhost:"), garbled.err());
    }

    @Test
    void garbleAndEvaluate_plaintextAndGarblerConnects_work() throws Exception {
        String where = "localhost:" + Cli.freePort();
        CompletableFuture<Cli.Outcome> garbler = CompletableFuture.supplyAsync(
                () -> cli.run("garble", program, "-p", "alice", "-i", a, "--connect", where, "--insecure-plaintext"));
        Cli.Outcome evaluated =
                cli.run("evaluate", program, "-p", "bob", "-i", b, "--listen", where, "--insecure-plaintext");
        assertEquals("{\"less\": true, \"a\": 3}\n", evaluated.out(), evaluated.err());
        assertEquals(0, garbler.get(30, TimeUnit.SECONDS).exitCode());
    }

    @Test
    void garble_twiceTheSameRole_isTheProtocolsFailure() throws Exception {
        String where = "localhost:" + Cli.freePort();
        CompletableFuture<Cli.Outcome> other = CompletableFuture.supplyAsync(() ->
                cli.run("garble", program, "-p", "bob", "-i", b, "--listen", where, "--insecure-plaintext", "-q"));
        Cli.Outcome outcome =
                cli.run("garble", program, "-p", "alice", "-i", a, "--connect", where, "--insecure-plaintext", "-q");
        assertEquals(ExitCode.PEER_OR_PROTOCOL_FAILED.code(), outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("both sides are the garbler"), outcome.err());
        assertEquals(
                ExitCode.PEER_OR_PROTOCOL_FAILED.code(),
                other.get(30, TimeUnit.SECONDS).exitCode());
    }

    @Test
    void evaluate_peerDown_endsAtTheTimeout() throws IOException {
        String where = "localhost:" + Cli.freePort();
        Cli.Outcome outcome = cli.run(
                "evaluate",
                program,
                "-p",
                "bob",
                "-i",
                b,
                "--connect",
                where,
                "--insecure-plaintext",
                "--timeout",
                "300ms");
        assertEquals(ExitCode.NETWORK_OR_TIMEOUT.code(), outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().startsWith("waiting for peer at " + where), outcome.err());
        assertTrue(outcome.err().contains("error: no connection to " + where + " within "), outcome.err());
    }

    @Test
    void evaluate_plaintextBetweenHosts_isRefused() {
        Cli.Outcome outcome = cli.run(
                "evaluate", program, "-p", "bob", "-i", b, "--connect", "192.0.2.7:7766", "--insecure-plaintext");
        assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
        assertTrue(outcome.err().startsWith("error: plaintext is refused: 192.0.2.7 is not a loopback"), outcome.err());
    }

    @Test
    void garble_wrongInput_failsBeforeItConnects() throws IOException {
        String wrong = cli.write("wrong.json", "{\"a\": \"x\"}");
        cli.run("garble", program, "-p", "alice", "-i", wrong, "--connect", "localhost:1", "--insecure-plaintext")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: wrong.json:1:7: `a`: expected uint<8>, an integer, found a string that does not hold one");
    }

    @Test
    void garble_neitherListenNorConnect_asksForOne() {
        cli.run("garble", program, "-p", "alice", "-i", a)
                .assertFails(
                        ExitCode.USAGE,
                        "error: where is the peer? Add --listen HOST:PORT or --connect HOST:PORT\n"
                                + "See `mpc garble --help`.");
    }

    @Test
    void garble_listenAndConnect_isRefused() {
        cli.run("garble", program, "-p", "alice", "--listen", ":1", "--connect", "x:1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --listen and --connect exclude each other: one side listens, the other connects\n"
                                + "See `mpc garble --help`.");
    }

    @Test
    void garble_unknownParty_listsTheParties() {
        cli.run("garble", program, "-p", "carol", "--listen", ":1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: the program has no party carol; its parties are alice, bob\nSee `mpc garble --help`.");
    }

    @Test
    void garble_inputWithParty_saysThatItTakesNone() {
        cli.run("garble", program, "-p", "alice", "-i", "alice=a.json", "--listen", ":1", "--insecure-plaintext")
                .assertFails(
                        ExitCode.USAGE,
                        "error: --input alice=a.json: this command takes one party's input, without its name: --input"
                                + " a.json\nSee `mpc garble --help`.");
    }

    @Test
    void garble_noInput_asksForIt() {
        cli.run("garble", program, "-p", "alice", "--listen", ":1", "--insecure-plaintext")
                .assertFails(
                        ExitCode.USAGE,
                        "error: no input for alice, which gives a; add --input FILE\nSee `mpc garble --help`.");
    }

    @Test
    void garble_noIdentity_saysHowToMakeOne() {
        cli.run("garble", program, "-p", "alice", "-i", a, "--listen", ":1")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: home/identity.pem: there is no identity yet; run `mpc keygen`");
    }

    @Test
    void garble_noPinnedPeer_saysHowToPinOne() {
        assertEquals(0, cli.run("keygen").exitCode());
        cli.run("garble", program, "-p", "alice", "-i", a, "--listen", ":1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: which peer? none is pinned, `mpc peer add` pins one\nSee `mpc garble --help`.");
    }

    @Test
    void garble_severalPinnedPeers_asksForOne() {
        assertEquals(0, cli.run("keygen").exitCode());
        for (String peer : new String[] {"mill", "vendor"}) {
            String key = keygen(peer);
            assertEquals(0, cli.run("peer", "add", peer, key).exitCode());
        }
        cli.run("garble", program, "-p", "alice", "-i", a, "--listen", ":1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: which peer? pinned are mill, vendor; add --peer NAME\nSee `mpc garble --help`.");
        cli.run("garble", program, "-p", "alice", "-i", a, "--listen", ":1", "--peer", "mil")
                .assertFails(
                        ExitCode.USAGE,
                        "error: no peer is called mil; pinned are mill, vendor\nSee `mpc garble --help`.");
    }

    private String keygen(String home) {
        return cli.run("keygen", "--home", cli.path(home), "-q").out().strip();
    }
}
