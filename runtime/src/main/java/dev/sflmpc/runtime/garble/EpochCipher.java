package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import javax.crypto.Cipher;

/** AES with a new key for every {@link EpochHash#EPOCH_ANDS} AND gates, and the number of the next AND. */
final class EpochCipher {

    /** AES stubs work on 32 blocks at once; a tail of more than 8 blocks is cheaper filled up to 32. */
    private static final int WIDE_BLOCKS = 32;

    private static final int LARGEST_TAIL_BLOCKS = 8;

    private final Cipher master;
    private final Cipher cipher = Aes.cipher();
    private final byte[] number = new byte[Aes.BLOCK_BYTES];
    private final byte[] key = new byte[Aes.KEY_BYTES];
    private long epoch;
    private int position;

    /** @param masterKey 16 bytes; encrypts the number of an epoch to its key */
    EpochCipher(byte[] masterKey) {
        master = Aes.cipher(masterKey, 0);
        rekey();
    }

    /** The number of the next AND. */
    long andIndex() {
        return epoch * EpochHash.EPOCH_ANDS + position;
    }

    /** The number of the next AND within its epoch. */
    int position() {
        return position;
    }

    /** How many of {@code wanted} gates of {@code width} ANDs each fit in the epoch, a new one if there is no room for any. */
    int gates(int wanted, int width) {
        if (position + width > EpochHash.EPOCH_ANDS) {
            epoch++;
            position = 0;
            rekey();
        }
        return Math.min(wanted, Math.min(EpochHash.BATCH_ANDS, EpochHash.EPOCH_ANDS - position) / width);
    }

    /**
     * Encrypts what {@code ands} ANDs hash, and goes on to the next.
     *
     * @param blocks of all of them; both arrays have room for a multiple of 32
     */
    void encrypt(byte[] in, int blocks, byte[] out, int ands) {
        boolean fill = blocks % WIDE_BLOCKS > LARGEST_TAIL_BLOCKS;
        Aes.encrypt(cipher, in, fill ? (blocks | (WIDE_BLOCKS - 1)) + 1 : blocks, out, 0);
        position += ands;
    }

    private void rekey() {
        LongBytes.put(number, 0, epoch);
        Aes.encrypt(master, number, 1, key, 0);
        Aes.rekey(cipher, key, 0);
    }
}
