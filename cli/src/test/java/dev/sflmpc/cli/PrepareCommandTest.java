package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Units on the command line: made by both sides, shown, used, removed. */
@Timeout(120)
class PrepareCommandTest extends CompareTestCase {

    private void pin() {
        String alice =
                cli.run("keygen", "--home", cli.path("alice"), "-q").out().strip();
        String bob = cli.run("keygen", "--home", cli.path("bob"), "-q").out().strip();
        assertEquals(
                0,
                cli.run("peer", "add", "bob", bob, "--home", cli.path("alice")).exitCode());
        assertEquals(
                0,
                cli.run("peer", "add", "alice", alice, "--home", cli.path("bob"))
                        .exitCode());
    }

    /** Both sides of a command between two homes; the first listens. */
    private List<Cli.Outcome> both(List<String> alice, List<String> bob, String... common) throws Exception {
        String where = "localhost:" + Cli.freePort();
        CompletableFuture<Cli.Outcome> listener =
                CompletableFuture.supplyAsync(() -> cli.run(arguments(alice, common, "--listen", where, "alice")));
        Cli.Outcome other = cli.run(arguments(bob, common, "--connect", where, "bob"));
        return List.of(listener.get(60, TimeUnit.SECONDS), other);
    }

    private String[] arguments(List<String> own, String[] common, String meeting, String where, String home) {
        List<String> all = new ArrayList<>(own);
        all.addAll(List.of(common));
        all.addAll(List.of(meeting, where, "--home", cli.path(home), "-q"));
        return all.toArray(String[]::new);
    }

    private List<Cli.Outcome> prepare(String... common) throws Exception {
        return both(
                List.of("prepare", program, "--role", "garbler", "-p", "alice"),
                List.of("prepare", program, "--role", "evaluator", "-p", "bob"),
                common);
    }

    private List<Cli.Outcome> run(String... common) throws Exception {
        return both(
                List.of("garble", program, "-p", "alice", "-i", a),
                List.of("evaluate", program, "-p", "bob", "-i", b),
                common);
    }

    private Cli.Outcome units(String command, String home) {
        return cli.run("units", command, "--home", cli.path(home));
    }

    @Test
    void run_otherGarblingOrBandwidthThanPrepared_isRefused() throws Exception {
        pin();
        prepare("--garbling", "three-halves", "--bandwidth", "low")
                .forEach(side -> assertEquals(0, side.exitCode(), side.err()));
        for (String[] other : new String[][] {{}, {"--garbling", "three-halves"}, {"--bandwidth", "low"}}) {
            List<String> all = new ArrayList<>(List.of("garble", program, "-p", "alice", "-i", a, "--prepared"));
            all.addAll(List.of(other));
            all.addAll(List.of("--connect", "localhost:1", "--home", cli.path("alice"), "-q"));
            assertEquals(
                    ExitCode.INPUT_OR_FILE_WRONG.code(),
                    cli.run(all.toArray(String[]::new)).exitCode());
        }
        run("--prepared", "--garbling", "three-halves", "--bandwidth", "low")
                .forEach(side -> assertEquals(0, side.exitCode(), side.err()));
    }

    @Test
    void run_preparedWithBatch_isWrongUse() {
        for (List<String> rows : List.of(List.of("--batch", a), List.of("-i", a, "--rows", "3"))) {
            List<String> all =
                    new ArrayList<>(List.of("garble", program, "-p", "alice", "--listen", ":0", "--prepared"));
            all.addAll(rows);
            Cli.Outcome outcome = cli.run(all.toArray(String[]::new));
            assertEquals(ExitCode.USAGE.code(), outcome.exitCode());
            assertTrue(outcome.err().contains("--prepared is for one run"), outcome.err());
        }
    }

