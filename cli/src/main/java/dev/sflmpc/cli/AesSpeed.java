package dev.sflmpc.cli;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** How fast this machine encrypts with AES: garbling hashes with nothing else. */
final class AesSpeed {

    /** Small calls are many calls, and those make Java compile the loop with the processor's own instructions soon. */
    private static final int BUFFER_BYTES = 1 << 13;

    private static final int WINDOW_CALLS = 500;

    /** Faster than any machine is without such instructions: there is nothing left to wait for. */
    private static final double FAST_GIGABYTES_PER_SECOND = 2;

    private static final int FAST_WINDOWS = 8;
    private static final long LIMIT_NANOS = 1_500_000_000L;

    private AesSpeed() {}

    /**
     * The best of many short measurements, so that neither other work on the machine nor the time that Java takes to compile
     * counts. Takes up to a second and a half where AES is slow.
     */
    static double gigabytesPerSecond() {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            // ECB under a public key of zeros: the block cipher alone, nothing is protected by it.
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
            byte[] buffer = new byte[BUFFER_BYTES];
            long begin = System.nanoTime();
            double best = 0;
            int fast = 0;
            while (fast < FAST_WINDOWS && System.nanoTime() - begin < LIMIT_NANOS) {
                best = Math.max(best, encrypt(cipher, buffer, WINDOW_CALLS));
                fast += best >= FAST_GIGABYTES_PER_SECOND ? 1 : 0;
            }
            return best;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /** Bytes per nanosecond. */
    private static double encrypt(Cipher cipher, byte[] buffer, int calls) throws GeneralSecurityException {
        long begin = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < calls; i++) {
            bytes += cipher.update(buffer, 0, buffer.length, buffer, 0);
        }
        return (double) bytes / Math.max(1, System.nanoTime() - begin);
    }
}
