package dev.sflmpc.runtime.protocol;

/**
 * What came of the Hellos.
 *
 * @param sessionId hash over both Hellos and both identities
 */
record Greeting(byte[] sessionId, Hello own, Hello peer) {}
