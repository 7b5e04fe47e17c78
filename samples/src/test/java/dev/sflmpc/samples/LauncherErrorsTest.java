package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person meets who mistypes or whose peer is not there: a message that says what to do, and an exit code. */
class LauncherErrorsTest {

    private static final int USAGE = 2;
    private static final int INPUT_OR_FILE = 4;
    private static final int PEER = 5;
    private static final int NETWORK = 6;

    private static final Sample SAMPLE = Sample.of("millionaires");

    @TempDir
    static Path directory;

    private static Company acme;
    private static Company bolt;

    @BeforeAll
    static void foundCompanies() {
        acme = Company.found("acme", directory);
        bolt = Company.found("bolt", directory);
        acme.pin(bolt);
        bolt.pin(acme);
    }

    @Test
    void run_misspeltProgram_namesTheFile() {
        fails(INPUT_OR_FILE, mpc("run", SAMPLE.file("milionaires.sfl").toString()), "milionaires.sfl", "no such file");
    }

    @Test
    void run_programWithoutItsEnding_suggestsIt() {
        fails(INPUT_OR_FILE, mpc("run", SAMPLE.file("millionaires").toString()), "did you mean", "millionaires.sfl");
    }

    @Test
    void run_unknownParty_namesThoseThereAre() {
        fails(
                USAGE,
                mpc("run", source(), "--input", "alice=" + SAMPLE.input("alice"), "--input", "carol=x"),
                "no party carol",
                "alice, bob");
    }

    @Test
    void run_inputMissing_saysWhose() {
        fails(USAGE, mpc("run", source(), "--input", "alice=" + SAMPLE.input("alice")), "no input for bob", "offer_b");
    }

    @Test
    void run_inputOfTheWrongParty_namesKeyAndPlace() {
        fails(
                INPUT_OR_FILE,
                mpc("run", source(), "-i", "alice=" + SAMPLE.input("bob"), "-i", "bob=" + SAMPLE.input("bob")),
                "bob.json:2:3",
                "offer_b",
                "`offer_a`: missing");
    }

    @Test
    void mpc_misspeltCommand_suggestsOne() {
        fails(USAGE, mpc("simulat", source()), "mpc simulate");
    }

    @Test
    void garble_unknownParty_namesThoseThereAre() {
        fails(USAGE, garble(acme, "carol", "--listen", "localhost:0"), "no party carol", "alice, bob");
    }

    @Test
    void garble_peerIsNotThere_endsAtTheDeadline() {
        fails(NETWORK, garble(acme, "alice", "--listen", "localhost:0", "--timeout", "500ms"), "no peer connected");
        fails(NETWORK, garble(acme, "alice", "--connect", "localhost:1", "--timeout", "500ms"), "no connection");
    }

    @Test
    void garble_withoutIdentity_saysHowToMakeOne() {
        Company nobody = new Company("nobody", directory.resolve("nobody"), "");
        fails(INPUT_OR_FILE, garble(nobody, "alice", "--listen", "localhost:0"), "mpc keygen");
    }

    @Test
    void garble_plaintextToAnotherHost_isRefused() {
        fails(USAGE, garble(acme, "alice", "--connect", "192.0.2.1:7766", "--insecure-plaintext"), "loopback");
    }

    @Test
    void session_peerWithAnotherFingerprint_isRefusedAndBothAreToldWhatToDo() {
        Company stranger = Company.found("stranger", directory);
        stranger.pin(acme);
        try (Launcher listener = seat(acme, "garble", "alice").start("--listen", 0)) {
            int port = Integer.parseInt(listener.awaitNote(Meeting.LISTENS));
            try (Launcher connector = seat(stranger, "evaluate", "bob").start("--connect", port)) {
                fails(PEER, connector.await(), "refused this side's identity", stranger.fingerprint());
            }
            String advised = listener.awaitNote(Pattern.compile(
                    "turned away .*is not a trusted peer.*mpc peer add NAME (SHA256:\\S+)", Pattern.DOTALL));
            assertEquals(stranger.fingerprint(), advised);
        }
    }

    @Test
    void session_differentPrograms_endsBeforeAnythingSecretIsSent() {
        Sample other = Sample.of("edit-distance");
        Meeting.Seat evaluator = new Meeting.Seat(
                bolt,
                List.of(
                        "evaluate",
                        other.source().toString(),
                        "--party",
                        "south",
                        "--input",
                        other.input("south").toString()));
        Meeting.Outcome outcome = new Meeting(seat(acme, "garble", "alice"), evaluator, true).hold();
        fails(PEER, outcome.listening(), "different programs", "mpc info");
        fails(PEER, outcome.connecting(), "different programs", "mpc info");
    }

    @Test
    void session_bothGarble_saysWhichCommandIsMissing() {
        Meeting.Outcome outcome = new Meeting(seat(acme, "garble", "alice"), seat(bolt, "garble", "bob"), true).hold();
        fails(PEER, outcome.listening(), "mpc evaluate");
        fails(PEER, outcome.connecting(), "mpc evaluate");
    }

    private static Meeting.Seat seat(Company company, String command, String party) {
        return new Meeting.Seat(
                company,
                List.of(
                        command,
                        source(),
                        "--party",
                        party,
                        "--input",
                        SAMPLE.input(party).toString()));
    }

    private static Launcher.Outcome garble(Company company, String party, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "garble",
                source(),
                "--party",
                party,
                "--input",
                SAMPLE.input("alice").toString()));
        arguments.addAll(List.of(options));
        return Launcher.run(company.home(), arguments);
    }

    private static Launcher.Outcome mpc(String... arguments) {
        return Launcher.run(directory, List.of(arguments));
    }

    private static String source() {
        return SAMPLE.source().toString();
    }

    private static void fails(int exitCode, Launcher.Outcome outcome, String... words) {
        assertEquals(exitCode, outcome.exitCode(), outcome::toString);
        assertEquals("", outcome.out(), outcome::toString);
        for (String word : words) {
            assertTrue(outcome.err().contains(word), () -> "no \"" + word + "\" in " + outcome);
        }
        assertFalse(outcome.err().contains("Exception"), outcome::toString);
        assertFalse(outcome.err().contains("\tat "), outcome::toString);
    }
}
