package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.ConnectionListener;
import dev.sflmpc.runtime.net.Endpoint;

/** Tells the user why nothing happens yet. */
record WaitingNotes(Console console) implements ConnectionListener {

    @Override
    public void retrying(Endpoint endpoint, String reason) {
        console.note("waiting for peer at " + endpoint + " (" + reason + ")");
    }

    @Override
    public void refused(String address, String reason) {
        console.note("turned away " + address + ": " + reason);
    }
}