    @Test
    void prepareAndRun_overTls_giveTheResultAndUseTheUnitUp() throws Exception {
        pin();
        List<Cli.Outcome> prepared = prepare("--count", "2");
        assertEquals(
                "prepared 2 units in alice/units\n",
                prepared.get(0).out(),
                prepared.get(0).err());
        assertEquals(
                "prepared 2 units in bob/units\n",
                prepared.get(1).out(),
                prepared.get(1).err());
        assertTrue(units("list", "alice").out().startsWith("2 units left for program "));
        assertTrue(units("list", "bob").out().contains(", evaluator as bob, with alice, "));
        String report = cli.path("report.json");
        List<Cli.Outcome> ran = run("--prepared", "--report", report);
        assertEquals("{\"less\": true}\n", ran.get(0).out(), ran.get(0).err());
        assertEquals(
                "{\"less\": true, \"a\": 3}\n", ran.get(1).out(), ran.get(1).err());
        String written = Files.readString(Path.of(report));
        assertTrue(written.contains("\"unit\": \"") && written.contains("\"online\": "), written);
        String list =
                cli.run("units", "list", "--json", "--home", cli.path("bob")).out();
        assertTrue(list.startsWith("{\"store\": \"bob/units\", \"units\": [{\"digest\": \""), list);
        assertTrue(
                list.contains(
                        "\"role\": \"evaluator\", \"party\": \"bob\", \"peer\": \"alice\", \"left\": 1, \"refused\": 0"),
                list);
        Cli.Outcome removed = units("remove", "bob");
        assertEquals("removed 1 unit\n", removed.err());
        assertEquals("", units("list", "bob").out());
        Cli.Outcome refused = cli.run(
                "evaluate",
                program,
                "-p",
                "bob",
                "-i",
                b,
                "--connect",
                "localhost:1",
                "--prepared",
                "--home",
                cli.path("bob"));
        refused.assertFails(
                ExitCode.INPUT_OR_FILE_WRONG,
                "error: bob/units: no unit is left for this program, party, role, peer and garbling; `mpc prepare` makes new"
                        + " ones, together with the peer");
    }

    @Test
    void prepareAndRun_withoutTlsAndInAStoreOfItsOwn_work() throws Exception {
        for (Cli.Outcome outcome : prepare("--insecure-plaintext", "--json")) {
            assertTrue(outcome.out().startsWith("{\"prepared\": 1, \"store\": \""), outcome.err());
        }
        List<Cli.Outcome> ran = run("--insecure-plaintext", "--prepared");
        assertEquals(
                "{\"less\": true, \"a\": 3}\n", ran.get(1).out(), ran.get(1).err());
        String where = "localhost:" + Cli.freePort();
        Cli.Outcome none = cli.run(
                "garble",
                program,
                "-p",
                "alice",
                "-i",
                a,
                "--listen",
                where,
                "--prepared",
                "--store",
                cli.path("other"),
                "--insecure-plaintext");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), none.exitCode());
        assertTrue(none.err().startsWith("error: other: no unit is left for this program"), none.err());
    }

    @Test
    void run_onlyOneSidePrepared_tellsBoth() throws Exception {
        for (Cli.Outcome outcome : prepare("--insecure-plaintext")) {
            assertEquals(0, outcome.exitCode(), outcome.err());
        }
        List<Cli.Outcome> ran = both(
                List.of("garble", program, "-p", "alice", "-i", a, "--prepared"),
                List.of("evaluate", program, "-p", "bob", "-i", b),
                "--insecure-plaintext");
        for (Cli.Outcome outcome : ran) {
            assertEquals(ExitCode.PEER_OR_PROTOCOL_FAILED.code(), outcome.exitCode(), outcome.err());
            assertTrue(outcome.err().contains("runs the program with a prepared unit (--prepared)"), outcome.err());
        }
        assertTrue(units("list", "alice").out().startsWith("1 unit left"));
    }

    @Test
    void prepare_wrongUse_isExplained() {
        cli.run("prepare", program, "-p", "alice", "--role", "chef", "--listen", ":1")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Invalid value for option '--role': expected garbler or evaluator, found `chef`\n"
                                + "See `mpc prepare --help`.");
        cli.run("prepare", program, "-p", "alice", "--role", "garbler", "--listen", ":1", "--count", "0")
                .assertFails(ExitCode.USAGE, "error: --count 0: expected 1 to 1,000,000\nSee `mpc prepare --help`.");
        cli.run("garble", program, "-p", "alice", "-i", a, "--listen", ":1", "--store", "x")
                .assertFails(
                        ExitCode.USAGE, "error: --store has no effect without --prepared\nSee `mpc garble --help`.");
        cli.run("units")
                .assertFails(
                        ExitCode.USAGE, "error: Missing required subcommand: list or remove\nSee `mpc units --help`.");
    }

    @Test
    void damagedFile_isNamedAndLeftOut() throws Exception {
        pin();
        prepare().forEach(side -> assertEquals(0, side.exitCode(), side.err()));
        cli.write("alice/units/0123456789abcdef0123456789abcdef.unit", "nonsense");
        String warning =
                "warning: alice/units/0123456789abcdef0123456789abcdef.unit: not a unit of this side, or damaged: the"
                        + " file was changed, cut or made with another key; delete it; it is left out\n";
        Cli.Outcome list = units("list", "alice");
        assertEquals(warning, list.err());
        assertTrue(list.out().startsWith("1 unit left for program "), list.out());
        List<Cli.Outcome> ran = run("--prepared");
        assertEquals("{\"less\": true}\n", ran.get(0).out(), ran.get(0).err());
    }
}
