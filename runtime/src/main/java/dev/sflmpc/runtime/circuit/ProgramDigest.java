package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What two parties compare before they run a program together: SHA-256 over its canonical form, that is over its interface,
 * blocks and schedule, but not over its own name.
 *
 * <p>Equal digests mean the same gates in the same order on the same inputs for the same recipients, as far as SHA-256
 * resists collisions.
 */
public final class ProgramDigest {

    public static final int LENGTH_BYTES = 32;

    private static final byte[] DOMAIN = "SFL/mpc program, form 1\n".getBytes(StandardCharsets.US_ASCII);

    private ProgramDigest() {}

    /** {@link #LENGTH_BYTES} bytes. The program is as {@link ProgramCheck} wants it. */
    public static byte[] of(Program program) {
        MessageDigest sha256 = sha256();
        sha256.update(DOMAIN);
        FormatOutput out = new FormatOutput(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
        try {
            ProgramEncoder.encode(program, out);
            out.drain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
