package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;

/** Which nodes of a netlist its outputs need. */
final class LiveNodes {

    private LiveNodes() {}

    /** {@code true} for every gate, input and constant that an output depends on. */
    static boolean[] of(Netlist netlist, int[] outputs) {
        boolean[] live = new boolean[netlist.nodeCount()];
        for (int literal : outputs) {
            live[literal >>> 1] = true;
        }
        for (int node = live.length - 1; node > 0; node--) {
            if (live[node] && !netlist.isInput(node)) {
                live[netlist.left(node) >>> 1] = true;
                live[netlist.right(node) >>> 1] = true;
            }
        }
        return live;
    }
}
