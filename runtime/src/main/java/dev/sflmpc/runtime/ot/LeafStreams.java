package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The pseudo-random streams of all leaves: AES under the leaf's seed over a counter that only goes forward.
 *
 * <p>One cipher for each leaf for the whole session, because a new key costs as much as a kilobyte of stream.
 */
final class LeafStreams {

    /** Bytes from one leaf's stream to the next in {@link #streams()}. */
    static final int STRIDE = CorrelatedOt.CHUNK_ROWS / 8;

    private final Cipher[] ciphers;
    private final byte[] counters = new byte[STRIDE];
    private final byte[] streams = new byte[Trees.LEAVES * STRIDE];
    private final int firstLeaf;
    private long counter;

    /**
     * @param seeds two longs for each leaf of each tree; overwritten with 0
     * @param firstLeaf 0, or 1 when leaf 0 of each tree is not known: its stream is then 0
     */
    LeafStreams(long[] seeds, int firstLeaf) {
        this.ciphers = new Cipher[Trees.TREES * Trees.LEAVES];
        this.firstLeaf = firstLeaf;
        byte[] key = new byte[Aes.KEY_BYTES];
        for (int i = 0; i < ciphers.length; i++) {
            Labels.toBytes(seeds, i, 1, key, 0);
            ciphers[i] = Aes.cipher(key, 0);
        }
        Arrays.fill(key, (byte) 0);
        Arrays.fill(seeds, 0);
    }

    /** Goes on to the next {@code rows} bits of all streams; {@code rows} is a multiple of 128. */
    void advance(int rows) {
        int blocks = rows / CorrelatedOt.BLOCK_ROWS;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < Long.BYTES; i++) {
                counters[block * Aes.BLOCK_BYTES + i] = (byte) (counter >>> (8 * i));
            }
            counter++;
        }
    }

    /** Writes the current {@code rows} bits of the leaves of {@code tree} to {@link #streams()}. */
    void expand(int tree, int rows) {
        int blocks = rows / CorrelatedOt.BLOCK_ROWS;
        for (int leaf = firstLeaf; leaf < Trees.LEAVES; leaf++) {
            Aes.encrypt(ciphers[tree * Trees.LEAVES + leaf], counters, blocks, streams, leaf * STRIDE);
        }
    }

    /** The streams of the tree that was expanded last, {@link #STRIDE} bytes apart. */
    byte[] streams() {
        return streams;
    }

    void wipe() {
        Arrays.fill(streams, (byte) 0);
    }
}
