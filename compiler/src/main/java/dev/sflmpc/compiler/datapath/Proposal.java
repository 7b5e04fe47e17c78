package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Replacements that are made together or not at all, since they share gates. */
record Proposal(List<Replacement> parts) {

    Proposal {
        parts = List.copyOf(parts);
    }

    /** The live AND gates of its circuits for the outputs that are needed, inputs being independent bits or constants. */
    int andCount(Netlist net, IntPredicate isNeeded) {
        Netlist scratch = new Netlist();
        Map<Integer, Integer> nodes = new HashMap<>();
        int[][] outputs = new int[parts.size()][];
        for (int i = 0; i < outputs.length; i++) {
            Replacement part = parts.get(i);
            int[] inputs = IntStream.of(part.inputs())
                    .map(literal -> literal <= Netlist.TRUE
                            ? literal
                            : nodes.computeIfAbsent(literal >>> 1, node -> scratch.input()) ^ (literal & 1))
                    .toArray();
            int[] built = part.circuit().build(scratch, inputs);
            IntPredicate isAsked = part.definable(net).and(isNeeded);
            outputs[i] = IntStream.range(0, built.length)
                    .filter(bit -> isAsked.test(part.outputs()[bit] >>> 1))
                    .map(bit -> built[bit])
                    .toArray();
        }
        return LiveGates.of(scratch, outputs).ands();
    }
}
