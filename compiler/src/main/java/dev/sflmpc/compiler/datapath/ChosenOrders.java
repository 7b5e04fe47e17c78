package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Sorter;
import dev.sflmpc.compiler.datapath.ComparedPair.Order;
import dev.sflmpc.compiler.datapath.WordOperation.Chosen;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Words that nested branches choose among a few others by comparing these, and that are the k-th of them whatever their
 * order, ties included: the median of three by ifs, the greatest of four. All orders are tried.
 */
final class ChosenOrders {

    private static final int LEAST_BASES = 3;
    private static final int MOST_BASES = 5;
    private static final int MOST_PAIRS = MOST_BASES * (MOST_BASES - 1) / 2;
    private static final int MOST_GATES = 1 << 10;
    private static final long MOST_STEPS = 1L << 24;

    /** Entry {@code i}: a bit of base {@code i} in all 32 cases. */
    private static final long[] CASES = {0xAAAAAAAAL, 0xCCCCCCCCL, 0xF0F0F0F0L, 0xFF00FF00L, 0xFFFF0000L};

    private static final long ALL = 0xFFFFFFFFL;

    /** A word chosen among bases, and its place in their order. */
    private record Found(List<Word> bases, boolean signed, int[] word, int place, List<Cone> cones) {}

    private final Netlist net;
    private final ConeSearch cones;
    private final Map<Integer, List<ComparedPair>> pairsByNode = new HashMap<>();
    private final BitSet leaves = new BitSet();
    private long steps;

    private ChosenOrders(Netlist net, List<ComparedPair> pairs) {
        this.net = net;
        this.cones = new ConeSearch(net, MOST_GATES);
        for (ComparedPair pair : pairs) {
            for (int node : pair.secretNodes()) {
                leaves.set(node);
            }
            for (int literal : pair.literals()) {
                pairsByNode
                        .computeIfAbsent(literal >>> 1, node -> new ArrayList<>(1))
                        .add(pair);
                leaves.set(literal >>> 1);
            }
        }
    }

    /** A proposal for all words that are chosen among the same bases. */
    static List<Proposal> find(Netlist net, WordLog log, IntPredicate isNeeded) {
        // comparisons of bits are mostly of what comparisons gave, which is seen through
        List<ComparedPair> pairs = ComparedPair.independent(net, ComparedPair.of(log)).stream()
                .filter(pair -> pair.left().length > 1)
                .toList();
        if (pairs.size() < LEAST_BASES - 1) {
            return List.of();
        }
        ChosenOrders search = new ChosenOrders(net, pairs);
        Map<Set<Word>, List<Found>> byBases = new LinkedHashMap<>();
        BitSet covered = new BitSet();
        for (int[] word : words(log)) {
            int top = Word.top(word);
            if (search.steps + search.cones.steps() < MOST_STEPS
                    && top > 0
                    && isNeeded.test(top)
                    && !covered.get(top)) {
                search.found(word).ifPresent(found -> {
                    byBases.computeIfAbsent(Set.copyOf(found.bases), bases -> new ArrayList<>())
                            .add(found);
                    found.cones.forEach(cone -> cone.inner().forEach(covered::set));
                });
            }
        }
        return byBases.values().stream().map(ChosenOrders::proposal).toList();
    }

