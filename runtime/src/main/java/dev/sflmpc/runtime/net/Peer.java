package dev.sflmpc.runtime.net;

/** A pinned peer: the name that this side gave it, and its key's fingerprint. */
public record Peer(String name, Fingerprint fingerprint) {}
