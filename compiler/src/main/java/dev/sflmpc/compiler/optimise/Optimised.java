package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * An optimised netlist.
 *
 * @param net gates in topological order, none of them dead; it has the inputs of the original, in their order
 * @param inputs the input literals in the order in which they were given
 * @param outputs the output literals in the order in which they were given
 * @param statistics what was done
 */
public record Optimised(Netlist net, int[] inputs, int[] outputs, OptimiserStatistics statistics) {}