    /** Words that were chosen, those further up first. */
    private static List<int[]> words(WordLog log) {
        Set<Word> words = new LinkedHashSet<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Select select) {
                words.add(new Word(select.result()));
            } else if (operation instanceof Chosen(int[] result)) {
                words.add(new Word(result));
            }
        }
        return words.stream()
                .map(Word::literals)
                .sorted(Comparator.comparingInt((int[] word) -> -Word.top(word)))
                .toList();
    }

    private Optional<Found> found(int[] word) {
        List<Cone> found = new ArrayList<>();
        Set<ComparedPair> pairs = new LinkedHashSet<>();
        for (int literal : word) {
            Optional<Cone> cone = cone(literal);
            if (cone.isEmpty()) {
                return Optional.empty();
            }
            found.add(cone.get());
            cone.get().leaves().forEach(leaf -> pairs.addAll(pairsByNode.getOrDefault(leaf, List.of())));
            if (pairs.size() > MOST_PAIRS) {
                return Optional.empty();
            }
        }
        Set<Word> bases = new LinkedHashSet<>();
        for (ComparedPair pair : pairs) {
            bases.add(new Word(pair.left()));
            bases.add(new Word(pair.right()));
        }
        boolean isUniform = pairs.stream().map(ComparedPair::signed).distinct().count() == 1
                && bases.stream().allMatch(base -> base.literals().length == word.length);
        if (bases.size() < LEAST_BASES || bases.size() > MOST_BASES || !isUniform) {
            return Optional.empty();
        }
        boolean signed = pairs.iterator().next().signed();
        List<Word> all = List.copyOf(bases);
        return place(found, all, pairs).stream()
                .mapToObj(place -> new Found(all, signed, word, place, found))
                .findFirst();
    }

    private Optional<Cone> cone(int literal) {
        int root = literal >>> 1;
        return cones.find(literal, node -> net.isInput(node) || node != root && leaves.get(node));
    }

    /** The place that the word has in every order. */
    private OptionalInt place(List<Cone> cones, List<Word> bases, Set<ComparedPair> pairs) {
        BitSet places = new BitSet();
        places.set(0, bases.size());
        for (int[] ranks : WeakOrders.of(bases.size())) {
            Map<Integer, Long> known = new HashMap<>();
            for (ComparedPair pair : pairs) {
                int left = ranks[bases.indexOf(new Word(pair.left()))];
                int right = ranks[bases.indexOf(new Word(pair.right()))];
                Order order = left < right ? Order.LESS : left > right ? Order.GREATER : Order.SAME;
                pair.ofComparisons(order).forEach((node, value) -> known.put(node, value == 0 ? 0 : ALL));
            }
            int[] sorted = Arrays.stream(ranks).sorted().toArray();
            BitSet possible = ranks(cones, bases, ranks, known);
            places.stream().filter(place -> !possible.get(sorted[place])).forEach(places::clear);
            if (places.isEmpty()) {
                return OptionalInt.empty();
            }
        }
        return places.stream().findFirst();
    }

    /** The ranks of bases of which all bits are in one order. */
    private BitSet ranks(List<Cone> cones, List<Word> bases, int[] ranks, Map<Integer, Long> known) {
        BitSet possible = new BitSet();
        IntStream.of(ranks).forEach(possible::set);
        for (int bit = 0; bit < cones.size() && !possible.isEmpty(); bit++) {
            Map<Integer, Long> values = new HashMap<>(known);
            long[] patterns = new long[ranks.length];
            for (int i = 0; i < patterns.length; i++) {
                int literal = bases.get(i).literals()[bit];
                long own = literal <= Netlist.TRUE ? 0 : CASES[i];
                long value = values.computeIfAbsent(literal >>> 1, node -> own);
                patterns[i] = value ^ ((literal & 1) == 0 ? 0 : ALL);
            }
            steps += cones.get(bit).mark();
            OptionalLong chosen = cones.get(bit).simulated(values);
            BitSet matching = new BitSet();
            for (int i = 0; i < patterns.length; i++) {
                if (chosen.isPresent() && (chosen.getAsLong() & ALL) == patterns[i]) {
                    matching.set(ranks[i]);
                }
            }
            possible.and(matching);
        }
        return possible;
    }

    private static Proposal proposal(List<Found> words) {
        List<Word> bases = words.getFirst().bases;
        boolean signed = words.getFirst().signed;
        BitSet wanted = new BitSet();
        words.forEach(found -> wanted.set(found.place));
        int[] inputs = Word.concat(bases.stream().map(Word::literals).toList());
        int[] outputs = Word.concat(words.stream().map(Found::word).toList());
        return new Proposal(List.of(new Replacement(inputs, outputs, (net, given) -> {
            int[][] ordered = Sorter.places(net, Word.split(given, bases.size()), wanted, signed);
            return Word.concat(words.stream()
                    .map(found -> ordered[wanted.get(0, found.place).cardinality()])
                    .toList());
        })));
    }
}
