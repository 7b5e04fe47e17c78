package dev.sflmpc.runtime.protocol;

import java.util.Optional;

/** Kinds of messages, in the order in which a session uses them; LABELS only with a prepared unit, in place of all from OT_SETUP. */
enum MessageType {
    HELLO(1),
    OT_SETUP(2),
    OT_CHUNK(3),
    OT_PROOF(4),
    CHOICES(5),
    NONCE(6),
    TABLES(7),
    RETURNED(8),
    DECODE(9),
    CONFIRM(10),
    DONE(11),
    LABELS(12),
    ABORT(255);

    private final int id;

    MessageType(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    static Optional<MessageType> of(int id) {
        for (MessageType type : values()) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
