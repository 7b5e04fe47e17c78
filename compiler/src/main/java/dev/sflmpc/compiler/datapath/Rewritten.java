package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;

/**
 * A netlist, and where inputs and outputs of the one that it stands for are in it.
 *
 * @param inputs the literals of the inputs that were given, in their order
 * @param outputs the literals of the outputs that were given, in their order
 */
public record Rewritten(Netlist netlist, int[] inputs, int[] outputs) {}
