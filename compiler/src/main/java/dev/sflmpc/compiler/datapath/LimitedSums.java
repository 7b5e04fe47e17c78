package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.arithmetic.Selector;
import dev.sflmpc.compiler.datapath.WordOperation.Added;
import dev.sflmpc.compiler.datapath.WordOperation.Extreme;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Saturated;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of unsigned words that stay at a limit, one addition after the other: the words are added up at once, and the limit is
 * applied at the end, since {@code min(c, min(c, s) + x) = min(c, s + x)}. It may be the greatest number of a type, which
 * {@code t = s + x; if t < s} asks for as well.
 */
final class LimitedSums {

    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 1 << 8;

    /** The lesser of a limit and the sum of words. */
    private record Limited(BigInteger limit, List<int[]> words, int[] result) {}

    private final Map<Word, Added> sums = new HashMap<>();

    /** Sums that do not wrap, by the literals of their highest bits. */
    private final Map<Integer, Added> byTop = new HashMap<>();

    private final Map<Integer, List<Less>> comparisons = new HashMap<>();
    private final Map<Word, Limited> found = new LinkedHashMap<>();

    private LimitedSums() {}

    /** Proposals, those of words further up first. */
    static List<Proposal> find(WordLog log) {
        LimitedSums search = new LimitedSums();
        for (WordOperation operation : log.operations()) {
            switch (operation) {
                case Added added -> search.add(added);
                case Less less ->
                    search.comparisons
                            .computeIfAbsent(less.result() >>> 1, node -> new ArrayList<>(1))
                            .add(less);
                case Saturated(int[] left, int[] right, int[] result) ->
                    search.add(greatest(result.length), List.of(left, right), result);
                case Extreme extreme when !extreme.greatest() -> search.add(extreme);
                case Select select -> search.add(select);
                default -> {}
            }
        }
        return search.found.values().stream()
                .filter(limited -> limited.words.size() >= FEWEST_WORDS)
                .map(LimitedSums::proposal)
                .toList()
                .reversed();
    }

    private static Word word(int[] literals) {
        return new Word(DifferenceGraph.trimmed(literals));
    }

    private static BigInteger greatest(int width) {
        return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    }

    private void add(Added added) {
        sums.putIfAbsent(word(added.result()), added);
        if (added.isExact()) {
            byTop.putIfAbsent(added.result()[added.result().length - 1], added);
        }
    }

    private void add(Extreme extreme) {
        if (OrderGraph.fits(false, extreme.signed(), extreme.left(), extreme.right())) {
            limit(extreme.left()).ifPresent(limit -> addExact(limit, extreme.right(), extreme.result()));
            limit(extreme.right()).ifPresent(limit -> addExact(limit, extreme.left(), extreme.result()));
        }
    }

    private void add(Select select) {
        add(select.condition(), select.whenTrue(), select.whenFalse(), select.result());
        add(select.condition() ^ 1, select.whenFalse(), select.whenTrue(), select.result());
    }

    private void add(int isOver, int[] whenOver, int[] otherwise, int[] result) {
        Optional<BigInteger> limit = limit(whenOver);
        if (limit.isEmpty()) {
            return;
        }
        Added wider = byTop.get(isOver);
        if (wider != null && isOverflow(wider.result(), otherwise, limit.get())) {
            add(limit.get(), wider.words(), result);
        }
        Added sum = sums.get(word(otherwise));
        if (sum == null) {
            return;
        }
        for (Less less : comparisons.getOrDefault(isOver >>> 1, List.of())) {
            if (!OrderGraph.fits(false, less.signed(), less.left(), less.right())) {
                continue;
            }
            if (sum.isExact() && isAbove(less, isOver, word(otherwise), limit.get())) {
                addExact(limit.get(), otherwise, result);
            } else if (limit.get().equals(greatest(sum.result().length)) && isCarry(less, isOver, sum)) {
                add(limit.get(), sum.words(), result);
            }
        }
    }

