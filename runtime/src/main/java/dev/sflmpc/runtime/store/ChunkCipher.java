package dev.sflmpc.runtime.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals or opens the chunks of one file, in their order: AES-256-GCM whose nonce is the chunk's number and whether it is the last. */
final class ChunkCipher {

    /** Bytes of a chunk before sealing; only the last one has fewer. */
    static final int CHUNK_BYTES = 1 << 16;

    static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final int mode;
    private long number;

    /** @param key of this file alone; overwritten */
    ChunkCipher(byte[] key, boolean seal) {
        this.key = new SecretKeySpec(key, "AES");
        Arrays.fill(key, (byte) 0);
        this.mode = seal ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES/GCM", e);
        }
    }

    /**
     * Seals or opens the next chunk.
     *
     * @return how many bytes {@code out} holds
     * @throws GeneralSecurityException when a chunk to be opened is not what was sealed
     */
    int next(byte[] in, int length, boolean last, byte[] out) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(number++)
                .putInt(last ? 1 : 0)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return cipher.doFinal(in, 0, length, out, 0);
    }

    @Override
    public String toString() {
        return "ChunkCipher[secret]";
    }
}
