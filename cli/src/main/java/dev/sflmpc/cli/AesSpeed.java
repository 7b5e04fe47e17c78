package dev.sflmpc.cli;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** How fast this machine encrypts with AES: garbling hashes with nothing else. */
final class AesSpeed {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Calls until the compiler has put the processor's own instructions in. */
    private static final int WARM_UP_CALLS = 4000;

    private static final long WARM_UP_NANOS = 300_000_000L;
    private static final int WINDOWS = 8;
    private static final int WINDOW_CALLS = 100;

    private AesSpeed() {}

    /** The best of several short measurements, so that other work on the machine counts little. */
    static double gigabytesPerSecond() {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            // ECB under a public key of zeros: the block cipher alone, nothing is protected by it.
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
            byte[] buffer = new byte[BUFFER_BYTES];
            long begin = System.nanoTime();
            for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() - begin < WARM_UP_NANOS; i++) {
                encrypt(cipher, buffer, 1);
            }
            double best = 0;
            for (int window = 0; window < WINDOWS; window++) {
                best = Math.max(best, encrypt(cipher, buffer, WINDOW_CALLS));
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
