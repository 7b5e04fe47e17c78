package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds which defined words gates and outputs ask for, when definitions stand for the gates of their words. */
final class OrderRoots {

    private final OrderGraph graph;
    private final Netlist net;
    private final int[] owners;
    private final BitSet needed = new BitSet();
    private final BitSet used = new BitSet();

    OrderRoots(OrderGraph graph, Netlist net) {
        this.graph = graph;
        this.net = net;
        owners = new int[net.nodeCount()];
        for (int word = 0; word < graph.size(); word++) {
            if (graph.isDefined(word)) {
                int below = below(word);
                for (int literal : graph.word(word)) {
                    int node = literal >>> 1;
                    if (node > below && owners[node] == 0) {
                        owners[node] = word + 1;
                    }
                }
            }
        }
    }

    private int below(int word) {
        return Math.max(graph.top(graph.left(word)), graph.top(graph.right(word)));
    }

    /** The words in descending order of their highest nodes. */
    List<Integer> find(int[] outputs) {
        for (int literal : outputs) {
            needed.set(literal >>> 1);
        }
        List<Integer> roots = new ArrayList<>();
        BitSet isRoot = new BitSet();
        BitSet expanded = new BitSet();
        for (int node = net.nodeCount() - 1; node > 0; node--) {
            int word = owners[node] - 1;
            if (word >= 0) {
                if (needed.get(node) && !isRoot.get(word)) {
                    isRoot.set(word);
                    roots.add(word);
                }
                if ((needed.get(node) || used.get(word)) && !expanded.get(word)) {
                    expanded.set(word);
                    use(graph.left(word));
                    use(graph.right(word));
                }
            } else if (needed.get(node) && !net.isInput(node)) {
                needed.set(net.left(node) >>> 1);
                needed.set(net.right(node) >>> 1);
            }
        }
        return roots;
    }

    private void use(int word) {
        used.set(word);
        for (int literal : graph.word(word)) {
            if (owners[literal >>> 1] != word + 1) {
                needed.set(literal >>> 1);
            }
        }
    }
}
