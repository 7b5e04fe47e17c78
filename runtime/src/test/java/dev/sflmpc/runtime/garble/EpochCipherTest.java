package dev.sflmpc.runtime.garble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.runtime.primitive.Aes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The key of an epoch is the master key's encryption of its number, however the cipher came to it. */
class EpochCipherTest {

    private static final long[] EPOCHS = {0, 1, 2, 14, 15, 16, 17, 31, 33, 100, 111, 112, 1L << 40, (1L << 40) + 1};

    private final byte[] master = new byte[Aes.KEY_BYTES];
    private final byte[] blocks = new byte[EpochCipher.bytes(4)];

    EpochCipherTest() {
        SplittableRandom random = new SplittableRandom(31);
        random.nextBytes(master);
        random.nextBytes(blocks);
        Arrays.fill(blocks, 0, Aes.BLOCK_BYTES, (byte) 0);
    }

    @Test
    void seek_anyEpochs_takesTheKeyOfEach() throws GeneralSecurityException {
        EpochCipher cipher = new EpochCipher(master);
        for (long epoch : EPOCHS) {
            cipher.seek(epoch);
            assertArrayEquals(expected(epoch), permuted(cipher, 1), "epoch " + epoch);
        }
    }

    @Test
    void gates_oneEpochAfterTheOther_takesTheKeyOfEach() throws GeneralSecurityException {
        EpochCipher cipher = new EpochCipher(master);
        for (int epoch = 0; epoch < 40; epoch++) {
            cipher.gates(1, 1);
            assertArrayEquals(expected(epoch), permuted(cipher, EpochHash.EPOCH_ANDS), "epoch " + epoch);
        }
    }

    @Test
    void seek_anEpochThatWasBegun_isRefused() {
        EpochCipher cipher = new EpochCipher(master);
        cipher.seek(20);
        permuted(cipher, 1);
        assertThrows(IllegalArgumentException.class, () -> cipher.seek(20));
        assertThrows(IllegalArgumentException.class, () -> cipher.seek(19));
    }

    private byte[] permuted(EpochCipher cipher, int ands) {
        byte[] out = new byte[EpochCipher.bytes(4)];
        cipher.permute(blocks, 4, out, ands);
        return Arrays.copyOf(out, 4 * Aes.BLOCK_BYTES);
    }

    /** Block by block, xored with the block before it. */
    private byte[] expected(long epoch) throws GeneralSecurityException {
        byte[] number = ByteBuffer.allocate(Aes.BLOCK_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(epoch)
                .array();
        Cipher encryption = Cipher.getInstance("AES/ECB/NoPadding");
        encryption.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master, "AES"));
        Cipher decryption = Cipher.getInstance("AES/ECB/NoPadding");
        decryption.init(Cipher.DECRYPT_MODE, new SecretKeySpec(encryption.doFinal(number), "AES"));
        byte[] expected = decryption.doFinal(blocks, Aes.BLOCK_BYTES, 4 * Aes.BLOCK_BYTES);
        for (int i = 0; i < expected.length; i++) {
            expected[i] ^= blocks[i];
        }
        return expected;
    }
}
