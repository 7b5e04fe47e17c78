package dev.sflmpc.runtime.ot;

/**
 * OT extensions, by the number and the name that a session's negotiation and people use for them.
 *
 * <p>All are SoftSpoken OT (Roy, CRYPTO 2022) with the same checks and the same security. A larger k takes 2^k / k AES calls
 * and 16 / k - 1/8 bytes for an OT.
 */
public enum OtSuite {
    /** k = 4: 3.9 bytes and 4 AES calls an OT. */
    SOFTSPOKEN_4(1, "SoftSpoken-4", 4),

    /** k = 8: 1.9 bytes and 32 AES calls an OT. */
    SOFTSPOKEN_8(2, "SoftSpoken-8", 8);

    private final int id;
    private final String text;
    private final int depth;

    OtSuite(int id, String text, int depth) {
        this.id = id;
        this.text = text;
        this.depth = depth;
    }

    /** The number on the wire, 1 to 255. */
    public int id() {
        return id;
    }

    TreeShape shape() {
        return new TreeShape(depth);
    }

    /** The name for people: {@code SoftSpoken-4}. */
    @Override
    public String toString() {
        return text;
    }
}
