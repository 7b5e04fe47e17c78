package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Sorter;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words that go with keys through a network of exchanges: sorts of records by a key, each field a word of its own. What is at
 * a place of the order of the keys becomes that of one {@link Sorter} network.
 *
 * <p>A word goes with a key if it is chosen between the words that go with the operands of the key, by their comparison and
 * in the same way. For equal keys it matters which of them is meant: {@link StableOrder} proves that it is the one given first.
 */
final class KeyedSorts {

    /** Words looked at in all attempts together. */
    private static final int MOST_STEPS = 1 << 22;

    private static final int MOST_KEYS = 1 << 14;

    /** A word and the key that it goes with. */
    private record Item(Word word, int key) {}

    /**
     * Words of one field, by their keys, from some word down to the bases.
     *
     * @param firsts for a pair of keys the one that is taken for the lesser one if both are equal
     */
    private record Field(Map<Integer, Word> words, Map<Set<Integer>, Integer> firsts) {
        /** The words of both, which have the same bases. */
        Field with(Field other) {
            Map<Integer, Word> all = new HashMap<>(words);
            all.putAll(other.words);
            return new Field(all, firsts);
        }
    }

    private static final int KEY = -1;

    /** A word that is at a place of the order, of a field by its number or a key. */
    private record Placed(int rank, int column, int[] word) {}

    private final OrderGraph graph;
    private final Map<Integer, List<Less>> comparisons = new HashMap<>();
    private final Map<Word, Select> selections = new HashMap<>();
    private final Map<Set<Integer>, List<Integer>> extrema = new HashMap<>();
    private int steps;

