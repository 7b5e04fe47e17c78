package dev.sflmpc.compiler.netlist;

/**
 * The gates that outputs need.
 *
 * @param ands AND gates
 * @param xors XOR gates; a negation is no gate
 * @param depth most AND gates on a path from an input to an output
 */
public record LiveGates(int ands, int xors, int depth) {

    /** Counts the gates that are reachable from these outputs. */
    public static LiveGates of(Netlist net, int[]... outputs) {
        return since(net, 1, outputs);
    }

    /** Counts the gates that are reachable from these outputs and numbered {@code mark} or higher. */
    public static LiveGates since(Netlist net, int mark, int[]... outputs) {
        boolean[] live = live(net, mark, outputs);
        int[] depth = new int[live.length];
        int ands = 0;
        int xors = 0;
        int deepest = 0;
        for (int i = 0; i < live.length; i++) {
            int node = mark + i;
            if (live[i] && !net.isInput(node)) {
                int below = Math.max(
                        depthOf(depth, net.left(node) >>> 1, mark), depthOf(depth, net.right(node) >>> 1, mark));
                boolean and = net.isAnd(node);
                ands += and ? 1 : 0;
                xors += and ? 0 : 1;
                depth[i] = below + (and ? 1 : 0);
                deepest = Math.max(deepest, depth[i]);
            }
        }
        return new LiveGates(ands, xors, deepest);
    }

    private static int depthOf(int[] depth, int node, int mark) {
        return node < mark ? 0 : depth[node - mark];
    }

    private static boolean[] live(Netlist net, int mark, int[]... outputs) {
        boolean[] live = new boolean[net.nodeCount() - mark];
        for (int[] word : outputs) {
            for (int literal : word) {
                reach(live, literal >>> 1, mark);
            }
        }
        for (int i = live.length - 1; i >= 0; i--) {
            int node = mark + i;
            if (live[i] && !net.isInput(node)) {
                reach(live, net.left(node) >>> 1, mark);
                reach(live, net.right(node) >>> 1, mark);
            }
        }
        return live;
    }

    private static void reach(boolean[] live, int node, int mark) {
        if (node >= mark) {
            live[node - mark] = true;
        }
    }
}
