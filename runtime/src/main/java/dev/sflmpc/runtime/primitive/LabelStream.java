package dev.sflmpc.runtime.primitive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Pseudo-random labels: AES-128 in counter mode, one block a label.
 *
 * <p>Two streams under the same key give the same labels. Which of the two a stream is, secret or known to both parties,
 * is its key's matter. Pseudo-randomness rests on AES being a pseudo-random permutation; a stream of n labels differs
 * from a uniform one with probability n^2 / 2^129.
 */
public final class LabelStream implements AutoCloseable {

    private static final int BLOCKS = 256;

    private final Cipher cipher;
    private final byte[] in = new byte[BLOCKS * Aes.BLOCK_BYTES];
    private final byte[] out = new byte[BLOCKS * Aes.BLOCK_BYTES];
    private final ByteBuffer counters = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer stream = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    private long counter;

    /** @param key 16 bytes, copied */
    public LabelStream(byte[] key) {
        if (key.length != Aes.KEY_BYTES) {
            throw new IllegalArgumentException("key of " + key.length + " bytes");
        }
        cipher = Aes.cipher(key, 0);
    }

    /** A stream under a fresh secret key. */
    public static LabelStream random() {
        return random(new SecureRandom());
    }

    static LabelStream random(SecureRandom random) {
        byte[] key = new byte[Aes.KEY_BYTES];
        random.nextBytes(key);
        LabelStream stream = new LabelStream(key);
        Arrays.fill(key, (byte) 0);
        return stream;
    }

    /** Writes the next {@code count} labels to {@code labels}, from label {@code first} of it. */
    public void next(long[] labels, int first, int count) {
        for (int done = 0; done < count; done += BLOCKS) {
            int blocks = Math.min(BLOCKS, count - done);
            for (int block = 0; block < blocks; block++) {
                counters.putLong(block * Aes.BLOCK_BYTES, counter++);
            }
            Aes.encrypt(cipher, in, blocks, out, 0);
            stream.asLongBuffer().get(labels, 2 * (first + done), 2 * blocks);
        }
    }

    /** Overwrites what is buffered. */
    @Override
    public void close() {
        Arrays.fill(out, (byte) 0);
    }

    @Override
    public String toString() {
        return "LabelStream[secret]";
    }
}
