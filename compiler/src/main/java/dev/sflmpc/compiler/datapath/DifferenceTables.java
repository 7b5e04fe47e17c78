package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.Differences.Home;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables whose entries differ little from their neighbours, as those of edit distance and longest common subsequence: the
 * differences are computed instead of the entries, a few bits each, and an entry that is asked for is their sum along one
 * way to the border. Lipton and Lopresti, "A systolic array for rapid string comparison" (1985), do so modulo 4; here the
 * differences are found by enumeration of what the entries are made of.
 */
final class DifferenceTables {

    /** Words visited for all that is asked for. */
    private static final long MOST_STEPS = 1 << 20;

    /** A word that is only that much above its base is no table. */
    private static final int LEAST_WORDS = 4;

    private final DifferenceGraph graph;
    private final Differences differences;
    private final SmallSubtraction subtraction = new SmallSubtraction();

    private DifferenceTables(DifferenceGraph graph, Differences differences) {
        this.graph = graph;
        this.differences = differences;
    }

    /** One proposal for all entries of a table that are asked for. */
    static List<Proposal> find(Netlist net, WordLog log, int[] outputs) {
        DifferenceGraph graph = DifferenceGraph.of(net, log);
        if (graph.isEmpty()) {
            return List.of();
        }
        DifferenceTables tables = new DifferenceTables(graph, Differences.of(graph));
        Map<Integer, List<Replacement>> parts = new LinkedHashMap<>();
        long steps = 0;
        for (int root : new Roots(graph, net).find(outputs)) {
            BitSet below = tables.below(root);
            steps += below.cardinality();
            if (below.cardinality() >= LEAST_WORDS && steps <= MOST_STEPS) {
                parts.computeIfAbsent(tables.first(below), word -> new ArrayList<>())
                        .add(tables.replacement(root, below));
            }
        }
        return parts.values().stream().map(Proposal::new).toList();
    }

    /** All words that a word's differences are made of. */
    private BitSet below(int root) {
        BitSet below = new BitSet(root + 1);
        below.set(root);
        for (int word = root; word >= 0; word = below.previousSetBit(word - 1)) {
            Optional<Home> home = differences.home(word);
            if (home.isPresent()) {
                for (DifferenceGraph.Term term :
                        graph.definition(word).orElseThrow().terms()) {
                    below.set(term.word());
                }
                below.set(home.get().pivot());
            }
        }
        return below;
    }

    /** What tells tables apart: the first word of them all that has a pivot. */
    private int first(BitSet below) {
        return below.stream()
                .filter(word -> differences.home(word).isPresent())
                .findFirst()
                .orElse(DifferenceGraph.ZERO);
    }

    /** The literals that a word's difference, or a word without a pivot, is made of. */
    private int[] read(int word) {
        return differences.home(word).isPresent()
                ? DifferenceGraph.otherLiterals(graph.definition(word).orElseThrow())
                : graph.word(word);
    }

    private Replacement replacement(int root, BitSet below) {
        int[] read = below.stream()
                .flatMap(word -> Arrays.stream(read(word)))
                .filter(literal -> literal > Netlist.TRUE)
                .map(literal -> literal >>> 1)
                .sorted()
                .distinct()
                .toArray();
        int[] inputs = Arrays.stream(read).map(node -> 2 * node).toArray();
        return new Replacement(inputs, graph.word(root), (net, given) -> {
            Map<Integer, Integer> literals = new HashMap<>();
            for (int i = 0; i < given.length; i++) {
                literals.put(read[i], given[i]);
            }
            return new DifferenceCircuit(graph, differences, net, literals, subtraction).word(root);
        });
    }
}
