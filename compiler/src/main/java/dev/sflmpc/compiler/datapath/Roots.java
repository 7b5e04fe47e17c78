package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Finds which defined words gates and outputs ask for, when definitions stand for the gates of their words. */
final class Roots {

    private final Definitions graph;
    private final Netlist net;
    private final int[] owners;
    private final BitSet needed = new BitSet();
    private final BitSet used = new BitSet();

    Roots(Definitions graph, Netlist net) {
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
        int below = Word.top(graph.otherLiterals(word));
        for (int operand : graph.operands(word)) {
            below = Math.max(below, graph.top(operand));
        }
        return below;
    }

    /** The words in descending order of their highest nodes. */
    List<Integer> find(int[] outputs) {
        for (int literal : outputs) {
            needed.set(literal >>> 1);
        }
        List<Integer> roots = new ArrayList<>();
        BitSet isRoot = new BitSet();
        for (int node = needed.previousSetBit(net.nodeCount()); node > 0; node = needed.previousSetBit(node - 1)) {
            int word = owners[node] - 1;
            if (word < 0) {
                if (!net.isInput(node)) {
                    needed.set(net.left(node) >>> 1);
                    needed.set(net.right(node) >>> 1);
                }
            } else if (!isRoot.get(word)) {
                isRoot.set(word);
                roots.add(word);
                use(word);
            }
        }
        return roots;
    }

    /** A defined word asks for what its definition reads, down to words that have none. */
    private void use(int word) {
        Deque<Integer> pending = new ArrayDeque<>(List.of(word));
        while (!pending.isEmpty()) {
            int next = pending.pop();
            if (!graph.isDefined(next)) {
                need(graph.word(next));
            } else if (!used.get(next)) {
                used.set(next);
                need(graph.otherLiterals(next));
                for (int operand : graph.operands(next)) {
                    pending.push(operand);
                }
            }
        }
    }

    private void need(int[] literals) {
        for (int literal : literals) {
            needed.set(literal >>> 1);
        }
    }
}
