package dev.sflmpc.runtime.garble;

import java.util.Arrays;

/**
 * Three-halves garbling of a batch of independent ANDs whose labels have been gathered, in one of two implementations with the same
 * bytes.
 *
 * <p>A label is cut into its low word L and its high word R. For the garbler, A, B and X = A ^ B stand for the labels whose permute
 * bit is 0, A' for A ^ delta; a and b are the permute bits of the labels of <i>true</i>. H gives a word and a bit h. ρ1 and ρ2 are
 * fresh random bits. With P = A.L ^ A.R ^ B.L and Q = A.L ^ B.R,
 *
 * <pre>
 * G0  = H(A) ^ H(A') ^ a·P ^ b·Q     ^ B.L ^ (a^b^ρ1^ρ2)·delta.R ^ (1^a^ρ2)·delta.L
 * G1  = H(B) ^ H(B') ^ a·Q ^ b·(P^Q) ^ A.R ^ (a^b^ρ1^ρ2)·delta.L ^ (1^b^ρ1)·delta.R
 * G2  = H(X) ^ H(X') ^ (a^b)·P ^ a·Q ^ (b^ρ1)·delta.L ^ (a^ρ2)·delta.R
 * C.L = H(A) ^ H(X) ^ ρ1·P ^ ρ2·Q     ^ B.L ^ (1^a)(1^b)·delta.L
 * C.R = H(B) ^ H(X) ^ ρ1·Q ^ ρ2·(P^Q) ^ A.R ^ (1^a)(1^b)·delta.R
 * z   = ρ1 ^ h(A) ^ h(X), ρ2 ^ h(B) ^ h(X), a ^ h(A) ^ h(A'), b ^ h(B) ^ h(B'), a ^ b ^ h(X) ^ h(X')
 * </pre>
 *
 * For the evaluator, i and j are the permute bits of the active labels A and B, and k = i ^ j:
 *
 * <pre>
 * r1  = z0 ^ i·z2 ^ k·z4 ^ h(A) ^ h(X)        r2 = z1 ^ j·z3 ^ k·z4 ^ h(B) ^ h(X)
 * C.L = H(A) ^ H(X) ^ i·G0 ^ k·G2 ^ r1·P ^ r2·Q     ^ (1^i)·B.L
 * C.R = H(B) ^ H(X) ^ j·G1 ^ k·G2 ^ r1·Q ^ r2·(P^Q) ^ (1^j)·A.R
 * </pre>
 *
 * Rosulek, Roy, "Three Halves Make a Whole?", CRYPTO 2021: slicing gives the three words G, dicing the five bits z. The paper's
 * product with the inverse of V is worked out here: each evaluation row (i, j) of colours has control bits r1 = ρ1 ^ i·a ^
 * (i^j)(a^b) and r2 = ρ2 ^ j·b ^ (i^j)(a^b), and its linear part is r1·(P, Q) ^ r2·(Q, P^Q), plus B.L if i = 0 and A.R if j = 0;
 * G0, G1 and G2 are what the rows (1,1) and (0,1) differ in from row (0,0), whose value is C.
 *
 * <p>There is no branch and no index that depends on a label: a, b, ρ1 and ρ2, and i, j, r1 and r2, are masks.
 *
 * <p>Layout: ANDs go in pairs, of which the second may be nobody's. The blocks of a pair are A of both, A' of both, then B, B', X, X' in
 * the same way; when evaluating A, B, X. The cipher gives P(n) = D(block n) ^ block n - 1, so that H(block n) is P(n) ^ block n
 * ^ block n - 1. {@code tweaks} holds U of all A of an epoch, then of all B, then of all X.
 */
abstract class ThreeHalvesKernels {

    /** Words of {@code tweaks} from U of an A to that of the B, and on to that of the X; with room for half a pair. */
    static final int TWEAK_PLANE = 2 * EpochHash.EPOCH_ANDS + 2;

    /** The most ANDs of a batch, rounded up to pairs. */
    private static final int ANDS = EpochHash.BATCH_ANDS;

    ThreeHalvesKernels() {}

    /** A batch: two words for each AND in each array of words. */
    static final class Batch {
        final long[] a = new long[2 * ANDS];
        final long[] b = new long[2 * ANDS];

        /** ρ1 and ρ2 as masks. */
        final long[] rho = new long[2 * ANDS];

        /** G0 and G1. */
        final long[] rows = new long[2 * ANDS];

        /** G2 and z. */
        final long[] last = new long[2 * ANDS];

        /** C. */
        final long[] outputs = new long[2 * ANDS];

        final byte[] blocks = new byte[EpochCipher.bytes(6 * ANDS)];
        final byte[] out = new byte[EpochCipher.bytes(6 * ANDS)];

        void wipe() {
            for (long[] words : new long[][] {a, b, rho, rows, last, outputs}) {
                Arrays.fill(words, 0);
            }
            Arrays.fill(blocks, (byte) 0);
            Arrays.fill(out, (byte) 0);
        }
    }

    /** ANDs rounded up to pairs. */
    static int paired(int ands) {
        return ands + 1 & -2;
    }

    /** From zero-labels a and b, and ρ, makes blocks, and rows, last and outputs without what comes from hashes. */
    abstract void prepareGarbling(Batch batch, int ands, long[] tweaks, int tweak, DeltaWords delta);

    /** Adds what comes from hashes to rows, last and outputs. */
    abstract void finishGarbling(Batch batch, int ands);

    /** From active labels a and b makes blocks. */
    abstract void prepareEvaluation(Batch batch, int ands, long[] tweaks, int tweak);

    /** From a, b, rows, last and what the cipher made of the blocks makes outputs. */
    abstract void finishEvaluation(Batch batch, int ands);
}
