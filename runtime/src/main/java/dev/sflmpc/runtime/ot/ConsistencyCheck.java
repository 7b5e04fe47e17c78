package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.SessionHash;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The check that a receiver used one and the same choice vector c for all bits of delta.
 *
 * <p>For plane p the receiver has V_p, the sender W_p = V_p ^ delta_p·c if the receiver was honest. After the last correction
 * a universal linear hash L, keyed by all of them, is taken of every plane. The receiver sends x = L(c) and
 * D = SHA-256(L(V_0), …, L(V_127)); the sender requires SHA-256(L(W_p) ^ delta_p·x) = D. An error e_p in plane p passes only
 * if L(e_p) is what the receiver guessed it to be for delta_p = 1, or delta_p = 0 makes it vanish: a guess at bits of
 * delta, and each wrong guess ends the run. Planes are never added to one another with known weights, since errors in several planes could then
 * be made to cancel. 128 extra OTs keep x from telling anything about c. Roy, CRYPTO 2022, section 5; Keller, Orsini, Scholl's
 * check of 2015 is not used, because its proof is flawed.
 *
 * <p>L is the sum over chunks of {@link GhashFold} under a key of the chunk, which depends on all corrections up to and
 * including the chunk's own.
 */
final class ConsistencyCheck {

    /** x, then D. */
    static final int PROOF_BYTES = GhashFold.BYTES + SessionHash.BYTES;

    private final byte[] sessionId;
    private final long extension;
    private final byte[] choiceHash = new byte[GhashFold.BYTES];
    private final byte[] planeHashes = new byte[PlaneKernel.PLANES * GhashFold.BYTES];
    private byte[] transcript;

    /** @param extension number of the extension in its session, from 0 */
    ConsistencyCheck(byte[] sessionId, long extension) {
        this.sessionId = sessionId;
        this.extension = extension;
        this.transcript = new byte[0];
    }

    /** Takes a chunk's corrections and planes; see {@link #addChoices} for the receiver's further plane. */
    GhashFold add(byte[] corrections, long[][] planes, int words) {
        transcript = SessionHash.of("ot/check/transcript", sessionId)
                .number(extension)
                .bytes(transcript)
                .bytes(corrections)
                .digest();
        GhashFold fold = new GhashFold(transcript);
        for (int p = 0; p < PlaneKernel.PLANES; p++) {
            fold.add(planes[p], words, planeHashes, p * GhashFold.BYTES);
        }
        return fold;
    }

    /** Takes the choices of the chunk that {@code fold} belongs to. */
    void addChoices(GhashFold fold, long[] choices, int words) {
        fold.add(choices, words, choiceHash, 0);
    }

    /** The receiver's proof, after the last chunk. */
    byte[] proof() {
        byte[] proof = Arrays.copyOf(choiceHash, PROOF_BYTES);
        System.arraycopy(digest(), 0, proof, GhashFold.BYTES, SessionHash.BYTES);
        return proof;
    }

    /**
     * Whether {@code proof} fits the sender's planes, after the last chunk; takes the same time either way.
     *
     * @param deltaLow bits 0 to 63 of delta, {@code deltaHigh} the others
     */
    boolean accepts(byte[] proof, long deltaLow, long deltaHigh) {
        for (int p = 0; p < PlaneKernel.PLANES; p++) {
            int mask = -(int) (((p < 64 ? deltaLow : deltaHigh) >>> p) & 1);
            for (int i = 0; i < GhashFold.BYTES; i++) {
                planeHashes[p * GhashFold.BYTES + i] ^= (byte) (proof[i] & mask);
            }
        }
        return MessageDigest.isEqual(digest(), Arrays.copyOfRange(proof, GhashFold.BYTES, PROOF_BYTES));
    }

    private byte[] digest() {
        return SessionHash.of("ot/check/planes", sessionId)
                .number(extension)
                .bytes(planeHashes)
                .digest();
    }
}
