package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes outputs anew that are the bits of a sum as a whole, whatever gates they come from now: {@link OutputWords} guesses
 * the sum, {@link SumTree} gives a netlist of adders like the one that is there, and its proof of equality replaces the
 * gates by the best form of the sum.
 *
 * <p>So products, squares and numbers of ones are found that other tools have rewritten until no adder of their
 * gates shows. Proof by signals in common: A. Kuehlmann, F. Krohm, "Equivalence checking using cuts and heaps", DAC 1997.
 */
final class WholeSums {

    /** Sums of so few inputs are tried on all of their values. */
    private static final int EXHAUSTIVE = 18;

    private static final long MOST_VISITS = 1L << 26;

    /** Gates that are copied to try words. */
    private static final long MOST_REBUILT = 1L << 18;

    private final Graph graph;

    private WholeSums(Graph graph) {
        this.graph = graph;
    }

    /**
     * A pass over a graph without dead gates.
     *
     * @param isLate whether there is no time for another word
     */
    static Graph run(Graph graph, BooleanSupplier isLate) {
        Graph result = graph;
        long visits = 0;
        for (OutputWord word : OutputWords.find(graph)) {
            visits += graph.net().nodeCount();
            if (visits > MOST_REBUILT || isLate.getAsBoolean()) {
                break;
            }
            result = new WholeSums(result).replaced(word);
        }
        return result;
    }

    private Graph replaced(OutputWord word) {
        WeightedSum rest = word.sum().copy();
        List<WordProduct> products = ProductSearch.take(rest);
        Graph best = graph;
        for (SumForm form : List.of(
                new SumForm(word.sum(), List.of(), true),
                new SumForm(rest, products, false),
                new SumForm(rest, products, true))) {
            Graph next = with(word, form);
            best = next.gates().ands() < best.gates().ands() ? next : best;
        }
        return best.gates().ands() < graph.gates().ands() && isProved(word) ? best : graph;
    }

    private Graph with(OutputWord word, SumForm form) {
        return OutputReplacement.replaced(graph, word.outputs(), net -> form.sum(net, node -> 2 * node));
    }

    private boolean isProved(OutputWord word) {
        Graph alone = OutputReplacement.alone(graph, word.outputs());
        Graph actual = CarryRewriting.repeated(AdderShapes.run(alone, true)).swept();
        Graph tree = SumTree.build(actual, word.sum());
        return tree != null && OutputReplacement.isProved(byDepth(tree), actual, OutputReplacement.FAILED_PROOFS)
                || isProvedByTrial(word, actual);
    }

    /** In an order in which what is closest to a carry at the end comes last, for proofs look at the latest gates first. */
    private static Graph byDepth(Graph tree) {
        Netlist net = tree.net();
        int[] depth = new int[net.nodeCount()];
        List<Integer> order = new ArrayList<>();
        for (int node = 0; node < depth.length; node++) {
            order.add(node);
            if (node > 0 && !net.isInput(node)) {
                depth[node] = 1 + Math.max(depth[net.left(node) >>> 1], depth[net.right(node) >>> 1]);
            }
        }
        order.sort(Comparator.comparingInt(node -> depth[node]));
        Netlist sorted = tree.withInputs();
        int[] map = new int[depth.length];
        for (int node : order) {
            if (node > 0) {
                map[node] = net.isInput(node) ? Graph.inputLiteral(net.inputIndex(node)) : tree.copy(sorted, map, node);
            }
        }
        return tree.mapped(sorted, map);
    }

    private static boolean isProvedByTrial(OutputWord word, Graph actual) {
        Netlist net = actual.withInputs();
        int[] bits = new SumForm(word.sum(), List.of(), true).sum(net, node -> 2 * node);
        int inputs = net.inputCount();
        long nodes = (long) net.nodeCount() + actual.net().nodeCount();
        if (inputs > EXHAUSTIVE || (1L << inputs) / Long.SIZE * nodes > MOST_VISITS) {
            return false;
        }
        long[] values = new long[inputs];
        for (int round = 0; round < Math.max(1, 1 << inputs >> Spectra.VARIABLES); round++) {
            for (int i = 0; i < inputs; i++) {
                values[i] =
                        i < Spectra.VARIABLES ? Spectra.variable(i) : -(long) (round >>> (i - Spectra.VARIABLES) & 1);
            }
            Simulator first = Simulator.run(net, values);
            Simulator second = Simulator.run(actual.net(), values);
            for (int k = 0; k < bits.length; k++) {
                if (first.value(bits[k]) != second.value(actual.outputs()[k])) {
                    return false;
                }
            }
        }
        return true;
    }
}