    /** Whether a literal, which a comparison is, says that a word is greater than a limit; where it is the limit it may. */
    private static boolean isAbove(Less less, int isOver, Word word, BigInteger limit) {
        boolean inverted = less.result() != isOver;
        int[] bound = inverted ? less.right() : less.left();
        int[] other = inverted ? less.left() : less.right();
        Optional<BigInteger> least =
                limit(bound).map(number -> number.add(inverted ? BigInteger.ZERO : BigInteger.ONE));
        return word(other).equals(word)
                && least.filter(number -> number.equals(limit) || number.equals(limit.add(BigInteger.ONE)))
                        .isPresent();
    }

    /** Whether the highest bit of a sum says that it is greater than a limit, and a word is the bits below. */
    private static boolean isOverflow(int[] sum, int[] word, BigInteger limit) {
        int width = sum.length - 1;
        return limit.equals(greatest(width)) && word(word).equals(word(Arrays.copyOf(sum, width)));
    }

    /** Whether a sum of two words is less than one of them, or one is greater than the complement of the other: it wrapped. */
    private static boolean isCarry(Less less, int isOver, Added sum) {
        if (less.result() != isOver || sum.words().size() != 2) {
            return false;
        }
        Word right = word(less.right());
        Word first = word(sum.words().getFirst());
        Word second = word(sum.words().getLast());
        Word complement =
                new Word(Arrays.stream(less.left()).map(literal -> literal ^ 1).toArray());
        return word(less.left()).equals(word(sum.result())) && (right.equals(first) || right.equals(second))
                || less.left().length == sum.result().length
                        && (right.equals(first) && complement.equals(second)
                                || right.equals(second) && complement.equals(first));
    }

    private static Optional<BigInteger> limit(int[] word) {
        if (!Word.isConstant(word)) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < word.length; i++) {
            value = word[i] == Netlist.TRUE ? value.setBit(i) : value;
        }
        return Optional.of(value);
    }

    private void addExact(BigInteger limit, int[] sum, int[] result) {
        Added added = sums.get(word(sum));
        if (added != null && added.isExact()) {
            add(limit, added.words(), result);
        }
    }

    private void add(BigInteger limit, List<int[]> words, int[] result) {
        List<int[]> all = new ArrayList<>();
        for (int[] word : words) {
            Limited before = before(word, limit);
            all.addAll(before == null ? List.of(word) : before.words);
        }
        if (all.size() <= MOST_WORDS && !Word.isConstant(result)) {
            found.putIfAbsent(word(result), new Limited(limit, all, result));
        }
    }

    /** The sum that a word is, up to a limit that is no less than another one. */
    private @Nullable Limited before(int[] word, BigInteger limit) {
        Limited before = found.get(word(word));
        return before == null || before.limit.compareTo(limit) < 0 ? null : before;
    }

    private static Proposal proposal(Limited limited) {
        int[][] words = limited.words.stream().map(DifferenceGraph::trimmed).toArray(int[][]::new);
        int[] inputs = Word.concat(Arrays.asList(words));
        return new Proposal(List.of(new Replacement(
                inputs,
                limited.result,
                (net, given) -> build(net, given, words, limited.limit, limited.result.length))));
    }

    private static int[] build(Netlist net, int[] given, int[][] words, BigInteger limit, int width) {
        BigInteger most =
                Arrays.stream(words).map(word -> greatest(word.length)).reduce(limit, BigInteger::add);
        ColumnSum columns = new ColumnSum(Math.max(width, most.bitLength()));
        int at = 0;
        for (int[] word : words) {
            columns.add(Arrays.copyOfRange(given, at, at + word.length), 0);
            at += word.length;
        }
        int[] sum = columns.sum(net);
        int isOver = Comparator.less(net, Word.constant(limit, sum.length), sum, false);
        return Selector.mux(net, isOver, Word.constant(limit, width), Arrays.copyOf(sum, width));
    }
}
