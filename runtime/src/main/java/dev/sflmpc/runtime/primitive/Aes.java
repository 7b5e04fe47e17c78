package dev.sflmpc.runtime.primitive;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-128 as a block permutation, through the JDK's {@code AES/ECB/NoPadding}, and many at once through its CBC decryption. */
public final class Aes {

    public static final int BLOCK_BYTES = 16;
    public static final int KEY_BYTES = 16;

    /** Where it is installed; named, because looking for one sets up all the providers that come before it. */
    private static final @Nullable Provider OWN = Security.getProvider("SunJCE");

    private static final IvParameterSpec NO_BLOCK = new IvParameterSpec(new byte[BLOCK_BYTES]);

    private Aes() {}

    /** A cipher that has no key yet. */
    public static Cipher cipher() {
        return cipher("AES/ECB/NoPadding");
    }

    /** A cipher for a mode of AES, the JDK's own if there is one; it has no key yet. */
    public static Cipher cipher(String transformation) {
        try {
            return OWN == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, OWN);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** A cipher under the 16 bytes of {@code key} from {@code offset}. */
    public static Cipher cipher(byte[] key, int offset) {
        Cipher cipher = cipher();
        rekey(cipher, key, offset);
        return cipher;
    }

    /** Gives {@code cipher} the 16-byte key at {@code key[offset]}; costs about half a microsecond. */
    public static void rekey(Cipher cipher, byte[] key, int offset) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, offset, KEY_BYTES, "AES"));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * Encrypts {@code blocks} blocks from the start of {@code in} to {@code out[at …]}. The arrays must be distinct: in
     * place the JDK copies, at several times the cost.
     */
    public static void encrypt(Cipher cipher, byte[] in, int blocks, byte[] out, int at) {
        try {
            int written = cipher.doFinal(in, 0, blocks * BLOCK_BYTES, out, at);
            assert written == blocks * BLOCK_BYTES;
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * A cipher for {@link #decryptChain} that has no key yet, see {@link #rekeyChain}.
     */
    public static Cipher chain() {
        return cipher("AES/CBC/NoPadding");
    }

    /** Gives {@code chain} the 16-byte key at {@code key[offset]}; costs about a microsecond. */
    public static void rekeyChain(Cipher chain, byte[] key, int offset) {
        try {
            chain.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, offset, KEY_BYTES, "AES"), NO_BLOCK);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * Decrypts {@code blocks} blocks from {@code in[from …]} by themselves, and xors each with the block before it, the first with
     * none: CBC decryption. The processor works on many blocks at once. The arrays must be distinct.
     */
    public static void decryptChain(Cipher chain, byte[] in, int from, int blocks, byte[] out) {
        try {
            int written = chain.doFinal(in, from, blocks * BLOCK_BYTES, out, 0);
            assert written == blocks * BLOCK_BYTES;
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * {@link #decryptChain} of a text that is not over: the first block of the next call is xored with the last of this one. The
     * last call is {@code decryptChain}.
     */
    public static void decryptChainOn(Cipher chain, byte[] in, int from, int blocks, byte[] out) {
        try {
            int written = chain.update(in, from, blocks * BLOCK_BYTES, out, 0);
            assert written == blocks * BLOCK_BYTES;
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException cause) {
        return new IllegalStateException("this Java runtime has no usable AES", cause);
    }
}
