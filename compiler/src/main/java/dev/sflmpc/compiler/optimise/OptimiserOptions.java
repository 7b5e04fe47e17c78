package dev.sflmpc.compiler.optimise;

import java.time.Duration;

/**
 * How much work the optimiser does.
 *
 * @param level 0 removes dead and repeated gates only; 1 is fast; 2 is the default; 3 searches for as long as it pays
 * @param timeLimit after this much time what has been reached is the result; a result that was not cut short by it
 *     depends on the netlist and the level alone
 * @param balance whether to make the circuit shallower at the same number of ANDs
 */
public record OptimiserOptions(int level, Duration timeLimit, boolean balance) {

    public static final int MOST_LEVEL = 3;
    private static final int DEFAULT_LEVEL = 2;
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /** @throws IllegalArgumentException if the level is not 0, 1, 2 or 3, or the time limit is negative */
    public OptimiserOptions {
        if (level < 0 || level > MOST_LEVEL) {
            throw new IllegalArgumentException("level " + level + " is not between 0 and " + MOST_LEVEL);
        }
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("a negative time limit");
        }
    }

    /** Level 2, no time limit, no balancing. */
    public static OptimiserOptions standard() {
        return ofLevel(DEFAULT_LEVEL);
    }

    /** A level without time limit and balancing. */
    public static OptimiserOptions ofLevel(int level) {
        return new OptimiserOptions(level, NO_LIMIT, false);
    }
}
