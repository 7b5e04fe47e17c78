/**
 * Channels between two hosts: ordered bytes over TLS 1.3 with both sides authenticated, over plain loopback sockets, or
 * through memory; identities and pinned peers.
 *
 * <p>A side's {@link dev.sflmpc.runtime.net.Identity identity} is a key pair with a self-signed certificate. Its
 * {@link dev.sflmpc.runtime.net.Fingerprint fingerprint} is pinned by the other side, as people know from SSH: there is
 * no certificate authority. {@link dev.sflmpc.runtime.net.Connector} and {@link dev.sflmpc.runtime.net.PeerListener} make
 * {@link dev.sflmpc.runtime.net.Channel channels}; every wait on them is bounded.
 *
 * <p>TLS protects from third parties, not from the peer: what the peer sends is the business of
 * {@code dev.sflmpc.runtime.protocol}. This package knows nothing of programs, labels or secrets, and depends on no other
 * package of the product. RFC 8446 (TLS 1.3); PROTOCOL.md section 6.
 */
@NullMarked
package dev.sflmpc.runtime.net;

import org.jspecify.annotations.NullMarked;
