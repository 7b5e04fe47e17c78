package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;

/** The frame of passes that rebuild a graph gate by gate, where what is not rebuilt yet counts as references on what is. */
final class Rebuilding {

    /** Nodes between two looks at the clock. */
    private static final int CHECK_INTERVAL = 1 << 10;

    /** How a pass builds a gate. */
    @FunctionalInterface
    interface Step {

        /**
         * The literal of a gate in the new netlist.
         *
         * @param map the literals of all nodes before it
         * @param fanout how many references the gate has
         * @param late whether the deadline has passed, so that the gate is only to be copied
         */
        int rebuild(int node, int[] map, int fanout, boolean late);
    }

    /** How a pass that needs no references builds a gate. */
    @FunctionalInterface
    interface Remaking {

        /** The literal of a gate in the new netlist, given those of all nodes before it. */
        int rebuild(Netlist net, int[] map, int node);
    }

    private Rebuilding() {}

    /** Rebuilds a graph, without what is dead then. */
    static Graph run(Graph old, Remaking step) {
        Netlist from = old.net();
        Netlist net = old.withInputs();
        int[] map = new int[from.nodeCount()];
        for (int node = 1; node < map.length; node++) {
            net.setOrigin(from.origin(node));
            map[node] = from.isInput(node) ? Graph.inputLiteral(from.inputIndex(node)) : step.rebuild(net, map, node);
        }
        return old.mapped(net, map).swept();
    }

    /**
     * Rebuilds a graph.
     *
     * @param net where to, made by {@link Graph#withInputs}
     * @param references on the nodes of {@code net}; those on inputs are set here
     */
    static Graph run(Graph old, Netlist net, References references, Deadline deadline, Step step) {
        Netlist from = old.net();
        int[] fanouts = old.fanouts();
        int[] map = new int[from.nodeCount()];
        boolean late = false;
        for (int node = 1; node < map.length; node++) {
            late = late || ((node & CHECK_INTERVAL - 1) == 0 && deadline.passed());
            if (from.isInput(node)) {
                map[node] = Graph.inputLiteral(from.inputIndex(node));
                references.set(map[node] >>> 1, fanouts[node]);
            } else if (fanouts[node] != 0) {
                net.setOrigin(from.origin(node));
                map[node] = step.rebuild(node, map, fanouts[node], late);
            }
        }
        return old.mapped(net, map);
    }
}
