package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * When the gates of a graph must be ready, in AND levels, so that all of its outputs are when the last of them is.
 *
 * <p>Layout: {@code latest[n]} for node <i>n</i>; dead gates may be as late as they like.
 */
final class Timing {

    private final int depth;
    private final int[] latest;

    private Timing(int depth, int[] latest) {
        this.depth = depth;
        this.latest = latest;
    }

    static Timing of(Graph graph) {
        Netlist net = graph.net();
        int depth = graph.gates().depth();
        int[] latest = new int[net.nodeCount()];
        Arrays.fill(latest, Integer.MAX_VALUE);
        for (int output : graph.outputs()) {
            latest[output >>> 1] = depth;
        }
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            if (!net.isInput(node) && latest[node] != Integer.MAX_VALUE) {
                int below = latest[node] - (net.isAnd(node) ? 1 : 0);
                latest[net.left(node) >>> 1] = Math.min(latest[net.left(node) >>> 1], below);
                latest[net.right(node) >>> 1] = Math.min(latest[net.right(node) >>> 1], below);
            }
        }
        return new Timing(depth, latest);
    }

    /**
     * When a live gate must be ready if all of the graph shall be less deep.
     *
     * @param goal what is asked for
     */
    int latest(int node, Goal goal) {
        int late = latest[node] - goal.kept();
        if (late <= 0) {
            return latest[node];
        }
        int room = goal.depth() - goal.kept();
        return goal.kept() + (int) (((long) late * room + depth - goal.kept() - 1) / (depth - goal.kept()));
    }

    /**
     * A depth for a deeper graph.
     *
     * @param depth the depth
     * @param kept levels from the inputs that stay as they are, at most {@code depth}; those after them shrink in proportion
     */
    record Goal(int depth, int kept) {}
}
