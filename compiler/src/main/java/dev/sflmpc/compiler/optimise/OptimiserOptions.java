package dev.sflmpc.compiler.optimise;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How much work the optimiser does.
 *
 * @param level 0 removes dead and repeated gates only; 1 takes seconds for millions of gates, and leaves a netlist alone where
 *     a sample of it gains nothing; 2 is the default for a circuit; 3 searches for as long as it pays
 * @param timeLimit after this much time what has been reached is the result; a result that was not cut short by it
 *     depends on the netlist and the level alone
 * @param balance how many ANDs more a shallower circuit may have, in percent; empty where the depth does not matter
 * @param work the most gate visits, weighted by the cuts looked at for each; no level does more than is sensible for it
 * @param leftOut passes that are known to gain nothing
 */
public record OptimiserOptions(int level, Duration timeLimit, OptionalInt balance, long work, Set<SearchPass> leftOut) {

    public static final int MOST_LEVEL = 3;
    private static final int DEFAULT_LEVEL = 2;

    /** Gate visits by level. */
    private static final long[] EFFORT = {0, 50_000_000L, 100_000_000L, 5_000_000_000L};

    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /** @throws IllegalArgumentException if the level is not 0, 1, 2 or 3, or the time limit, the percentage or the work is negative */
    public OptimiserOptions {
        if (level < 0 || level > MOST_LEVEL) {
            throw new IllegalArgumentException("level " + level + " is not between 0 and " + MOST_LEVEL);
        }
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("a negative time limit");
        }
        if (balance.isPresent() && balance.getAsInt() < 0) {
            throw new IllegalArgumentException("a negative percentage of ANDs");
        }
        if (work < 0) {
            throw new IllegalArgumentException("a negative amount of work");
        }
        leftOut = Set.copyOf(leftOut);
    }

    /** Level 2, no time limit, no balancing. */
    public static OptimiserOptions standard() {
        return ofLevel(DEFAULT_LEVEL);
    }

    /** A level without time limit and balancing. */
    public static OptimiserOptions ofLevel(int level) {
        return new OptimiserOptions(level, NO_LIMIT, OptionalInt.empty(), Long.MAX_VALUE, Set.of());
    }

    /** The same with another limit of the work. */
    public OptimiserOptions withWork(long limit) {
        return new OptimiserOptions(level, timeLimit, balance, limit, leftOut);
    }

    /** What one netlist is given at most. */
    public long effort() {
        return Math.min(EFFORT[level], work);
    }

    /** The same without some passes. */
    public OptimiserOptions without(Set<SearchPass> passes) {
        return new OptimiserOptions(level, timeLimit, balance, work, passes);
    }

    /** The same with another time limit. */
    public OptimiserOptions withTimeLimit(Duration limit) {
        return new OptimiserOptions(level, limit, balance, work, leftOut);
    }

    /**
     * The same, and then the circuit made shallower.
     *
     * @param percent how many ANDs more it may have for that
     */
    public OptimiserOptions withBalance(int percent) {
        return new OptimiserOptions(level, timeLimit, OptionalInt.of(percent), work, leftOut);
    }

    /** Whether the time may cut the work short, so that the result is not the same on every machine. */
    public boolean isTimed() {
        return timeLimit.compareTo(NO_LIMIT) < 0;
    }
}
