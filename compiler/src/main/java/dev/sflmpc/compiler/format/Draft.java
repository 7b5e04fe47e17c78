package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.List;

/**
 * What a file says: gates, and groups of bits in the file's own order.
 *
 * @param groupsAreBinding whether the widths of the groups are the file's own, not guessed from names
 * @param inputBits one literal per input of the file
 * @param gates gates as the file counts them, before anything is folded or shared
 */
record Draft(
        CircuitFormat format,
        String name,
        Netlist netlist,
        List<Signature.Group> inputs,
        List<Signature.Group> outputs,
        boolean groupsAreBinding,
        int[] inputBits,
        int[] outputBits,
        GateCounts gates) {}
