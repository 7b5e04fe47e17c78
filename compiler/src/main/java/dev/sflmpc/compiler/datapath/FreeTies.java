package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Extremum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Minima and maxima of two words by a comparison that may say anything of equal words, which costs an AND less. That pays
 * where nothing else needs the comparison as it was written.
 */
final class FreeTies {

    private FreeTies() {}

    /** A proposal for all extrema of the same two words. */
    static List<Proposal> find(OrderGraph graph) {
        Map<Set<Integer>, List<Integer>> byOperands = new LinkedHashMap<>();
        for (int number = 0; number < graph.size(); number++) {
            if (graph.isDefined(number) && graph.left(number) != graph.right(number)) {
                byOperands
                        .computeIfAbsent(Set.of(graph.left(number), graph.right(number)), pair -> new ArrayList<>(2))
                        .add(number);
            }
        }
        return byOperands.values().stream().map(words -> proposal(graph, words)).toList();
    }

    private static Proposal proposal(OrderGraph graph, List<Integer> words) {
        int first = words.getFirst();
        int[] operands = Word.concat(List.of(graph.word(graph.left(first)), graph.word(graph.right(first))));
        int[] results = Word.concat(words.stream().map(graph::word).toList());
        boolean signed = graph.signed();
        return new Proposal(List.of(new Replacement(operands, results, (net, given) -> {
            int[][] pair = Word.split(given, 2);
            int[][] ordered = Extremum.sort2(net, pair[0], pair[1], signed);
            return Word.concat(words.stream()
                    .map(word -> ordered[graph.isGreatest(word) ? 1 : 0])
                    .toList());
        })));
    }
}
