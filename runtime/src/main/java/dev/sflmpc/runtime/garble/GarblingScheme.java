package dev.sflmpc.runtime.garble;

/** How AND gates are garbled, by the number and the name that a session's negotiation and people use for it. */
public enum GarblingScheme {
    /** {@link GarblingKernel}: 32 bytes an AND gate. */
    HALF_GATES(1, "half-gates");

    private final int id;
    private final String text;

    GarblingScheme(int id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The number on the wire, 1 to 255. */
    public int id() {
        return id;
    }

    /** The name for people: {@code half-gates}. */
    @Override
    public String toString() {
        return text;
    }
}
