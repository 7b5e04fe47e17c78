package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.Differences.Home;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
            Set<Integer> below = tables.below(root);
            steps += below.size();
            if (below.size() >= LEAST_WORDS && steps <= MOST_STEPS) {
                parts.computeIfAbsent(tables.first(below), word -> new ArrayList<>())
                        .add(tables.replacement(root, below));
            }
        }
        return parts.values().stream().map(Proposal::new).toList();
    }

    /** All words that a word's differences are made of. */
    private Set<Integer> below(int root) {
        Set<Integer> met = new HashSet<>(Set.of(root));
        List<Integer> all = new ArrayList<>(met);
        for (int i = 0; i < all.size(); i++) {
            Optional<Home> home = differences.home(all.get(i));
            if (home.isPresent()) {
                for (DifferenceGraph.Term term :
                        graph.definition(all.get(i)).orElseThrow().terms()) {
                    if (met.add(term.word())) {
                        all.add(term.word());
                    }
                }
                if (met.add(home.get().pivot())) {
                    all.add(home.get().pivot());
                }
            }
        }
        return new TreeSet<>(met);
    }

    /** What tells tables apart: the first word of them all that has a pivot. */
    private int first(Set<Integer> below) {
        return below.stream()
                .filter(word -> differences.home(word).isPresent())
                .findFirst()
                .orElse(DifferenceGraph.ZERO);
    }

    private Replacement replacement(int root, Set<Integer> below) {
        Set<Integer> nodes = new TreeSet<>();
        for (int word : below) {
            boolean placed = differences.home(word).isPresent();
            for (int literal : placed
                    ? DifferenceGraph.otherLiterals(graph.definition(word).orElseThrow())
                    : graph.word(word)) {
                if (literal > Netlist.TRUE) {
                    nodes.add(literal >>> 1);
                }
            }
        }
        List<Integer> read = List.copyOf(nodes);
        int[] inputs = read.stream().mapToInt(node -> 2 * node).toArray();
        return new Replacement(inputs, graph.word(root), (net, given) -> {
            Map<Integer, Integer> literals = new HashMap<>();
            for (int i = 0; i < given.length; i++) {
                literals.put(read.get(i), given[i]);
            }
            return new DifferenceCircuit(graph, differences, net, literals, subtraction).word(root);
        });
    }
}
