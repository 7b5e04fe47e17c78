package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Extremum;
import dev.sflmpc.compiler.arithmetic.Sorter;
import dev.sflmpc.compiler.datapath.Removals.Removal;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words that are, whatever the network of minima and maxima that made them, the least, the k-th or the greatest of others:
 * sorting, the median, the first few. They become the words of one {@link Sorter} network.
 *
 * <p>Words are all there is: for equal keys it makes no difference which of them is meant.
 */
final class OrderStatistics {

    /** Steps of search over all words of a netlist. */
    private static final long MOST_STEPS = 1L << 27;

    private final OrderGraph graph;
    private final Map<Set<Integer>, Found> found = new LinkedHashMap<>();

    /** The lesser and the greater of just two, which need no network by themselves. */
    private final Map<Set<Integer>, Found> pairs = new LinkedHashMap<>();

    private final BitSet tried = new BitSet();
    private long steps;

    /** Words with the same bases, and their places in the order of those. */
    private record Found(List<Integer> words, List<Integer> places) {}

    private OrderStatistics(OrderGraph graph) {
        this.graph = graph;
    }

    /** Proposals, those of words further up first. */
    static List<Proposal> find(Netlist net, WordLog log, OrderGraph graph, int[] outputs) {
        if (graph.isEmpty()) {
            return List.of();
        }
        OrderStatistics search = new OrderStatistics(graph);
        Set<Integer> roots = new LinkedHashSet<>(new Roots(graph, net).find(outputs));
        while (!roots.isEmpty() && search.steps < MOST_STEPS) {
            roots = search.step(roots);
        }
        List<Proposal> proposals = new ArrayList<>(search.ofRests(Removals.find(log, graph)));
        search.found.values().forEach(words -> search.proposal(words).ifPresent(proposals::add));
        return proposals;
    }

    /** Of words whose bases are what was left of others: the k-th of the rest is the k-th of all, or the next one. */
    private List<Proposal> ofRests(Map<Set<Integer>, Removal> removals) {
        Map<Set<Integer>, Found> ofAll = new LinkedHashMap<>();
        Map<Set<Integer>, Found> each = new LinkedHashMap<>(found);
        pairs.forEach((bases, words) -> {
            if (removals.containsKey(bases)) {
                each.put(bases, words);
            }
        });
        each.forEach((bases, words) -> {
            Set<Integer> all = bases;
            int before = 0;
            for (Removal removal = removals.get(all); removal != null; removal = removals.get(all)) {
                int place = place(removal);
                if (place != 0 && place != removal.source().size() - 1) {
                    return;
                }
                before += place == 0 ? 1 : 0;
                all = removal.source();
            }
            Found joined = ofAll.computeIfAbsent(all, key -> new Found(new ArrayList<>(), new ArrayList<>()));
            joined.words.addAll(words.words);
            for (int place : words.places) {
                joined.places.add(place + before);
            }
        });
        return ofAll.entrySet().stream()
                .filter(joined -> !joined.getValue().equals(found.get(joined.getKey())))
                .map(joined ->
                        network(joined.getKey().stream().mapToInt(word -> word).toArray(), joined.getValue()))
                .toList();
    }

    /** The place of what was removed among all; {@link Ranks#NONE} where it is not known. */
    private int place(Removal removal) {
        Found same = found.get(removal.source());
        if (same == null) {
            return Ranks.NONE;
        }
        int index = same.words.indexOf(removal.removed());
        return index < 0 ? Ranks.NONE : same.places.get(index);
    }

    /** Tries words; the operands of those that are no order statistics are next. */
    private Set<Integer> step(Set<Integer> roots) {
        Map<Set<Integer>, List<Integer>> byBases = new LinkedHashMap<>();
        for (int root : roots) {
            if (!tried.get(root) && graph.isDefined(root) && steps < MOST_STEPS) {
                tried.set(root);
                byBases.computeIfAbsent(bases(root), bases -> new ArrayList<>()).add(root);
            }
        }
        Set<Integer> next = new TreeSet<>(
                Comparator.<Integer>comparingInt(graph::top).reversed().thenComparingInt(word -> word));
        byBases.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().size()))
                .takeWhile(entry -> steps < MOST_STEPS)
                .forEach(entry -> next.addAll(tryAll(entry.getKey(), entry.getValue())));
        return next;
    }

    private Set<Integer> bases(int root) {
        Set<Integer> bases = new TreeSet<>();
        BitSet met = new BitSet(graph.size());
        met.set(root);
        int[] pending = new int[64];
        int count = 0;
        pending[count++] = root;
        while (count > 0) {
            int word = pending[--count];
            steps++;
            if (!graph.isDefined(word)) {
                bases.add(word);
                continue;
            }
            if (count + 2 > pending.length) {
                pending = Arrays.copyOf(pending, 2 * pending.length);
            }
            int left = graph.left(word);
            if (!met.get(left)) {
                met.set(left);
                pending[count++] = left;
            }
            int right = graph.right(word);
            if (!met.get(right)) {
                met.set(right);
                pending[count++] = right;
            }
        }
        return bases;
    }

    /** Finds places of words with the same bases; the operands of those without are returned. */
    private List<Integer> tryAll(Set<Integer> bases, List<Integer> words) {
        Exchanges exchanges = Exchanges.below(graph, words);
        boolean isPair = exchanges.baseCount() <= 2 && !exchanges.simplified();
        Map<Set<Integer>, Found> of = isPair ? pairs : found;
        steps += (long) exchanges.valueCount() * exchanges.baseCount();
        int[] ranks = Ranks.of(exchanges);
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == Ranks.NONE) {
                next.add(graph.left(words.get(i)));
                next.add(graph.right(words.get(i)));
            } else {
                Found same = of.computeIfAbsent(bases, key -> new Found(new ArrayList<>(), new ArrayList<>()));
                same.words.add(words.get(i));
                same.places.add(ranks[i]);
            }
        }
        return next;
    }

    /** A network for words, unless it has as many gates as there are now. */
    private Optional<Proposal> proposal(Found words) {
        Exchanges exchanges = Exchanges.below(graph, words.words);
        BitSet wanted = new BitSet();
        words.places.forEach(wanted::set);
        int count = exchanges.baseCount();
        long now = Extremum.andCount(graph.word(words.words.getFirst()).length) * exchanges.pairCount();
        long then = Sorter.andCount(count, wanted, graph.word(words.words.getFirst()).length);
        if (!exchanges.simplified() && then >= now) {
            return Optional.empty();
        }
        return Optional.of(network(exchanges.bases(), words));
    }

    private Proposal network(int[] numbers, Found words) {
        int count = numbers.length;
        BitSet wanted = new BitSet();
        words.places.forEach(wanted::set);
        boolean signed = graph.signed();
        int[] bases = Word.concat(Arrays.stream(numbers).mapToObj(graph::word).toList());
        int[] results = Word.concat(words.words.stream().map(graph::word).toList());
        Replacement.Circuit circuit = (net, inputs) -> {
            int[][] ordered = Sorter.places(net, Word.split(inputs, count), wanted, signed);
            return Word.concat(words.places.stream()
                    .map(place -> ordered[wanted.get(0, place).cardinality()])
                    .toList());
        };
        return new Proposal(List.of(new Replacement(bases, results, circuit)));
    }
}
