package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.OneOf;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words that are, in some order, what is left of others when one of them is taken out: the first one took its place, as in a
 * selection sort, {@code y[k] = place[k] ? x[i] : x[k]} for all k but i, where {@code x[k]} with {@code place[k]} is the one.
 */
final class Removals {

    /** {@code removed} is one of {@code source}, all of them by their numbers in the graph. */
    record Removal(int removed, Set<Integer> source) {}

    private final OrderGraph graph;
    private final Map<Integer, List<Select>> selections = new HashMap<>();
    private final Map<Set<Integer>, Removal> byRest = new LinkedHashMap<>();

    private Removals(OrderGraph graph) {
        this.graph = graph;
    }

    /** What was removed, by what is left. */
    static Map<Set<Integer>, Removal> find(WordLog log, OrderGraph graph) {
        Removals search = new Removals(graph);
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Select select) {
                search.selections
                        .computeIfAbsent(select.condition(), condition -> new ArrayList<>(1))
                        .add(select);
            }
        }
        for (WordOperation operation : log.operations()) {
            if (operation instanceof OneOf oneOf && graph.find(oneOf.result()) != OrderGraph.NONE) {
                search.visit(oneOf);
            }
        }
        return search.byRest;
    }

    private void visit(OneOf oneOf) {
        // the word that moves is none of its own successors, so the first two places show it
        for (int k = 0; k < Math.min(2, oneOf.places().length); k++) {
            Word entry = new Word(oneOf.entries()[k]);
            for (Select select : selections.getOrDefault(oneOf.places()[k], List.of())) {
                if (entry.equals(new Word(select.whenFalse()))) {
                    rest(oneOf, new Word(select.whenTrue())).ifPresent(rest -> note(oneOf, rest));
                }
            }
        }
    }

    /** What is left when a word takes the place of the one that is taken out. */
    private Optional<Set<Integer>> rest(OneOf oneOf, Word moved) {
        Set<Integer> rest = new TreeSet<>();
        boolean isOne = false;
        for (int k = 0; k < oneOf.entries().length; k++) {
            Word entry = new Word(oneOf.entries()[k]);
            if (!isOne && entry.equals(moved)) {
                isOne = true;
                continue;
            }
            int next = selections.getOrDefault(oneOf.places()[k], List.of()).stream()
                    .filter(select ->
                            entry.equals(new Word(select.whenFalse())) && moved.equals(new Word(select.whenTrue())))
                    .mapToInt(select -> graph.find(select.result()))
                    .findFirst()
                    .orElse(OrderGraph.NONE);
            if (next == OrderGraph.NONE || !rest.add(next)) {
                return Optional.empty();
            }
        }
        return isOne ? Optional.of(rest) : Optional.empty();
    }

    private void note(OneOf oneOf, Set<Integer> rest) {
        Set<Integer> source = new TreeSet<>();
        for (int[] entry : oneOf.entries()) {
            int number = graph.find(entry);
            if (number == OrderGraph.NONE || Word.top(entry) <= Netlist.FALSE || !source.add(number)) {
                return;
            }
        }
        byRest.putIfAbsent(rest, new Removal(graph.find(oneOf.result()), source));
    }
}
