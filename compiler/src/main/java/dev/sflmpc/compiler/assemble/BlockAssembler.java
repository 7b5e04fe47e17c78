package dev.sflmpc.compiler.assemble;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;

/**
 * Turns a netlist into a block that computes the same.
 *
 * <p>The block's AND gates are the live AND nodes of the netlist, one for one. How they are packed, ordered and given slots
 * is the business of this package; the same netlist gives the same block on every machine. Time and memory are linear in
 * the size of the netlist but for the logarithms of a priority queue.
 */
public final class BlockAssembler {

    private BlockAssembler() {}

    /**
     * The block with these inputs and outputs.
     *
     * @param inputs literals, not complemented and not constant, each at most once; {@code inputs[i]} is input {@code i} of
     *     the block. They need not be inputs of the netlist: what lies behind them is cut off.
     * @param outputs any literals: constants, inputs, complements, several times the same
     * @throws IllegalArgumentException if an output depends on an input of the netlist that is not in {@code inputs}, or
     *     the block would need more than {@link dev.sflmpc.runtime.circuit.BlockCheck#MAX_SLOTS} slots
     */
    public static Block assemble(Netlist netlist, int[] inputs, int[] outputs) {
        Fusion.Result fused = Fusion.fuse(netlist, inputs, outputs);
        Operations operations = fused.operations();
        AndSchedule.Result schedule = AndSchedule.schedule(operations, fused.outputs());
        XorPlacement.place(operations, fused.outputs(), schedule.layers(), schedule.layerCount());
        return Emission.emit(operations, fused.outputs(), schedule.layers(), schedule.layerCount());
    }
}
