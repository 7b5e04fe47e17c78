package dev.sflmpc.runtime.protocol;

/** How far a session is. */
public enum SessionPhase {
    NEW("start"),
    HELLO("hello"),
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
