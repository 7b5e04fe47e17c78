package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.LiveGates;
import java.time.Duration;
import java.util.Set;

/**
 * What an optimisation did.
 *
 * @param before the gates that the outputs needed
 * @param after the gates that they need now
 * @param passes passes over the netlist
 * @param work what they cost, in the unit of {@link OptimiserOptions#work}
 * @param elapsed time taken
 * @param complete whether the passes ended by themselves rather than by the time limit
 * @param fruitless passes that were tried and never gained anything to speak of
 */
public record OptimiserStatistics(
        LiveGates before,
        LiveGates after,
        int passes,
        long work,
        Duration elapsed,
        boolean complete,
        Set<SearchPass> fruitless) {

    public OptimiserStatistics {
        fruitless = Set.copyOf(fruitless);
    }
}
