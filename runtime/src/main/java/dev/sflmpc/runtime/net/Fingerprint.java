package dev.sflmpc.runtime.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a public key (its DER SubjectPublicKeyInfo), written {@code SHA256:} and 43 characters of base64 as OpenSSH
 * writes its own.
 *
 * <p>The key is pinned, not the certificate around it: a certificate may be issued again for the same key.
 */
public final class Fingerprint {
    static final int BYTES = 32;
    private static final String PREFIX = "SHA256:";
    private static final int BASE64_LENGTH = 43;

    private final byte[] hash;

    private Fingerprint(byte[] hash) {
        this.hash = hash;
    }

    public static Fingerprint of(PublicKey key) {
        return new Fingerprint(sha256(key.getEncoded()));
    }

    public static Fingerprint of(X509Certificate certificate) {
        return of(certificate.getPublicKey());
    }

    /**
     * Reads {@code SHA256:} and base64, or 64 hexadecimal digits with or without colons.
     *
     * @throws IllegalArgumentException with a message for people when it is neither
     */
    public static Fingerprint parse(String text) {
        String trimmed = text.strip();
        if (trimmed.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            String rest = trimmed.substring(PREFIX.length());
            return new Fingerprint(isHex(rest) ? hex(rest) : base64(rest, text));
        }
        if (isHex(trimmed)) {
            return new Fingerprint(hex(trimmed));
        }
        throw malformed(text);
    }

    /** The 32 bytes of the hash. */
    public byte[] bytes() {
        return hash.clone();
    }

    private static boolean isHex(String text) {
        return text.replace(":", "").matches("[0-9a-fA-F]{64}");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(":", "").toLowerCase(Locale.ROOT));
    }

    private static byte[] base64(String digits, String whole) {
        String unpadded = digits.endsWith("=") ? digits.substring(0, digits.length() - 1) : digits;
        if (unpadded.length() != BASE64_LENGTH) {
            throw malformed(whole);
        }
        try {
            return Base64.getDecoder().decode(unpadded);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(malformed(whole).getMessage(), e);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a fingerprint; expected SHA256: and 43 characters as `mpc"
                        + " keygen` prints it, or 64 hexadecimal digits");
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint && MessageDigest.isEqual(hash, fingerprint.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }
}