    private KeyedSorts(WordLog log, OrderGraph graph) {
        this.graph = graph;
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Less less
                    && OrderGraph.fits(graph.signed(), less.signed(), less.left(), less.right())) {
                comparisons
                        .computeIfAbsent(less.result() >>> 1, node -> new ArrayList<>(1))
                        .add(less);
            } else if (operation instanceof Select select && comparisons.containsKey(select.condition() >>> 1)) {
                selections.putIfAbsent(new Word(select.result()), select);
            }
        }
        for (int key = 0; key < graph.size(); key++) {
            if (isExchanged(key)) {
                extrema.computeIfAbsent(operands(key), pair -> new ArrayList<>(2))
                        .add(key);
            }
        }
    }

    /** A proposal for all fields of the records that are sorted by the same keys. */
    static List<Proposal> find(WordLog log, OrderGraph graph, IntPredicate isNeeded) {
        if (graph.isEmpty()) {
            return List.of();
        }
        KeyedSorts search = new KeyedSorts(log, graph);
        return search.fields(isNeeded).stream()
                .collect(Collectors.groupingBy(search::bases, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(fields -> search.proposal(fields).stream())
                .toList();
    }

    private boolean isExchanged(int key) {
        return graph.isDefined(key) && graph.left(key) != graph.right(key);
    }

    private Set<Integer> operands(int key) {
        return Set.of(graph.left(key), graph.right(key));
    }

    private Set<Integer> bases(Field field) {
        return field.words.keySet().stream().filter(key -> !isExchanged(key)).collect(Collectors.toSet());
    }

    // ---- the words of a field

    /** From words further up to those below, which mostly lead to them. */
    private List<Field> fields(IntPredicate isNeeded) {
        List<Field> fields = new ArrayList<>();
        Set<Word> covered = new HashSet<>();
        selections.entrySet().stream()
                .filter(entry -> isNeeded.test(Word.top(entry.getKey().literals())))
                .sorted(Comparator.comparingInt((Map.Entry<Word, Select> entry) ->
                                -Word.top(entry.getKey().literals()))
                        .thenComparingInt(entry -> entry.getKey().hashCode()))
                .forEach(entry -> {
                    if (!covered.contains(entry.getKey())) {
                        field(entry.getKey(), entry.getValue()).ifPresent(field -> {
                            fields.add(field);
                            covered.addAll(field.words.values());
                        });
                    }
                });
        return fields;
    }

    /** The field that a chosen word belongs to, its key being one of the two extrema of the keys that decide. */
    private Optional<Field> field(Word word, Select select) {
        for (Less less : comparisons(select)) {
            int left = graph.find(less.left());
            int right = graph.find(less.right());
            Set<Integer> pair = left == right ? Set.of() : Set.of(left, right);
            for (int key : extrema.getOrDefault(pair, List.of())) {
                Optional<Field> field =
                        word.equals(new Word(graph.word(key))) ? Optional.empty() : field(new Item(word, key));
                if (field.isPresent()) {
                    return field;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Field> field(Item top) {
        Field field = new Field(new HashMap<>(), new HashMap<>());
        Deque<Item> pending = new ArrayDeque<>(List.of(top));
        while (!pending.isEmpty()) {
            Item item = pending.pop();
            Word known = field.words.putIfAbsent(item.key, item.word);
            if (known != null && !known.equals(item.word) || ++steps > MOST_STEPS) {
                return Optional.empty();
            }
            if (known == null && isExchanged(item.key) && !follow(item, field, pending)) {
                return Optional.empty();
            }
        }
        return Optional.of(field);
    }

    private List<Less> comparisons(Select select) {
        return comparisons.getOrDefault(select.condition() >>> 1, List.of());
    }

    /** Goes on with what a word is chosen from; false if that is not in the way of its key. */
    private boolean follow(Item item, Field field, Deque<Item> pending) {
        Select select = selections.get(item.word);
        if (select == null) {
            return false;
        }
        Set<Integer> pair = operands(item.key);
        for (Less less : comparisons(select)) {
            int left = graph.find(less.left());
            int right = graph.find(less.right());
            if (left != right && pair.equals(Set.of(left, right))) {
                boolean onLess = select.condition() == less.result();
                Word ifLess = new Word(onLess ? select.whenTrue() : select.whenFalse());
                Word ifNot = new Word(onLess ? select.whenFalse() : select.whenTrue());
                pending.push(new Item(graph.isGreatest(item.key) ? ifNot : ifLess, left));
                pending.push(new Item(graph.isGreatest(item.key) ? ifLess : ifNot, right));
                // the comparison does not hold for equal keys
                Integer first = field.firsts.putIfAbsent(pair, right);
                return first == null || first == right;
            }
        }
        return false;
    }

    // ---- making it anew

    private Optional<Proposal> proposal(List<Field> fields) {
        List<Integer> keys = fields.stream()
                .flatMap(field -> field.words.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Optional<Map<Set<Integer>, Integer>> firsts = firsts(fields);
        if (keys.size() > MOST_KEYS || firsts.isEmpty()) {
            return Optional.empty();
        }
        Exchanges exchanges = Exchanges.below(graph, keys);
        if (exchanges.simplified()
                || exchanges.baseCount() != bases(fields.getFirst()).size()) {
            return Optional.empty();
        }
        return StableOrder.of(exchanges, firsts(exchanges, keys, firsts.get()))
                .flatMap(order -> proposal(fields, keys, exchanges, order));
    }

    /** What all fields take for the lesser one of equal keys, if they agree. */
    private static Optional<Map<Set<Integer>, Integer>> firsts(List<Field> fields) {
        Map<Set<Integer>, Integer> firsts = new HashMap<>();
        for (Field field : fields) {
            for (Map.Entry<Set<Integer>, Integer> entry : field.firsts.entrySet()) {
                Integer other = firsts.putIfAbsent(entry.getKey(), entry.getValue());
                if (other != null && !other.equals(entry.getValue())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(firsts);
    }

    /** The same for the definitions of exchanges. */
    private static int[] firsts(Exchanges exchanges, List<Integer> keys, Map<Set<Integer>, Integer> firsts) {
        int[] keysOfValues = new int[exchanges.valueCount()];
        for (int i = 0; i < keys.size(); i++) {
            keysOfValues[exchanges.roots()[i]] = keys.get(i);
        }
        int[] ofDefinitions = new int[exchanges.lefts().length];
        for (int i = 0; i < ofDefinitions.length; i++) {
            int left = exchanges.lefts()[i];
            int right = exchanges.rights()[i];
            Integer first = firsts.get(Set.of(keysOfValues[left], keysOfValues[right]));
            ofDefinitions[i] = first != null && first == keysOfValues[left] ? left : right;
        }
        return ofDefinitions;
    }

    private Optional<Proposal> proposal(List<Field> fields, List<Integer> keys, Exchanges exchanges, int[] order) {
        int[] ranks = Ranks.of(exchanges);
        Map<List<Word>, Field> different = new LinkedHashMap<>();
        for (Field field : fields) {
            List<Word> given = IntStream.of(order)
                    .mapToObj(base ->
                            Objects.requireNonNull(field.words.get(exchanges.bases()[base])))
                    .toList();
            different.merge(given, field, Field::with);
        }
        List<Placed> placed = new ArrayList<>();
        BitSet places = new BitSet();
        for (int i = 0; i < ranks.length; i++) {
            int key = keys.get(i);
            if (ranks[i] != Ranks.NONE && graph.isDefined(key)) {
                places.set(ranks[i]);
                placed.add(new Placed(ranks[i], KEY, graph.word(key)));
                int column = 0;
                for (Field field : different.values()) {
                    Word word = field.words.get(key);
                    if (word != null) {
                        placed.add(new Placed(ranks[i], column, word.literals()));
                    }
                    column++;
                }
            }
        }
        if (placed.isEmpty() || Sorter.exchangeCount(order.length, places) >= exchanges.pairCount()) {
            return Optional.empty();
        }
        List<int[]> sorted = IntStream.of(order)
                .mapToObj(base -> graph.word(exchanges.bases()[base]))
                .toList();
        List<List<Word>> columns = List.copyOf(different.keySet());
        return Optional.of(new Proposal(List.of(replacement(sorted, columns, placed, places))));
    }

    private Replacement replacement(List<int[]> keys, List<List<Word>> columns, List<Placed> placed, BitSet places) {
        List<int[]> inputs = new ArrayList<>(keys);
        int[] ends = new int[columns.size() + 1];
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).forEach(word -> inputs.add(word.literals()));
            ends[i + 1] = ends[i] + columns.get(i).getFirst().literals().length;
        }
        int[] outputs = Word.concat(placed.stream().map(Placed::word).toList());
        return new Replacement(Word.concat(inputs), outputs, (net, given) -> {
            int count = keys.size();
            int keyBits = count * keys.getFirst().length;
            int[][] values = new int[count][ends[columns.size()]];
            int at = keyBits;
            for (int i = 0; i < columns.size(); i++) {
                for (int[] value : values) {
                    System.arraycopy(given, at, value, ends[i], ends[i + 1] - ends[i]);
                    at += ends[i + 1] - ends[i];
                }
            }
            Sorter.Sorted sorted = Sorter.stablePlaces(
                    net, Word.split(Arrays.copyOf(given, keyBits), count), values, places, graph.signed());
            return Word.concat(placed.stream()
                    .map(word -> {
                        int place = places.get(0, word.rank).cardinality();
                        return word.column == KEY
                                ? sorted.keys()[place]
                                : Arrays.copyOfRange(sorted.values()[place], ends[word.column], ends[word.column + 1]);
                    })
                    .toList());
        });
    }
}
