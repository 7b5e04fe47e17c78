package dev.sflmpc.compiler.equivalence;

/**
 * How far a check goes.
 *
 * @param patterns inputs to try; rounded up to a multiple of 64
 * @param seconds after which no further proof is begun
 * @param outputConflicts conflicts that SAT may have on one output
 * @param failedProofs proofs of equal nodes that may fail; after so many, SAT is kept for the outputs
 * @param seed of the random inputs
 */
public record EquivalenceLimits(long patterns, double seconds, int outputConflicts, int failedProofs, long seed) {

    public EquivalenceLimits {
        if (patterns < 1 || !(seconds >= 0) || outputConflicts < 1 || failedProofs < 0) {
            throw new IllegalArgumentException(
                    patterns + " patterns, " + seconds + " s, " + outputConflicts + ", " + failedProofs);
        }
    }

    /** 65,536 inputs, a minute. */
    public static EquivalenceLimits defaults() {
        return new EquivalenceLimits(1 << 16, 60, 200_000, 1_500, 1);
    }

    public EquivalenceLimits withPatterns(long other) {
        return new EquivalenceLimits(other, seconds, outputConflicts, failedProofs, seed);
    }

    public EquivalenceLimits withSeconds(double other) {
        return new EquivalenceLimits(patterns, other, outputConflicts, failedProofs, seed);
    }
}
