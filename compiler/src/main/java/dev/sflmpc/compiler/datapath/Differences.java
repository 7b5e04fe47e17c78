package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * For each word another one, its <i>pivot</i>, from which it differs by little, and which differences of its neighbours
 * from the pivot go with which of its own.
 *
 * <p>The pivot is a word to which all operands of a definition are related: their own pivot, or a word that they share as
 * an operand. In a table of edit distances it is the cell above and to the left.
 */
final class Differences {

    /** Differences that are kept: so many values at most. */
    static final int MOST_VALUES = 6;

    /** Enumerated for one netlist. */
    private static final long MOST_ROWS = 1 << 27;

    /** What a pivot counts whose rows are known. */
    private static final int TRIAL_ROWS = 64;

    /** So many pivots of a word are kept, the closest ones. */
    private static final int MOST_PIVOTS = 3;

    /** A word less its pivot is {@code min … max}; {@code joint} holds the neighbours of that pivot. */
    record Home(int pivot, int min, int max, Map<Integer, Joint> joint) {}

    /** An interval of a difference. */
    record Bounds(int min, int max) {
        int count() {
            return max - min + 1;
        }

        Bounds plus(int constant) {
            return new Bounds(min + constant, max + constant);
        }

        Bounds negated() {
            return new Bounds(-max, -min);
        }
    }

    private final DifferenceGraph graph;
    private final Map<DifferenceRows, Optional<DifferenceRows.Values>> known = new HashMap<>();
    private long rows;
    private final List<List<Home>> homes;

    private Differences(DifferenceGraph graph) {
        this.graph = graph;
        homes = new ArrayList<>(Collections.nCopies(graph.size(), List.of()));
    }

    /** All words that have a pivot. */
    static Differences of(DifferenceGraph graph) {
        Differences differences = new Differences(graph);
        for (int word = 0; word < graph.size(); word++) {
            int number = word;
            graph.definition(word).ifPresent(definition -> differences.place(number, definition));
        }
        return differences;
    }

    /** The closest pivot of a word. */
    Optional<Home> home(int word) {
        List<Home> known = homes.get(word);
        return known.isEmpty() ? Optional.empty() : Optional.of(known.getFirst());
    }

    /** The home of a word that says how it differs from another one; its pivot is that one if there is a choice. */
    Optional<Home> home(int word, int from) {
        Home joined = null;
        for (Home home : homes.get(word)) {
            if (home.pivot == from) {
                return Optional.of(home);
            }
            if (joined == null && home.joint.containsKey(from)) {
                joined = home;
            }
        }
        return Optional.ofNullable(joined);
    }

    private void place(int word, Definition definition) {
        Set<Integer> pivots = new TreeSet<>();
        boolean first = true;
        for (Term term : definition.terms()) {
            if (first) {
                pivots.addAll(neighbours(term.word()));
            } else {
                pivots.retainAll(neighbours(term.word()));
            }
            first = false;
        }
        List<Home> found = new ArrayList<>();
        for (int pivot : pivots) {
            if (rows < MOST_ROWS) {
                rows += TRIAL_ROWS;
                JointDifferences.of(this, definition, pivot).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingInt(Differences::spread).thenComparingInt(home -> -home.pivot));
        if (!found.isEmpty()) {
            homes.set(word, List.copyOf(found.subList(0, Math.min(found.size(), MOST_PIVOTS))));
        }
    }

    private static int spread(Home home) {
        return home.max - home.min;
    }

    private Set<Integer> neighbours(int word) {
        Set<Integer> neighbours = new TreeSet<>(Set.of(word));
        for (Home home : homes.get(word)) {
            neighbours.add(home.pivot);
            neighbours.addAll(home.joint.keySet());
        }
        return neighbours;
    }

    /** The bounds of a word less another one, if they are related. */
    Optional<Bounds> between(int word, int from) {
        if (word == from) {
            return Optional.of(new Bounds(0, 0));
        }
        Optional<Bounds> forward = below(word, from);
        return forward.isPresent() ? forward : below(from, word).map(Bounds::negated);
    }

    private Optional<Bounds> below(int word, int neighbour) {
        return home(word, neighbour).map(home -> {
            Joint joint = home.joint.get(neighbour);
            return home.pivot == neighbour || joint == null ? new Bounds(home.min, home.max) : joint.bounds();
        });
    }

    /** What rows make, enumerated when they come the first time. */
    Optional<DifferenceRows.Values> values(DifferenceRows definition) {
        return known.computeIfAbsent(definition, each -> {
            rows += JointDifferences.MOST_ROWS;
            return each.enumerate();
        });
    }

    Optional<Integer> wordOf(int bit) {
        return graph.wordOf(bit);
    }

    /** The definition of a word that has this pivot. */
    Optional<Definition> definitionAt(int word, int pivot) {
        return homes.get(word).stream().anyMatch(home -> home.pivot == pivot)
                ? graph.definition(word)
                : Optional.empty();
    }
}
