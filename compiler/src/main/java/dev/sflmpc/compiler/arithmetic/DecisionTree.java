package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;

/**
 * A binary tree of secret conditions with words at its leaves.
 *
 * <p>AND gates: one for every inner node below the root when all leaves are constant (the paths are one-hot, and a bit
 * of the result is the XOR of the paths that set it: 62 at depth 6); else at most w for every inner node.
 */
public sealed interface DecisionTree {

    /** A word. */
    record Leaf(int[] word) implements DecisionTree {}

    /** A choice between two trees. */
    record Choice(int condition, DecisionTree whenTrue, DecisionTree whenFalse) implements DecisionTree {}

    /** The word at the leaf to which the conditions lead. */
    static int[] evaluate(Netlist net, DecisionTree tree) {
        return Cheapest.of(net, List.of(() -> chosen(net, tree), () -> alongPaths(net, tree)));
    }

    /** For every leaf, from whenFalse to whenTrue, whether the conditions lead to it. */
    static int[] paths(Netlist net, DecisionTree tree) {
        List<Leaf> leaves = new ArrayList<>();
        List<Integer> paths = new ArrayList<>();
        collect(net, tree, Netlist.TRUE, leaves, paths);
        return paths.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] chosen(Netlist net, DecisionTree tree) {
        return switch (tree) {
            case Leaf leaf -> leaf.word();
            case Choice choice ->
                Selector.mux(net, choice.condition(), chosen(net, choice.whenTrue()), chosen(net, choice.whenFalse()));
        };
    }

    private static int[] alongPaths(Netlist net, DecisionTree tree) {
        List<Leaf> leaves = new ArrayList<>();
        List<Integer> paths = new ArrayList<>();
        collect(net, tree, Netlist.TRUE, leaves, paths);
        int[] result = new int[leaves.getFirst().word().length];
        for (int i = 0; i < leaves.size(); i++) {
            int[] word = leaves.get(i).word();
            for (int b = 0; b < result.length; b++) {
                result[b] = net.xor(result[b], net.and(paths.get(i), word[b]));
            }
        }
        return result;
    }

    private static void collect(Netlist net, DecisionTree tree, int path, List<Leaf> leaves, List<Integer> paths) {
        switch (tree) {
            case Leaf leaf -> {
                leaves.add(leaf);
                paths.add(path);
            }
            case Choice choice -> {
                int whenTrue = net.and(path, choice.condition());
                collect(net, choice.whenFalse(), net.xor(path, whenTrue), leaves, paths);
                collect(net, choice.whenTrue(), whenTrue, leaves, paths);
            }
        }
    }
}
