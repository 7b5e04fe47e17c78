package dev.sflmpc.cli.bench;

/**
 * How fast a workload is garbled and evaluated on one core.
 *
 * @param scheme {@code half-gates} or another
 * @param kernel which implementation runs the gates
 * @param rows evaluations side by side
 * @param andCount AND gates of one evaluation
 * @param bytesPerAnd bytes of tables
 * @param garble AND gates per second
 * @param evaluate AND gates per second
 * @param garbleAesNanos of bare AES per block, measured in between while garbling
 * @param evaluateAesNanos likewise while evaluating
 */
public record GateRates(
        String scheme,
        String kernel,
        int rows,
        long andCount,
        double bytesPerAnd,
        Figure garble,
        Figure evaluate,
        Figure garbleAesNanos,
        Figure evaluateAesNanos) {

    /** Blocks that half gates encrypt for an AND: 4 when garbling, 2 when evaluating. */
    private static final int GARBLE_BLOCKS = 4;

    private static final int EVALUATE_BLOCKS = 2;

    /** The part of garbling's time that bare AES of the four blocks of a half gate takes. */
    public double garbleAesFraction() {
        return GARBLE_BLOCKS * garbleAesNanos.median() * garble.median() / 1e9;
    }

    /** The part of evaluation's time that bare AES of the two blocks of a half gate takes. */
    public double evaluateAesFraction() {
        return EVALUATE_BLOCKS * evaluateAesNanos.median() * evaluate.median() / 1e9;
    }
}
