package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import javax.crypto.Cipher;

/**
 * The permutation of {@link EpochHash}: AES, decrypting, with a new key for every {@link EpochHash#EPOCH_ANDS} AND gates; and the
 * number of the next AND.
 *
 * <p>Why decrypting: the JDK has instructions for many independent blocks at once for CBC decryption on every processor with
 * AES instructions, for ECB on those with AVX-512 only. Elsewhere ECB goes block by block, at three times the time.
 */
final class EpochCipher {

    /** Stubs for AVX-512 work on 32 blocks at once; a tail of more than 8 blocks is cheaper filled up to 32 there. */
    private static final int WIDE_BLOCKS = 32;

    private static final int LARGEST_TAIL_BLOCKS = 8;

    /** Other stubs work on 4 blocks at once. */
    private static final int NARROW_BLOCKS = 4;

    /** Keys that are made at once: a call for each would cost as much until it is compiled, and be worth compiling sooner. */
    private static final int KEYS = 16;

    private final byte[] masterKey;
    private final Cipher master;
    private final Cipher cipher = Aes.chain();
    private final byte[] numbers = new byte[KEYS * Aes.BLOCK_BYTES];
    private final byte[] keys = new byte[KEYS * Aes.KEY_BYTES];

    /** The first epoch of {@link #keys}: a multiple of their number, or of no epoch to begin with. */
    private long firstOfKeys = -1;

    private long epoch;
    private int position;

    /** @param masterKey 16 bytes; encrypts the number of an epoch to its key */
    EpochCipher(byte[] masterKey) {
        this.masterKey = masterKey.clone();
        master = Aes.cipher(masterKey, 0);
        rekey();
    }

    /** Another one under the same master key, at the first AND, for another thread. */
    EpochCipher copy() {
        return new EpochCipher(masterKey);
    }

    /**
     * Goes on to the first AND of an epoch.
     *
     * @throws IllegalArgumentException when that would use numbers again
     */
    void seek(long next) {
        if (next < epoch || next == epoch && position > 0) {
            throw new IllegalArgumentException("epoch " + next + " after AND " + position + " of epoch " + epoch);
        }
        if (next > epoch) {
            epoch = next;
            position = 0;
            rekey();
        }
    }

    /** Bytes of an array for at most {@code blocks} blocks, with that in front of them and what a call may add. */
    static int bytes(int blocks) {
        return (1 + blocks + WIDE_BLOCKS) * Aes.BLOCK_BYTES;
    }

    /** The number of the next AND. */
    long andIndex() {
        return epoch * EpochHash.EPOCH_ANDS + position;
    }

    /** The number of the next AND within its epoch. */
    int position() {
        return position;
    }

    /** How many ANDs there are left in the epoch. */
    int room() {
        return EpochHash.EPOCH_ANDS - position;
    }

    /** Where in the tweaks of {@link Kernels} that of the next AND is. */
    int tweak() {
        return Kernels.FIRST_TWEAK + 2 * position;
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
     * Applies the permutation D to what {@code ands} ANDs hash, and goes on to the next: {@code out[16n …]} becomes D(block n) ^
     * block n - 1.
     *
     * @param blocks {@link #bytes} long: 16 bytes of 0, which count as block -1, then the blocks
     * @param count of all blocks
     * @param out likewise {@link #bytes} long
     */
    void permute(byte[] blocks, int count, byte[] out, int ands) {
        Aes.decryptChain(cipher, blocks, Aes.BLOCK_BYTES, padded(count), out);
        position += ands;
    }

    /**
     * Applies {@link #permute} to the blocks of one layer of a run: before the first goes the last that the call before took, {@link
     * Serial#last}. The call for the last layer ends the run.
     */
    void permute(Serial serial, int count, int ands, boolean ends) {
        int padded = count <= NARROW_BLOCKS ? count : padded(count);
        if (ends) {
            Aes.decryptChain(cipher, serial.blocks, Aes.BLOCK_BYTES, padded, serial.out);
        } else {
            Aes.decryptChainOn(cipher, serial.blocks, Aes.BLOCK_BYTES, padded, serial.out);
        }
        serial.last = padded * Aes.BLOCK_BYTES;
        position += ands;
    }

    private static int padded(int blocks) {
        if (StubWidth.isWide() && blocks % WIDE_BLOCKS > LARGEST_TAIL_BLOCKS) {
            return (blocks | (WIDE_BLOCKS - 1)) + 1;
        }
        return blocks + NARROW_BLOCKS - 1 & -NARROW_BLOCKS;
    }

    private void rekey() {
        long first = epoch & -KEYS;
        if (first != firstOfKeys) {
            for (int i = 0; i < KEYS; i++) {
                LongBytes.put(numbers, i * Aes.BLOCK_BYTES, first + i);
            }
            Aes.encrypt(master, numbers, KEYS, keys, 0);
            firstOfKeys = first;
        }
        Aes.rekeyChain(cipher, keys, (int) (epoch - first) * Aes.KEY_BYTES);
    }
}
