package dev.sflmpc.runtime.protocol;

/** How far a session is; {@code UNIT} is there only where units are prepared or used. */
public enum SessionPhase {
    NEW("start"),
    HELLO("hello"),
    UNIT("unit"),
    BASE_OT("base OT"),
    OT("OT"),
    GATES("gates"),
    OUTPUT("output"),
    DONE("done"),
    FAILED("failed");

    private final String text;

    SessionPhase(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
