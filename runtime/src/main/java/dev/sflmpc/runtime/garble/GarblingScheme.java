package dev.sflmpc.runtime.garble;

/** How AND gates are garbled, by the number and the name that a session's negotiation and people use for it. */
public enum GarblingScheme {
    /** {@link GarblingKernel}: 32 bytes an AND gate, the fastest. */
    HALF_GATES(1, "half-gates", 32, 0),

    /** {@link ThreeHalvesKernel}: 24 bytes and 5 bits an AND gate, for slow networks. */
    THREE_HALVES(2, "three-halves", 24, 5);

    /** No gate takes more. */
    private static final int MOST_BYTES = 32;

    private final int id;
    private final String text;
    private final int rowBytes;
    private final int diceBits;

    GarblingScheme(int id, String text, int rowBytes, int diceBits) {
        this.id = id;
        this.text = text;
        this.rowBytes = rowBytes;
        this.diceBits = diceBits;
    }

    /** The number on the wire, 1 to 255. */
    public int id() {
        return id;
    }

    /** Bytes of one AND gate's rows, which come first in a table. */
    int rowBytes() {
        return rowBytes;
    }

    /**
     * Bytes of the table of so many AND gates when it is sent in one piece: the rows of all, then single bits of all. Cut into
     * pieces, each may take one byte more. {@link Long#MAX_VALUE} if they are too many to count.
     */
    public long tableBytes(long ands) {
        return ands > Long.MAX_VALUE / MOST_BYTES
                ? Long.MAX_VALUE
                : rowBytes * ands + diceBits * (ands / 8) + (diceBits * (ands % 8) + 7) / 8;
    }

    /** The most AND gates whose table takes at most {@code bytes}; of a table of just that length it is the number of gates. */
    public int ands(int bytes) {
        return (int) (8L * bytes / (8 * rowBytes + diceBits));
    }

    /** The name for people: {@code half-gates}. */
    @Override
    public String toString() {
        return text;
    }
}
