package dev.sflmpc.runtime.net;

/** How a channel between hosts is protected. */
public sealed interface Security {

    /** TLS 1.3; both sides show a key, each must be pinned at the other. */
    record Tls(Identity identity, TrustedPeers trusted) implements Security {}

    /**
     * No encryption and no authentication: whoever reaches the port can read, change and impersonate. Works with loopback
     * addresses only.
     */
    record InsecurePlaintext() implements Security {}
}
