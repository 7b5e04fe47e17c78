package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A universal hash of vectors over GF(2^128) that is linear: GHASH (NIST SP 800-38D), got from the JDK's AES-GCM because that
 * uses the processor's carry-less multiplication.
 *
 * <p>The tag of an empty message with additional data X is GHASH(X, length) ^ AES_k(iv, 1). Taking off the second term, and
 * GHASH of the zero vector, which is the length's term, leaves a linear function of X. The key is public and used for
 * nothing else; each vector has an iv of its own, because the JDK refuses one twice. Two vectors of m blocks that differ
 * agree with probability m / 2^128 over the key.
 */
final class GhashFold {

    static final int BYTES = 16;

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final int vectors;
    private final Cipher ecb = Aes.cipher();
    private final Cipher gcm;
    private final byte[] counters;
    private final byte[] masks;
    private final byte[] iv = new byte[IV_BYTES];
    private SecretKeySpec key = new SecretKeySpec(new byte[Aes.KEY_BYTES], "AES");
    private byte[] zero = new byte[0];
    private int bytes;
    private int used;

    /** @param vectors the most vectors that are hashed under one key */
    GhashFold(int vectors) {
        this.vectors = vectors;
        gcm = Aes.cipher("AES/GCM/NoPadding");
        ByteBuffer blocks = ByteBuffer.allocate((vectors + 1) * BYTES);
        for (int i = 0; i <= vectors; i++) {
            blocks.putInt(i).putInt(0).putInt(0).putInt(1);
        }
        counters = blocks.array();
        masks = new byte[counters.length];
    }

    /**
     * Begins with a new key.
     *
     * @param keySource at least 16 bytes, of which the first 16 are the key; not that of the time before
     * @param blocks length of the vectors in blocks of 16 bytes
     */
    void begin(byte[] keySource, int blocks) {
        key = new SecretKeySpec(keySource, 0, Aes.KEY_BYTES, "AES");
        Aes.rekey(ecb, keySource, 0);
        Aes.encrypt(ecb, counters, vectors + 1, masks, 0);
        bytes = blocks * BYTES;
        used = 0;
        zero = tag(new byte[bytes]);
    }

    /** {@code sum[at … at+15] ^= L(vector)}. */
    void add(byte[] vector, byte[] sum, int at) {
        byte[] tag = tag(vector);
        for (int i = 0; i < BYTES; i++) {
            sum[at + i] ^= (byte) (tag[i] ^ zero[i]);
        }
    }

    /** GHASH of the vector and its length. */
    private byte[] tag(byte[] vector) {
        if (used > vectors) {
            throw new IllegalStateException("no iv is left");
        }
        try {
            System.arraycopy(counters, used * BYTES, iv, 0, IV_BYTES);
            gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            gcm.updateAAD(vector, 0, bytes);
            byte[] tag = gcm.doFinal();
            for (int i = 0; i < BYTES; i++) {
                tag[i] ^= masks[used * BYTES + i];
            }
            used++;
            return tag;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no usable AES-GCM", e);
        }
    }
}
