package dev.sflmpc.runtime.protocol;

/** What two sides meet for. */
enum SessionMode {
    RUN(1, "runs the program with a garbling made on the way"),
    PREPARE(2, "prepares units (`mpc prepare`)"),
    PREPARED(3, "runs the program with a prepared unit (--prepared)");

    private final int id;
    private final String text;

    SessionMode(int id, String text) {
        this.id = id;
        this.text = text;
    }

    int id() {
        return id;
    }

    /** What a side in this mode does, for people; a number that is none is an unknown mode. */
    static String text(int id) {
        for (SessionMode mode : values()) {
            if (mode.id == id) {
                return mode.text;
            }
        }
        return "does something unknown (" + id + ")";
    }
}
