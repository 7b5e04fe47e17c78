package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A universal hash of bit vectors that is linear over GF(2): GHASH (NIST SP 800-38D), got from the JDK's AES-GCM because
 * that uses the processor's carry-less multiplication.
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
    private static final int MAX_VECTORS = PlaneKernel.PLANES + 2;

    private final SecretKeySpec key;
    private final Cipher gcm;
    private final byte[] masks = new byte[MAX_VECTORS * BYTES];
    private byte[] data = new byte[0];
    private byte[] zero = new byte[0];
    private int used;

    /** @param keySource at least 16 bytes, of which the first 16 are the key */
    GhashFold(byte[] keySource) {
        key = new SecretKeySpec(keySource, 0, Aes.KEY_BYTES, "AES");
        try {
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM", e);
        }
        ByteBuffer counters = ByteBuffer.allocate(masks.length);
        for (int i = 0; i < MAX_VECTORS; i++) {
            counters.put(iv(i)).putInt(1);
        }
        Aes.encrypt(Aes.cipher(keySource, 0), counters.array(), MAX_VECTORS, masks, 0);
    }

    /**
     * {@code sum[at … at+15] ^= L(vector)}.
     *
     * @param words length of the vector in longs, the same for all vectors of one fold
     */
    void add(long[] vector, int words, byte[] sum, int at) {
        if (data.length != 8 * words) {
            data = new byte[8 * words];
            zero = tag();
        }
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(vector, 0, words);
        byte[] tag = tag();
        for (int i = 0; i < BYTES; i++) {
            sum[at + i] ^= (byte) (tag[i] ^ zero[i]);
        }
    }

    void wipe() {
        Arrays.fill(data, (byte) 0);
    }

    /** GHASH of the data and its length. */
    private byte[] tag() {
        try {
            gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv(used)));
            gcm.updateAAD(data);
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

    private static byte[] iv(int number) {
        return ByteBuffer.allocate(IV_BYTES).putInt(number).array();
    }
}
