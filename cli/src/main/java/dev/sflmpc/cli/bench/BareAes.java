package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.primitive.Aes;
import java.io.IOException;
import javax.crypto.Cipher;

/** AES-128 alone, under one key, in calls that are large enough for the call itself not to count: the limit of garbling. */
final class BareAes {

    private static final int BLOCKS = 256;
    private static final int CALLS = 64;

    // Under a public key of zeros: nothing is protected by it.
    private final Cipher cipher = Aes.cipher(new byte[Aes.KEY_BYTES], 0);
    private final byte[] in = new byte[BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BLOCKS * Aes.BLOCK_BYTES];

    void warmUp(long nanos) throws IOException {
        Slices.run(this::encrypt, nanos);
    }

    /** Encrypts for so long; returns nanoseconds per block. */
    double nanosPerBlock(long nanos) throws IOException {
        return 1e9 / Slices.perSecond(this::encrypt, nanos);
    }

    private long encrypt() {
        for (int i = 0; i < CALLS; i++) {
            Aes.encrypt(cipher, in, BLOCKS, out, 0);
        }
        return (long) CALLS * BLOCKS;
    }
}
