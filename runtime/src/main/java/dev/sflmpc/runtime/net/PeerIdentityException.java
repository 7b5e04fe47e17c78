package dev.sflmpc.runtime.net;

import java.util.Optional;

/** The peer showed a key that is not pinned here, or refused the key that this side showed. */
public final class PeerIdentityException extends ProtocolException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Fingerprint> seen;

    PeerIdentityException(String message, Optional<Fingerprint> seen) {
        super("identity", message);
        this.seen = seen;
    }

    /** What the peer showed; empty when it is the peer that refused. */
    public Optional<Fingerprint> seen() {
        return seen;
    }
}
