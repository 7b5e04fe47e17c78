package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;

/**
 * Whether this JVM's AES works on 32 blocks at once: with AVX-512 it does, and 32 blocks take less time than 16. Measured, since
 * the JVM does not say. What a cipher call is filled up with is thrown away, so that nothing but time depends on it.
 */
final class StubWidth {

    private static final int CALLS = 200;
    private static final int ROUNDS = 50;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static volatile boolean wide;

    private StubWidth() {}

    static boolean isWide() {
        return wide;
    }

    /** Takes some milliseconds, the first time. */
    static void measure() {
        if (!BEGUN.compareAndSet(false, true)) {
            return;
        }
        Cipher cipher = Aes.chain();
        Aes.rekeyChain(cipher, new byte[Aes.KEY_BYTES], 0);
        byte[] in = new byte[EpochCipher.bytes(0)];
        byte[] out = new byte[EpochCipher.bytes(0)];
        long half = Long.MAX_VALUE;
        long full = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            half = Math.min(half, time(cipher, in, out, 16));
            full = Math.min(full, time(cipher, in, out, 32));
        }
        wide = full < half;
    }

    private static long time(Cipher cipher, byte[] in, byte[] out, int blocks) {
        long begun = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            Aes.decryptChain(cipher, in, 0, blocks, out);
        }
        return System.nanoTime() - begun;
    }
}
