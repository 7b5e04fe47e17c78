package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.Labels;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The pseudo-random streams of all leaves: the inverse of AES under the leaf's seed over a counter that only goes forward.
 *
 * <p>Block {@code i} of a stream is AES_s^-1(n_(i+1)) ^ n_i: CBC decryption of the blocks n_1, n_2, … with n_0 = 0 in front. The
 * block n_i is the number i and 64 bits of the session's own, both little-endian, so that no search through keys goes for the
 * streams of many sessions at once. The public term is the same in all streams and takes nothing from their being pseudo-random. CBC
 * decryption is the one mode that Java runs several blocks at a time on every processor with AES instructions; single blocks and
 * counter mode are level with it only where there is AVX-512. One cipher for each leaf for the whole session, because a
 * new key costs as much as a kilobyte of stream.
 */
final class LeafStreams {

    /** Leaves that are expanded together. */
    static final int GROUP = 16;

    /** Bytes from one leaf's stream to the next in {@link #streams()}. */
    static final int STRIDE = CorrelatedOt.CHUNK_ROWS / 8;

    private final Cipher[] ciphers;
    private final byte[] counters = new byte[STRIDE];
    private final ByteBuffer counterWords = ByteBuffer.wrap(counters).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] streams = new byte[GROUP * STRIDE];
    private final int leaves;
    private final boolean firstLeafUnknown;
    private long counter;

    /**
     * @param sessionId the same on both sides
     * @param seeds two longs for each leaf of each tree; overwritten with 0
     * @param firstLeafUnknown whether leaf 0 of each tree is not known: its stream is then 0
     */
    LeafStreams(byte[] sessionId, TreeShape shape, long[] seeds, boolean firstLeafUnknown) {
        this.leaves = shape.leaves();
        this.ciphers = new Cipher[seeds.length / 2];
        this.firstLeafUnknown = firstLeafUnknown;
        byte[] own = SessionHash.of("ot/streams/blocks", sessionId).digest();
        for (int at = Long.BYTES; at < STRIDE; at += Aes.BLOCK_BYTES) {
            System.arraycopy(own, 0, counters, at, Long.BYTES);
        }
        byte[] key = new byte[Aes.KEY_BYTES];
        for (int i = 0; i < ciphers.length; i++) {
            Labels.toBytes(seeds, i, 1, key, 0);
            ciphers[i] = Aes.chain();
            Aes.rekeyChain(ciphers[i], key, 0);
        }
        Arrays.fill(key, (byte) 0);
        Arrays.fill(seeds, 0);
    }

    /** Goes on to the next {@code rows} bits of all streams; {@code rows} is a multiple of 128. */
    void advance(int rows) {
        for (int at = 0; at < rows / Byte.SIZE; at += Aes.BLOCK_BYTES) {
            counterWords.putLong(at, ++counter);
        }
    }

    /** Writes the current {@code rows} bits of {@link #GROUP} leaves of {@code tree} to {@link #streams()}; once for each group. */
    void expand(int tree, int group, int rows) {
        int bytes = rows / Byte.SIZE;
        int first = tree * leaves + group * GROUP;
        int begin = firstLeafUnknown && group == 0 ? 1 : 0;
        Arrays.fill(streams, 0, begin * STRIDE, (byte) 0);
        try {
            for (int leaf = begin; leaf < GROUP; leaf++) {
                int written = ciphers[first + leaf].update(counters, 0, bytes, streams, leaf * STRIDE);
                assert written == bytes : "whole blocks";
            }
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The streams of the group that was expanded last, {@link #STRIDE} bytes apart. */
    byte[] streams() {
        return streams;
    }

    void wipe() {
        Arrays.fill(streams, (byte) 0);
    }

    private static IllegalStateException unavailable(GeneralSecurityException cause) {
        return new IllegalStateException("this Java runtime has no usable AES", cause);
    }
}
