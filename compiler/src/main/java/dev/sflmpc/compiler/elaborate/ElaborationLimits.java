package dev.sflmpc.compiler.elaborate;

/**
 * The sizes that decide what is unrolled and expanded, and what is kept as loops and templates. They change the shape of
 * the compiled program, never what it computes; tests set them low so that small programs take every shape.
 *
 * @param flatWork loops and repeated calls whose unrolled copies would cost more AND gates than this are kept as structure
 * @param joinedWork the same for loops whose passes cost less together
 * @param minTemplateWork a function cheaper than this is always expanded where it is called
 * @param minBodyWork passes of a loop of the schedule are joined until they cost as much, so that calls of blocks do not count
 * @param maxJoinedPasses passes are not joined beyond this number only because a remainder or quotient of the loop variable
 *     asks for it
 * @param segmentNodes a segment with more gates than this is finished at the next statement: a program of moderate size is
 *     optimised as a whole
 * @param wholeNodes the same where passes cost less together, or words are put in order: of half a sort nothing is known
 * @param pieceNodes segments after such a one are finished with more gates than this, twice as many deep inside of other
 *     statements: pieces that are made two at once and need little memory
 * @param heldNodes a program with more gates than this, each loop's and each call's counted once, is elaborated anew with
 *     more structure: there is no memory for more
 */
record ElaborationLimits(
        long flatWork,
        long joinedWork,
        long minTemplateWork,
        long minBodyWork,
        long maxJoinedPasses,
        int segmentNodes,
        int wholeNodes,
        int pieceNodes,
        long heldNodes) {

    /** What the compiler uses. */
    static final ElaborationLimits DEFAULTS = new ElaborationLimits(
            1 << 19, 5_000_000, 1 << 10, 1 << 13, 1 << 10, 3_000_000, 16_000_000, 1 << 18, 56_000_000);

    private static final long LEAST_FLAT_WORK = 1 << 10;
    private static final int STEP = 32;

    /** Limits by which more loops and calls are kept as structure; in the end whatever is held is allowed. */
    ElaborationLimits withMoreStructure() {
        long flat = Math.max(LEAST_FLAT_WORK, flatWork / STEP);
        return new ElaborationLimits(
                flat,
                flat,
                minTemplateWork,
                minBodyWork / STEP,
                maxJoinedPasses,
                segmentNodes,
                wholeNodes,
                pieceNodes,
                flat == LEAST_FLAT_WORK ? Long.MAX_VALUE : heldNodes);
    }
}
