package dev.sflmpc.runtime.primitive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 as the random oracle of one purpose in one session.
 *
 * <p>What is hashed begins with the purpose's name and the session id, each with its length, and every further field has
 * its length in front or a fixed size, so that no two purposes, sessions or sequences of fields ever hash the same
 * bytes.
 */
public final class SessionHash {

    public static final int BYTES = 32;

    private final MessageDigest digest;

    private SessionHash(MessageDigest digest) {
        this.digest = digest;
    }

    /** A hash for {@code purpose} in the session named by {@code sessionId}. */
    public static SessionHash of(String purpose, byte[] sessionId) {
        SessionHash hash = new SessionHash(sha256());
        return hash.bytes(purpose.getBytes(StandardCharsets.US_ASCII)).bytes(sessionId);
    }

    /** Appends the length of {@code field} and its bytes. */
    public SessionHash bytes(byte[] field) {
        return bytes(field, 0, field.length);
    }

    /** Appends {@code length} and that many bytes of {@code field} from {@code offset}. */
    public SessionHash bytes(byte[] field, int offset, int length) {
        number(length);
        digest.update(field, offset, length);
        return this;
    }

    /** Appends {@code value} in 8 bytes. */
    public SessionHash number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (value >>> shift));
        }
        return this;
    }

    /** The 32 bytes of the hash. */
    public byte[] digest() {
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
