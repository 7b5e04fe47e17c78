package dev.sflmpc.cli;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.Connector;
import dev.sflmpc.runtime.net.Endpoint;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.InsecureAddressException;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerListener;
import dev.sflmpc.runtime.net.PeerStore;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who the peer is and how long to wait for it. */
final class ChannelSettings {

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            order = 20,
            description = "The pinned peer to talk to; may be left out when only one is pinned.")
    @Nullable
    String peer;

    @Option(
            names = "--insecure-plaintext",
            order = 21,
            description =
                    "Neither encrypt nor authenticate. Works with loopback addresses only, for trying things out.")
    boolean plaintext;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            order = 22,
            converter = DurationConverter.class,
            description = "How long to wait for the peer to be there: 500ms, 30s, 5m, 2h. Default: 2m.")
    @Nullable
    Duration timeout;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            order = 23,
            converter = DurationConverter.class,
            description = "How long to wait for the next byte from the peer. Default: 1m.")
    @Nullable
    Duration idleTimeout;

    @Mixin
    HomeOption home = new HomeOption();

    ChannelOptions limits() {
        ChannelOptions limits = ChannelOptions.defaults();
        limits = timeout == null ? limits : limits.withConnect(timeout);
        return idleTimeout == null ? limits : limits.withIdle(idleTimeout);
    }

    /** This side's identity and the one peer that is let in. */
    Security security(MpcCommand command) throws KeyFileException, IOException {
        if (plaintext) {
            return new Security.InsecurePlaintext();
        }
        Identity identity = Identity.load(home.identity(command.environment()));
        return new Security.Tls(identity, TrustedPeers.only(thePeer(command)));
    }

    private Peer thePeer(MpcCommand command) throws KeyFileException, IOException {
        PeerStore store = PeerStore.load(home.peers(command.environment()));
        List<Peer> pinned = store.peers();
        String names = pinned.isEmpty()
                ? "none is pinned, `mpc peer add` pins one"
                : "pinned are " + pinned.stream().map(Peer::name).collect(Collectors.joining(", "));
        if (peer != null) {
            return store.peer(peer).orElseThrow(() -> command.usage("no peer is called " + peer + "; " + names));
        }
        if (pinned.size() != 1) {
            throw command.usage("which peer? " + names + (pinned.isEmpty() ? "" : "; add --peer NAME"));
        }
        return pinned.getFirst();
    }

    /** Waits for the peer, wherever the two meet; whoever listens at any port goes on to listen at the same one. */
    Channel open(Meeting meeting, Security security, MpcCommand command) throws IOException, ProtocolException {
        Endpoint listen = meeting.listen;
        Endpoint connect = meeting.connect;
        WaitingNotes notes = new WaitingNotes(command.console());
        try {
            if (listen != null) {
                try (PeerListener listener = PeerListener.open(listen, security, limits(), notes)) {
                    command.console().note("waiting for peer at " + listener.endpoint());
                    meeting.listen = listener.endpoint();
                    return listener.accept();
                }
            }
            return Connector.connect(Objects.requireNonNull(connect), security, limits(), notes);
        } catch (InsecureAddressException e) {
            throw command.usage(Messages.of(e));
        }
    }
}
