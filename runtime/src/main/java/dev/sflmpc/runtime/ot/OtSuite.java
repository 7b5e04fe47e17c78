package dev.sflmpc.runtime.ot;

/** OT extensions, by the number and the name that a session's negotiation and people use for them. */
public enum OtSuite {
    /** SoftSpoken OT with k = 4: 3.9 bytes an OT. */
    SOFTSPOKEN_4(1, "SoftSpoken-4");

    private final int id;
    private final String text;

    OtSuite(int id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The number on the wire, 1 to 255. */
    public int id() {
        return id;
    }

    /** The name for people: {@code SoftSpoken-4}. */
    @Override
    public String toString() {
        return text;
    }
}
