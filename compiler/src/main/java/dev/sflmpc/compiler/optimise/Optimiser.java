package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.arithmetic.CarrylessMultiplier;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;

/**
 * Makes equal netlists with fewer AND gates, then with fewer XOR gates, and shallower ones where that is asked for.
 *
 * <p>The passes repeat while they gain. Each is deterministic and bounded in steps; the work of all of them is bounded by
 * a number of gate visits, so that the time grows linearly with netlists of any size.
 *
 * <p>An optimiser remembers the circuits that it found for small functions, which changes the time that the next netlist takes
 * and nothing else. Not for several threads.
 */
public final class Optimiser {

    private final LeastAnds least = new LeastAnds();
    private final SmallTables tables = new SmallTables(least);
    private final CarrylessMultiplier multiplier = new CarrylessMultiplier();

    /** Told of a netlist before its first pass. */
    @FunctionalInterface
    public interface Start {

        /** The netlist without dead gates: the very one that comes back where no pass gains anything. */
        void begins(Netlist net, int[] inputs, int[] outputs);
    }

    public Optimiser() {}

    /** Optimises one netlist, as {@link #run} does. */
    public static Optimised optimise(Netlist net, int[] inputs, int[] outputs, OptimiserOptions options) {
        return new Optimiser().run(net, inputs, outputs, options);
    }

    /**
     * Optimises a netlist; the original is not changed.
     *
     * @param inputs literals of inputs whose counterparts the caller wants to know
     * @param outputs the literals that matter; everything that they do not need is removed
     * @throws IllegalArgumentException if a literal is not one of the netlist
     */
    public Optimised run(Netlist net, int[] inputs, int[] outputs, OptimiserOptions options) {
        return run(net, inputs, outputs, options, (swept, in, out) -> {});
    }

    /** As {@link #run(Netlist, int[], int[], OptimiserOptions)}, and tells what is begun with. */
    public Optimised run(Netlist net, int[] inputs, int[] outputs, OptimiserOptions options, Start start) {
        check(net, inputs);
        check(net, outputs);
        Graph swept = new Graph(net, inputs.clone(), outputs.clone()).swept();
        start.begins(swept.net(), swept.inputs(), swept.outputs());
        LiveGates before = swept.gates();
        Schedule schedule = new Schedule(options, least, tables, multiplier);
        Graph result = schedule.run(swept);
        boolean changed = isAnother(result, swept);
        if (changed && !Agreement.holds(swept, result)) {
            assert false : "a pass changed what the netlist computes";
            result = swept;
        }
        LiveGates after = changed ? result.gates() : before;
        return new Optimised(result.net(), result.inputs(), result.outputs(), schedule.statistics(before, after));
    }

    /** False when no pass gained: then the graph itself comes back. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isAnother(Graph a, Graph b) {
        return a != b;
    }

    private static void check(Netlist net, int[] literals) {
        for (int literal : literals) {
            if (literal < 0 || literal >>> 1 >= net.nodeCount()) {
                throw new IllegalArgumentException("literal " + literal + " is not one of the netlist");
            }
        }
    }
}
