package dev.sflmpc.runtime.net;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Turns what JSSE says about a failed handshake into what a person should do. */
record TlsFailure(Security.Tls tls, Optional<Fingerprint> seen, String address) {
    private static final String RECEIVED_ALERT = "received fatal alert: ";

    ProtocolException translate(SSLException failure) throws IOException {
        if (seen.isPresent() && tls.trusted().find(seen.get()).isEmpty()) {
            return unknownPeer(seen.get());
        }
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        int alert = text.indexOf(RECEIVED_ALERT);
        if (alert >= 0) {
            return alert(text.substring(alert + RECEIVED_ALERT.length()).strip());
        }
        if (isPlaintext(failure)) {
            return new ProtocolException("tls: the host at " + address
                    + " does not use TLS; start both sides in the same" + " way, with or without --insecure-plaintext");
        }
        if (text.contains("empty client certificate chain") || text.contains("empty server certificate chain")) {
            return new ProtocolException(
                    "tls: the host at " + address + " showed no identity; it is not an SFL/mpc peer");
        }
        throw failure;
    }

    /** Whether what came from the other end was not TLS at all. */
    static boolean isPlaintext(SSLException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("unrecognized ssl message") || text.contains("plaintext connection");
    }

    private ProtocolException alert(String name) {
        return switch (name) {
            case "certificate_unknown", "bad_certificate", "unknown_ca", "access_denied", "certificate_required" ->
                new ProtocolException(
                        "identity: the host at " + address + " refused this side's identity (TLS alert " + name + ")."
                                + " Its operator must pin it with:\n  mpc peer add NAME "
                                + tls.identity().fingerprint());
            case "protocol_version", "handshake_failure", "insufficient_security" ->
                new ProtocolException(
                        "tls: the host at " + address + " cannot do TLS 1.3 with AES-GCM (TLS alert " + name + ")");
            default -> new ProtocolException("tls: the host at " + address + " ended TLS with alert " + name);
        };
    }

    private ProtocolException unknownPeer(Fingerprint key) {
        String pinned = pinned(tls.trusted().peers());
        return new ProtocolException("identity: the host at " + address + " is not a trusted peer.\n  it showed  " + key
                + "\n  pinned     " + pinned
                + "\nIf it is your peer (let its operator read the fingerprint to you), run:\n  mpc peer add NAME "
                + key);
    }

    private static String pinned(List<Peer> peers) {
        return peers.isEmpty()
                ? "nobody"
                : peers.stream()
                        .map(peer -> peer.fingerprint() + " (" + peer.name() + ")")
                        .collect(Collectors.joining("\n             "));
    }
}
