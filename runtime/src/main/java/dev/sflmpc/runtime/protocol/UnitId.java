package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.primitive.SessionHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a prepared unit, the same on both sides: 128 bits that follow from the session that made it, so that no two
 * units ever have the same. Not secret.
 */
public record UnitId(long high, long low) {

    public static final int BYTES = 16;

    /** The unit number {@code index} of a session. */
    static UnitId of(byte[] sessionId, long index) {
        byte[] hash = SessionHash.of("session/unit id", sessionId).number(index).digest();
        return ofBytes(Arrays.copyOf(hash, BYTES));
    }

    /** Reads what {@link #bytes} writes. */
    public static UnitId ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new UnitId(in.getLong(), in.getLong());
    }

    /** The 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** Whether {@link #parse} reads {@code text}. */
    public static boolean isName(String text) {
        return text.matches("[0-9a-f]{" + 2 * BYTES + "}");
    }

    /** Reads what {@link #toString} writes. */
    public static UnitId parse(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a unit's name: " + name);
        }
        return ofBytes(HexFormat.of().parseHex(name));
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
