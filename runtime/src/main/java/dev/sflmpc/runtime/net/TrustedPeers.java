package dev.sflmpc.runtime.net;

import java.util.List;
import java.util.Optional;

/** Who may be at the other end of a channel. Asked at every handshake, so that a peer may be pinned while one listens. */
@FunctionalInterface
public interface TrustedPeers {

    List<Peer> peers();

    /** The peer with this fingerprint. */
    default Optional<Peer> find(Fingerprint fingerprint) {
        return peers().stream()
                .filter(peer -> peer.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Exactly one peer. */
    static TrustedPeers only(Peer peer) {
        return () -> List.of(peer);
    }
}
