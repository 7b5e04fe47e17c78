package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.DifferenceGraph.Choice;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Count;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Extremum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import dev.sflmpc.compiler.datapath.DifferenceRows.Rule;
import dev.sflmpc.compiler.datapath.Differences.Bounds;
import dev.sflmpc.compiler.datapath.Differences.Home;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Enumerates a definition relative to a pivot: for all differences of its operands and all values of its bits. Operands
 * with the same pivot are replaced by their own definitions as long as that stays small, so that what they have in common
 * is seen. Combinations that cannot occur may be counted, none that can is missed.
 */
final class JointDifferences {

    static final int MOST_ROWS = 256;

    private final Differences differences;
    private final int pivot;
    private final TreeMap<Integer, Bounds> leaves = new TreeMap<>();
    private final TreeMap<Integer, Definition> inner = new TreeMap<>();
    private final List<Integer> bits = new ArrayList<>();

    private JointDifferences(Differences differences, int pivot) {
        this.differences = differences;
        this.pivot = pivot;
    }

    /** The home of a word at a pivot; nothing if it differs by too much, or an operand is not related to it. */
    static Optional<Home> of(Differences differences, Definition definition, int pivot) {
        JointDifferences search = new JointDifferences(differences, pivot);
        if (!search.add(definition) || !search.addBitWords(definition) || search.rows() > MOST_ROWS) {
            return Optional.empty();
        }
        boolean grows = true;
        while (grows) {
            grows = search.expand();
        }
        return search.enumerate(definition);
    }

    private boolean add(Definition definition) {
        for (Term term : definition.terms()) {
            if (term.word() != pivot && !inner.containsKey(term.word())) {
                Optional<Bounds> bounds = differences.between(term.word(), pivot);
                if (bounds.isEmpty()) {
                    return false;
                }
                leaves.put(term.word(), bounds.get());
            }
        }
        addBits(definition);
        return true;
    }

    /** Bits that are counted from zero and known as words are neighbours. */
    private boolean addBitWords(Definition definition) {
        if (pivot == DifferenceGraph.ZERO && definition instanceof Count(Term term, int[] ones) && ones.length > 1) {
            for (int bit : ones) {
                differences
                        .wordOf(bit)
                        .ifPresent(word -> inner.put(word, new Count(new Term(pivot, 0), new int[] {bit})));
            }
        }
        return true;
    }

    private void addBits(Definition definition) {
        switch (definition) {
            case Extremum extremum -> {}
            case Choice choice -> addBit(choice.condition());
            case Count count -> {
                for (int bit : count.bits()) {
                    addBit(bit);
                }
            }
        }
    }

    private void addBit(int literal) {
        if (literal > 1 && !bits.contains(literal >>> 1)) {
            bits.add(literal >>> 1);
        }
    }

    private long rows() {
        long rows = 1L << Math.min(bits.size(), 40);
        for (Bounds bounds : leaves.values()) {
            rows = Math.min(rows * bounds.count(), 1L << 40);
        }
        return rows;
    }

    /** Replaces one operand by its definition. */
    private boolean expand() {
        for (int word : leaves.descendingKeySet()) {
            Optional<Definition> definition = differences.definitionAt(word, pivot);
            if (definition.isPresent()) {
                JointDifferences tried = new JointDifferences(differences, pivot);
                tried.leaves.putAll(leaves);
                tried.leaves.remove(word);
                tried.inner.putAll(inner);
                tried.inner.put(word, definition.get());
                tried.bits.addAll(bits);
                if (tried.add(definition.get()) && tried.rows() <= MOST_ROWS) {
                    leaves.clear();
                    leaves.putAll(tried.leaves);
                    inner.put(word, definition.get());
                    bits.clear();
                    bits.addAll(tried.bits);
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Home> enumerate(Definition definition) {
        List<Integer> words = new ArrayList<>(leaves.keySet());
        words.addAll(inner.keySet());
        Map<Integer, Integer> places = new HashMap<>();
        words.forEach(word -> places.put(word, places.size()));
        places.put(pivot, words.size());
        List<Rule> rules = new ArrayList<>();
        inner.values().forEach(made -> rules.add(Rule.of(made, places, bits)));
        rules.add(Rule.of(definition, places, bits));
        DifferenceRows rows = new DifferenceRows(List.copyOf(leaves.values()), bits.size(), List.copyOf(rules));
        return differences.values(rows).map(values -> {
            Map<Integer, Joint> joint = new TreeMap<>();
            for (int i = 0; i < words.size(); i++) {
                int word = words.get(i);
                values.joints().get(i).ifPresent(pairs -> joint.put(word, pairs));
            }
            return new Home(pivot, values.min(), values.max(), joint);
        });
    }
}
