package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.SessionListener;
import dev.sflmpc.runtime.protocol.SessionPhase;

/** Shows how a session goes. */
record SessionNotes(Console console, Progress progress) implements SessionListener {

    @Override
    public void phase(SessionPhase phase) {
        console.detail("session: " + phase);
    }

    @Override
    public void progress(long andCount, long totalAndCount) {
        progress.update(andCount);
    }
}
