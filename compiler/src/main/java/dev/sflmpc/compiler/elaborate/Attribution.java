package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.CostMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the AND gates of a block by the places that they come from. */
final class Attribution {

    private static final class Counts {
        private int ands;
        private int executions;
    }

    private Attribution() {}

    /**
     * What the gates between inputs and outputs cost each place.
     *
     * @param executions how often statements of each place are executed in the block
     */
    static CostMap.Profile of(Netlist netlist, int[] inputs, int[] outputs, Map<Integer, Integer> executions) {
        Map<Integer, Counts> counts = new TreeMap<>();
        executions.forEach((place, times) -> counts.computeIfAbsent(place, p -> new Counts()).executions = times);
        countAnds(netlist, inputs, outputs, counts);
        List<CostMap.Share> shares = new ArrayList<>(counts.size());
        counts.forEach((place, count) -> shares.add(new CostMap.Share(place, count.ands, count.executions)));
        return new CostMap.Profile(shares);
    }

    private static void countAnds(Netlist netlist, int[] inputs, int[] outputs, Map<Integer, Counts> counts) {
        boolean[] live = new boolean[netlist.nodeCount()];
        boolean[] leaf = new boolean[live.length];
        for (int input : inputs) {
            leaf[input >>> 1] = true;
        }
        for (int output : outputs) {
            live[output >>> 1] = true;
        }
        int lastPlace = -1;
        Counts last = new Counts();
        for (int node = live.length - 1; node > 0; node--) {
            if (!live[node] || leaf[node] || netlist.isInput(node)) {
                continue;
            }
            live[netlist.left(node) >>> 1] = true;
            live[netlist.right(node) >>> 1] = true;
            if (netlist.isAnd(node)) {
                int place = netlist.origin(node);
                if (place != lastPlace) {
                    last = counts.computeIfAbsent(place, p -> new Counts());
                    lastPlace = place;
                }
                last.ands++;
            }
        }
    }
}
