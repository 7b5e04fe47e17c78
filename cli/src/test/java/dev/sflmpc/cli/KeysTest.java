package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mpc keygen} and {@code mpc peer}. */
class KeysTest {

    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";

    @TempDir
    Path folder;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void folder() {
        cli = new Cli(folder);
    }

    @Test
    void keygen_first_printsFingerprintAndWhatThePeerDoes() {
        Cli.Outcome outcome = cli.run("keygen");
        assertTrue(outcome.out().matches(FINGERPRINT + "\n"), outcome.out());
        assertEquals(
                "wrote a new identity to home/identity.pem\nYour peer pins it with: mpc peer add NAME " + outcome.out(),
                outcome.err());
    }

    @Test
    void keygen_show_printsTheSameAgain() {
        String made = cli.run("keygen", "-q").out();
        cli.run("keygen", "--show", "-q").assertDone(made);
        cli.run("keygen", "--show", "--json")
                .assertDone("{\"fingerprint\": \"" + made.strip() + "\", \"identity\": \"home/identity.pem\"}\n");
    }

    @Test
    void keygen_again_keepsTheOldOne() {
        String made = cli.run("keygen", "-q").out();
        Cli.Outcome again = cli.run("keygen");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), again.exitCode());
        assertTrue(again.err().startsWith("error: home/identity.pem: there is an identity already"), again.err());
        cli.run("keygen", "--show", "-q").assertDone(made);
    }

    @Test
    void keygen_showWithoutIdentity_saysSo() {
        cli.run("keygen", "--show")
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: home/identity.pem: there is no identity yet; run `mpc keygen`");
    }

    @Test
    void peer_addByCertificate_pinsTheSameFingerprint() throws IOException {
        Path certificate = folder.resolve("acme.crt");
        String made = cli.run("keygen", "-q", "--home", cli.path("acme"), "--certificate", certificate.toString())
                .out();
        assertTrue(Files.readString(certificate).startsWith("-----BEGIN CERTIFICATE-----"));
        cli.run("peer", "add", "acme", certificate.toString()).assertDone("acme " + made);
        cli.run("peer", "list").assertDone("acme " + made);
        cli.run("peer", "list", "--json").assertDone("{\"acme\": \"" + made.strip() + "\"}\n");
    }

    @Test
    void peer_remove_forgets() {
        String made = cli.run("keygen", "-q", "--home", cli.path("acme")).out().strip();
        assertEquals(0, cli.run("peer", "add", "acme", made).exitCode());
        assertEquals("forgot acme\n", cli.run("peer", "remove", "acme").err());
        Cli.Outcome none = cli.run("peer", "list");
        assertEquals("no peer is pinned; `mpc peer add` pins one\n", none.err());
        assertEquals("", none.out());
    }

    @Test
    void peer_removeUnknown_listsThePinned() {
        cli.run("peer", "remove", "acme")
                .assertFails(ExitCode.INPUT_OR_FILE_WRONG, "error: no peer is called acme; none is pinned");
    }

    @Test
    void peer_addNonsense_saysWhatAFingerprintIs() {
        Cli.Outcome outcome = cli.run("peer", "add", "acme", "nonsense");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
        assertTrue(outcome.err().startsWith("error: 'nonsense' is not a fingerprint; expected SHA256:"), outcome.err());
    }

    @Test
    void peer_noSubcommand_listsThem() {
        cli.run("peer")
                .assertFails(
                        ExitCode.USAGE,
                        "error: Missing required subcommand: add, list or remove\nSee `mpc peer --help`.");
    }
}
