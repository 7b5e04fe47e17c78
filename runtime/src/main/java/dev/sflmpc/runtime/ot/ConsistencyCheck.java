package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The check that a receiver used one and the same choice vector c for all bits of delta.
 *
 * <p>For plane p the receiver has V_p, the sender W_p = V_p ^ delta_p·c if the receiver was honest. Take planes for vectors over
 * GF(2^128). The k planes of a tree are first added up with the weights 1, X, …, X^(k-1), which gives T_i of V and of W: they
 * differ by alpha_i·c, where alpha_i is the tree's bits of delta as a polynomial. After the last correction a
 * universal linear hash L, keyed by all of them, is taken of every T_i. The receiver sends x = L(c) and
 * D = SHA-256(L(T_0), L(T_1), …); the sender requires that its own L(T_i) ^ alpha_i·x give the same.
 *
 * <p><b>Why that is sound.</b> A receiver can deviate in the corrections only, one vector for each tree; let e_i be how far that
 * of tree i is from c. The sender's T_i is then off by alpha_i·e_i, and what it hashes by alpha_i·L(e_i). L(e_i) is not 0
 * but with probability m / 2^128 for m blocks, the polynomials alpha_i are distinct and of degree below 128, so that
 * each of the 2^k values of alpha_i makes another value: the run goes on only if the receiver, whose D fixes one, has
 * guessed all of alpha_i. That is the same as if every plane had been hashed alone. Trees must not be
 * added to one another with known weights, since errors in several trees could then be made to cancel. 128 extra OTs, one element
 * of the last chunk, keep x from telling anything about c. Roy, CRYPTO 2022, section 5; Keller, Orsini, Scholl's check of 2015 is not used,
 * because its proof is flawed.
 *
 * <p>L is the sum over chunks of {@link GhashFold} under a key of the chunk, which depends on the message that made the trees and on all
 * corrections up to and including the chunk's own. Trees, corrections and c = u_0 make the errors: with keys that did not depend on the
 * trees a receiver could fix corrections first, and look for two trees with L(u_0) ^ L(u_1) = L(d_1) by the 2^64 steps of a birthday.
 */
final class ConsistencyCheck {

    /** x, then D. */
    static final int PROOF_BYTES = GhashFold.BYTES + SessionHash.BYTES;

    private final byte[] sessionId;
    private final TreeShape shape;
    private final FieldCombination combination = new FieldCombination();
    private final GhashFold fold;
    private final byte[] elements = new byte[CorrelatedOt.CHUNK_ROWS / 8];
    private final byte[] choiceHash = new byte[GhashFold.BYTES];
    private final byte[] treeHashes;
    private final byte[] setUp;
    private byte[] transcript = new byte[0];
    private long extension = -1;

    /** @param trees the message that made the trees */
    ConsistencyCheck(byte[] sessionId, TreeShape shape, byte[] trees) {
        this.sessionId = sessionId;
        this.shape = shape;
        this.fold = new GhashFold(shape.trees() + 1);
        this.treeHashes = new byte[shape.trees() * GhashFold.BYTES];
        this.setUp = SessionHash.of("ot/check/trees", sessionId).bytes(trees).digest();
    }

    /** Begins the next extension of the session. */
    void begin() {
        extension++;
        transcript = setUp;
        Arrays.fill(choiceHash, (byte) 0);
        Arrays.fill(treeHashes, (byte) 0);
    }

    /** Takes a chunk's corrections and planes; see {@link #addChoices} for the receiver's further plane. */
    void add(byte[] corrections, long[][] planes, int words) {
        transcript = SessionHash.of("ot/check/transcript", sessionId)
                .number(extension)
                .bytes(transcript)
                .bytes(corrections)
                .digest();
        fold.begin(transcript, words / 2);
        for (int tree = 0; tree < shape.trees(); tree++) {
            combination.combine(planes, tree * shape.depth(), shape.depth(), words, elements);
            fold.add(elements, treeHashes, tree * GhashFold.BYTES);
        }
    }

    /** Takes the choices of the chunk that was added last. */
    void addChoices(long[] choices, int words) {
        combination.combine(new long[][] {choices}, 0, 1, words, elements);
        fold.add(elements, choiceHash, 0);
    }

    /** The receiver's proof, after the last chunk. */
    byte[] proof() {
        byte[] proof = Arrays.copyOf(choiceHash, PROOF_BYTES);
        System.arraycopy(digest(), 0, proof, GhashFold.BYTES, SessionHash.BYTES);
        return proof;
    }

    /** Whether {@code proof} fits the sender's planes, after the last chunk; takes the same time either way. */
    boolean accepts(byte[] proof, Delta delta) {
        for (int tree = 0; tree < shape.trees(); tree++) {
            int alpha = shape.alpha(delta, tree);
            FieldCombination.addMultiple(proof, alpha, shape.depth(), treeHashes, tree * GhashFold.BYTES);
        }
        return MessageDigest.isEqual(digest(), Arrays.copyOfRange(proof, GhashFold.BYTES, PROOF_BYTES));
    }

    /** Overwrites what depends on secrets. */
    void wipe() {
        Arrays.fill(elements, (byte) 0);
        Arrays.fill(treeHashes, (byte) 0);
        Arrays.fill(choiceHash, (byte) 0);
        combination.wipe();
    }

    private byte[] digest() {
        return SessionHash.of("ot/check/planes", sessionId)
                .number(extension)
                .bytes(treeHashes)
                .digest();
    }
}
