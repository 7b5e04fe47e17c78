package dev.sflmpc.runtime.net;

/** Hears what happens while a channel is being made. Called from the threads that make it. */
public interface ConnectionListener {

    /** Hears nothing. */
    ConnectionListener NONE = new ConnectionListener() {};

    /** The peer is not there yet; another attempt follows. */
    default void retrying(Endpoint endpoint, String reason) {}

    /** Someone connected who is not the peer; listening goes on. */
    default void refused(String address, String reason) {}
}
