package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.DifferenceGraph.Choice;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Count;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Extremum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import dev.sflmpc.compiler.datapath.Differences.Bounds;
import dev.sflmpc.compiler.datapath.Differences.Home;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Enumerates a definition relative to a pivot: for all differences of its operands and all values of its bits. Operands
 * with the same pivot are replaced by their own definitions as long as that stays small, so that what they have in common
 * is seen. Combinations that cannot occur may be counted, none that can is missed.
 */
final class JointDifferences {

    static final int MOST_ROWS = 256;

    /** Values are noted within so many; words that differ by more are not related. */
    private static final int WINDOW = 32;

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
            rows = Math.min(rows * (bounds.max() - bounds.min() + 1), 1L << 40);
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
        int[] words = IntStream.concat(
                        leaves.keySet().stream().mapToInt(word -> word),
                        inner.keySet().stream().mapToInt(word -> word))
                .toArray();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            places.put(words[i], i);
        }
        places.put(pivot, words.length);
        List<Rule> rules = new ArrayList<>();
        inner.values().forEach(made -> rules.add(Rule.of(made, places, bits)));
        rules.add(Rule.of(definition, places, bits));
        Bounds[] bounds = leaves.values().toArray(Bounds[]::new);
        int[] row = new int[words.length + 1];
        BitSet[] met = new BitSet[words.length];
        int[] middles = new int[words.length + 1];
        BitSet values = new BitSet(WINDOW);
        for (long number = rows() - 1; number >= 0; number--) {
            long rest = number >>> bits.size();
            for (int i = 0; i < bounds.length; i++) {
                int count = bounds[i].max() - bounds[i].min() + 1;
                row[i] = bounds[i].min() + (int) (rest % count);
                rest /= count;
            }
            for (int i = 0; i + 1 < rules.size(); i++) {
                row[bounds.length + i] = rules.get(i).value(row, number);
            }
            int value = rules.getLast().value(row, number);
            if (values.isEmpty()) {
                System.arraycopy(row, 0, middles, 0, words.length);
                middles[words.length] = value;
                Arrays.setAll(met, i -> new BitSet(WINDOW * WINDOW));
            }
            int place = value - middles[words.length] + WINDOW / 2;
            if (place < 0 || place >= WINDOW) {
                return Optional.empty();
            }
            values.set(place);
            for (int i = 0; i < words.length; i++) {
                met[i].set(place * WINDOW + Math.clamp(row[i] - middles[i] + WINDOW / 2, 0, WINDOW - 1));
            }
        }
        int min = values.nextSetBit(0);
        int max = values.length() - 1;
        if (max - min >= Differences.MOST_VALUES) {
            return Optional.empty();
        }
        int shift = middles[words.length] - WINDOW / 2;
        Map<Integer, Joint> joint = new TreeMap<>();
        for (int i = 0; i < words.length; i++) {
            int middle = middles[i] - WINDOW / 2;
            Optional<Joint> pairs = joint(met[i], shift, middle);
            if (pairs.isPresent()) {
                joint.put(words[i], pairs.get());
            }
        }
        return Optional.of(new Home(pivot, min + shift, max + shift, joint));
    }

    /** The pairs that were met, if the words differ by little. */
    private static Optional<Joint> joint(BitSet met, int shift, int neighbourShift) {
        Joint joint = new Joint();
        for (int pair = met.nextSetBit(0); pair >= 0; pair = met.nextSetBit(pair + 1)) {
            int neighbour = pair % WINDOW;
            if (neighbour == 0 || neighbour == WINDOW - 1) {
                return Optional.empty();
            }
            joint.pairs().add(new Joint.Pair(pair / WINDOW + shift, neighbour + neighbourShift));
        }
        Bounds bounds = joint.bounds();
        return bounds.max() - bounds.min() < Differences.MOST_VALUES ? Optional.of(joint) : Optional.empty();
    }

    /** A definition with words as places in a row and bits as those of its number. */
    private record Rule(Definition definition, int[] places, int[] bits) {

        static Rule of(Definition definition, Map<Integer, Integer> places, List<Integer> bits) {
            return new Rule(
                    definition,
                    definition.terms().stream()
                            .mapToInt(term -> places.getOrDefault(term.word(), 0))
                            .toArray(),
                    IntStream.of(DifferenceGraph.otherLiterals(definition))
                            .map(literal -> literal <= 1 ? -1 : bits.indexOf(literal >>> 1))
                            .toArray());
        }

        int value(int[] row, long number) {
            return switch (definition) {
                case Extremum(boolean greatest, Term left, Term right) -> {
                    int a = row[places[0]] + left.offset();
                    int b = row[places[1]] + right.offset();
                    yield greatest ? Math.max(a, b) : Math.min(a, b);
                }
                case Choice(int condition, Term whenTrue, Term whenFalse) ->
                    isSet(0, condition, number)
                            ? row[places[0]] + whenTrue.offset()
                            : row[places[1]] + whenFalse.offset();
                case Count(Term term, int[] ones) -> {
                    int sum = row[places[0]] + term.offset();
                    for (int i = 0; i < ones.length; i++) {
                        sum += isSet(i, ones[i], number) ? 1 : 0;
                    }
                    yield sum;
                }
            };
        }

        private boolean isSet(int index, int literal, long number) {
            return bits[index] < 0 ? literal == 1 : ((number >>> bits[index] ^ literal) & 1) != 0;
        }
    }
}
