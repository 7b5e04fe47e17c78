package dev.sflmpc.cli;

import java.io.IOException;

/** A file of this side fails in the middle of a session: unlike after a fault of the network, no other session would help. */
final class OwnFault extends IOException {

    private static final long serialVersionUID = 1;

    private final Failure failure;

    OwnFault(Failure failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
