package dev.sflmpc.cli;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Endpoint;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerStore;
import dev.sflmpc.runtime.net.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;

/** Identity, pinned peers, name, port, TLS, version and program: in the order in which a session needs them. */
record PeerChecks(Examination examination, ChannelSettings channel, Meeting meeting, MpcCommand command) {

    /** @param digest of the program to compare; empty for none */
    void run(String digest) {
        boolean identified = channel.plaintext || identity();
        boolean acquainted = channel.plaintext || peers();
        Endpoint where = meeting.connect != null ? meeting.connect : meeting.listen;
        if (where == null) {
            return;
        }
        if (name(where) && identified && acquainted) {
            peer(where, digest);
        }
    }

    private boolean identity() {
        try {
            Identity identity = Identity.load(channel.home.identity(command.environment()));
            examination.add(Finding.ok("identity", identity.fingerprint().toString()));
            return true;
        } catch (KeyFileException | IOException e) {
            problem("identity", e, "", ExitCode.INPUT_OR_FILE_WRONG);
            return false;
        }
    }

    private boolean peers() {
        try {
            List<Peer> pinned =
                    PeerStore.load(channel.home.peers(command.environment())).peers();
            if (pinned.isEmpty()) {
                examination.add(Finding.problem(
                        "peers",
                        "none is pinned",
                        "pin your peer with `mpc peer add NAME FINGERPRINT`",
                        ExitCode.INPUT_OR_FILE_WRONG));
                return false;
            }
            examination.add(Finding.ok(
                    "peers", "pinned: " + pinned.stream().map(Peer::name).collect(Collectors.joining(", "))));
            return true;
        } catch (KeyFileException | IOException e) {
            problem("peers", e, "repair the file", ExitCode.INPUT_OR_FILE_WRONG);
            return false;
        }
    }

    private boolean name(Endpoint where) {
        if (where.host().isEmpty()) {
            return true;
        }
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(where.host()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            examination.add(Finding.ok("name", where.host() + " is " + addresses));
            return true;
        } catch (UnknownHostException e) {
            examination.add(Finding.problem(
                    "name",
                    where.host() + " is not known",
                    "check the spelling and this machine's DNS, or use an address",
                    ExitCode.NETWORK_OR_TIMEOUT));
            return false;
        }
    }

    private void peer(Endpoint where, String digest) {
        try {
            Security security = channel.security(command);
            try (Channel open = channel.open(meeting, security, command)) {
                examination.add(Finding.ok("peer", open.description()));
                exchange(open, digest);
            }
        } catch (ParameterException e) {
            problem("peer", e, "correct the options", ExitCode.USAGE);
        } catch (KeyFileException e) {
            problem("peer", e, "repair the file", ExitCode.INPUT_OR_FILE_WRONG);
        } catch (ProtocolException e) {
            problem("peer", e, "see to it on the side that the message names", ExitCode.PEER_OR_PROTOCOL_FAILED);
        } catch (IOException e) {
            String advice = meeting.listen == null
                    ? "let the peer run `mpc doctor --listen " + where + "`; check firewalls on the way"
                    : "let the peer connect to this host; check that no other program has the port, and firewalls";
            problem("peer", e, advice, ExitCode.NETWORK_OR_TIMEOUT);
        }
    }

    /** The two sides know each other; what can still be wrong is that the other is not a doctor. */
    private void exchange(Channel open, String digest) {
        try {
            new DoctorExchange(examination).run(open, digest);
        } catch (IOException e) {
            problem(
                    "version",
                    e,
                    "run `mpc doctor` on both hosts at the same time; a session that waits there does not answer it",
                    ExitCode.PEER_OR_PROTOCOL_FAILED);
        }
    }

    private void problem(String check, Exception failure, String advice, ExitCode exitCode) {
        String message = failure instanceof IOException io ? Messages.of(io) : String.valueOf(failure.getMessage());
        examination.add(Finding.problem(check, message, advice, exitCode));
    }
}
