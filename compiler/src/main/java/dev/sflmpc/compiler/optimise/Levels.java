package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * The AND depth of each node of a growing netlist: the most AND gates on a path from an input to it.
 *
 * <p>Asked for a node, it catches up with the gates made since; nodes that were asked for must not be truncated.
 */
final class Levels {

    private final Netlist net;
    private int[] level = new int[1 << 10];
    private int known = 1;

    Levels(Netlist net) {
        this.net = net;
    }

    int of(int node) {
        if (node >= known) {
            catchUp(node + 1);
        }
        return level[node];
    }

    private void catchUp(int end) {
        if (level.length < end) {
            level = Arrays.copyOf(level, Math.max(end, 2 * level.length));
        }
        for (; known < end; known++) {
            if (!net.isInput(known)) {
                int below = Math.max(level[net.left(known) >>> 1], level[net.right(known) >>> 1]);
                level[known] = below + (net.isAnd(known) ? 1 : 0);
            }
        }
    }
}
