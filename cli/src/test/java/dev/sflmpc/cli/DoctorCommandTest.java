package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DoctorCommandTest {

    @TempDir
    Path folder;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void folder() {
        cli = new Cli(folder);
    }

    @Test
    void doctor_noIdentity_saysWhatToDoAndFails() {
        Cli.Outcome outcome = cli.run("doctor");
        assertEquals(ExitCode.INPUT_OR_FILE_WRONG.code(), outcome.exitCode());
        assertTrue(outcome.out().contains("ok       java: Java "), outcome.out());
        assertTrue(outcome.out().contains("ok       aes: 10.0 GB/s\n"), outcome.out());
        assertTrue(outcome.out().contains("""
                                problem  identity: home/identity.pem: there is no identity yet; run `mpc keygen`
                                problem  peers: none is pinned
                                         -> pin your peer with `mpc peer add NAME FINGERPRINT`
                                """), outcome.out());
    }

    @Test
    void doctor_slowAes_isAWarning() throws IOException {
        Cli.Outcome outcome = cli.withAes(0.1).run("doctor");
        assertTrue(outcome.out().contains("warning  aes: 0.1 GB/s, garbling will be slow\n"), outcome.out());
        JsonNode aes = new ObjectMapper()
                .readTree(cli.withAes(0.1).run("doctor", "--json").out())
                .path("findings")
                .path(1);
        assertTrue(aes.path("ok").asBoolean(), aes::toString);
        assertEquals("warning", aes.path("severity").asText());
    }

    @Test
    void doctor_json_isOneObject() throws IOException {
        JsonNode json = new ObjectMapper().readTree(cli.run("doctor", "--json").out());
        assertEquals(false, json.path("ok").asBoolean(true));
        assertEquals("java", json.path("findings").path(0).path("check").asText());
        assertTrue(json.path("findings").path(0).path("ok").asBoolean());
    }

    @Test
    void doctor_wrongProgram_isAProblem() {
        Cli.Outcome outcome = cli.run("doctor", cli.path("none.sfl"));
        assertTrue(
                outcome.out().contains("problem  program: none.sfl: there is no such file\n         -> name a"),
                outcome.out());
    }

    @Test
    void doctor_unknownHost_isANetworkProblem() {
        Cli.Outcome outcome = cli.run("doctor", "--connect", "nowhere.invalid:7766", "--insecure-plaintext");
        assertTrue(outcome.out().contains("problem  name: nowhere.invalid is not known\n"), outcome.out());
    }

    @Test
    void doctor_portInUse_isANetworkProblem() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String where = "localhost:" + taken.getLocalPort();
            Cli.Outcome outcome = cli.run("doctor", "--listen", where, "--insecure-plaintext");
            assertTrue(outcome.out().contains("problem  peer: cannot listen on " + where), outcome.out());
            assertEquals(ExitCode.NETWORK_OR_TIMEOUT.code(), outcome.exitCode(), outcome.out());
        }
    }

    @Test
    void doctor_onBothSides_comparesVersionsAndPrograms() throws Exception {
        String program = cli.writeCompare();
        Cli.Outcome[] outcomes = pair(new String[] {program}, new String[] {program});
        for (Cli.Outcome outcome : outcomes) {
            assertTrue(outcome.out().contains("ok       version: both run "), outcome.out());
            assertTrue(outcome.out().contains("ok       digest: both have the same program"), outcome.out());
            assertEquals(0, outcome.exitCode(), outcome.out());
        }
    }

    @Test
    void doctor_otherProgramAtThePeer_isAProblemOnBothSides() throws Exception {
        String program = cli.writeCompare();
        Cli.Outcome[] outcomes =
                pair(new String[] {program}, new String[] {cli.write("x.sfl", "program x;"), "-D", "THREE=1"});
        for (Cli.Outcome outcome : outcomes) {
            assertTrue(outcome.out().contains("problem  digest: the peer's program is another one"), outcome.out());
            assertEquals(ExitCode.PEER_OR_PROTOCOL_FAILED.code(), outcome.exitCode(), outcome.out());
        }
    }

    private Cli.Outcome[] pair(String[] listening, String[] connecting) throws Exception {
        String where = "localhost:" + Cli.freePort();
        CompletableFuture<Cli.Outcome> other =
                CompletableFuture.supplyAsync(() -> cli.run(doctor(listening, "--listen", where)));
        Cli.Outcome own = cli.run(doctor(connecting, "--connect", where));
        return new Cli.Outcome[] {own, other.get(30, TimeUnit.SECONDS)};
    }

    private static String[] doctor(String[] program, String side, String where) {
        String[] arguments = new String[program.length + 4];
        arguments[0] = "doctor";
        System.arraycopy(program, 0, arguments, 1, program.length);
        arguments[program.length + 1] = side;
        arguments[program.length + 2] = where;
        arguments[program.length + 3] = "--insecure-plaintext";
        return arguments;
    }
}
