package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.primitive.Aes;
import java.io.IOException;
import javax.crypto.Cipher;

/**
 * AES-128 alone, under one key, in calls that are large enough for the call itself not to count: the limit of garbling. As the hash
 * of gates does, it decrypts in CBC.
 */
final class BareAes {

    private static final int BLOCKS = 256;
    private static final int CALLS = 64;

    // Under a public key of zeros: nothing is protected by it.
    private final Cipher cipher = Aes.chain();
    private final byte[] in = new byte[BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BLOCKS * Aes.BLOCK_BYTES];

    BareAes() {
        Aes.rekeyChain(cipher, new byte[Aes.KEY_BYTES], 0);
    }

    void warmUp(long nanos) throws IOException {
        Slices.run(this::decrypt, nanos);
    }

    /** Decrypts for so long; returns nanoseconds per block. */
    double nanosPerBlock(long nanos) throws IOException {
        return 1e9 / Slices.perSecond(this::decrypt, nanos);
    }

    private long decrypt() {
        for (int i = 0; i < CALLS; i++) {
            Aes.decryptChain(cipher, in, 0, BLOCKS, out);
        }
        return (long) CALLS * BLOCKS;
    }
}
