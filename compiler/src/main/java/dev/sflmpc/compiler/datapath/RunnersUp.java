package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Extremum;
import dev.sflmpc.compiler.arithmetic.Selector;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The second of a list in the way that it is mostly found: a word {@code x} that beats the first one takes its place, and
 * the old first one becomes the second; any other is only compared with the second. With the first and {@code x} exchanged
 * the loser is compared with the second in both cases, since the old first one is not beaten by the second:
 *
 * <pre>  second' = wins ? first : max(second, x) = max(second, wins ? first : x)   where second &lt;= first</pre>
 *
 * <p>The exchange gives the loser without a gate, so that n AND gates are saved for words of n bits. That the second never
 * beats the first is proved step by step.
 */
final class RunnersUp {

    /** How far definitions are followed for one proof that a word is not less than another one. */
    private static final int DEPTH = 3;

    private record Pair(Word lesser, Word greater) {}

    private final OrderGraph graph;
    private final Map<Word, Select> selections = new HashMap<>();
    private final Map<Integer, List<Select>> byCondition = new HashMap<>();
    private final Set<Pair> proved = new HashSet<>();

    private RunnersUp(OrderGraph graph) {
        this.graph = graph;
    }

    /** A proposal for each step, in the order in which they are made. */
    static List<Proposal> find(WordLog log, OrderGraph graph) {
        if (graph.isEmpty()) {
            return List.of();
        }
        RunnersUp search = new RunnersUp(graph);
        List<Proposal> proposals = new ArrayList<>();
        List<Select> selects = new ArrayList<>();
        Set<Integer> comparisons = new HashSet<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Less less) {
                comparisons.add(less.result() >>> 1);
            } else if (operation instanceof Select select && comparisons.contains(select.condition() >>> 1)) {
                selects.add(select);
                search.selections.putIfAbsent(new Word(select.result()), select);
                search.byCondition
                        .computeIfAbsent(select.condition() >>> 1, node -> new ArrayList<>(2))
                        .add(select);
            }
        }
        selects.forEach(select -> search.step(select).ifPresent(proposals::add));
        return proposals;
    }

    private Optional<Proposal> step(Select second) {
        Optional<Proposal> step = step(second, second.condition(), second.whenTrue(), second.whenFalse());
        return step.isPresent() ? step : step(second, second.condition() ^ 1, second.whenFalse(), second.whenTrue());
    }

    /** With the rest being the extremum of the second and {@code x}, either way round. */
    private Optional<Proposal> step(Select result, int wins, int[] first, int[] rest) {
        int extremum = graph.find(rest);
        if (extremum == OrderGraph.NONE || !graph.isDefined(extremum)) {
            return Optional.empty();
        }
        int[] left = graph.word(graph.left(extremum));
        int[] right = graph.word(graph.right(extremum));
        boolean greatest = graph.isGreatest(extremum);
        Optional<Proposal> step = step(result.result(), wins, first, left, right, greatest);
        return step.isPresent() ? step : step(result.result(), wins, first, right, left, greatest);
    }

    private Optional<Proposal> step(int[] result, int wins, int[] first, int[] second, int[] x, boolean greatest) {
        Optional<Select> winner = byCondition.getOrDefault(wins >>> 1, List.of()).stream()
                .filter(select -> isChoice(select, wins, x, first))
                .findFirst();
        if (winner.isEmpty()) {
            return Optional.empty();
        }
        Word before = new Word(first);
        Word after = new Word(second);
        return isNotGreater(greatest ? after : before, greatest ? before : after, DEPTH, DEPTH)
                ? Optional.of(
                        proposal(result, wins, first, second, x, winner.get().result(), greatest))
                : Optional.empty();
    }

    private static boolean isChoice(Select select, int condition, int[] whenTrue, int[] whenFalse) {
        boolean inverted = select.condition() != condition;
        return new Word(inverted ? select.whenFalse() : select.whenTrue()).equals(new Word(whenTrue))
                && new Word(inverted ? select.whenTrue() : select.whenFalse()).equals(new Word(whenFalse));
    }

    private Proposal proposal(
            int[] result, int wins, int[] first, int[] second, int[] x, int[] winner, boolean greatest) {
        Pair next =
                greatest ? new Pair(new Word(result), new Word(winner)) : new Pair(new Word(winner), new Word(result));
        if (isNotGreater(next.lesser, next.greater, DEPTH, DEPTH)) {
            proved.add(next);
        }
        int[] inputs = Word.concat(List.of(first, x, second, new int[] {wins}));
        int[] outputs = Word.concat(List.of(winner, result));
        int width = first.length;
        boolean signed = graph.signed();
        return new Proposal(List.of(new Replacement(inputs, outputs, (net, given) -> {
            int[][] words = Word.split(Arrays.copyOf(given, 3 * width), 3);
            int[][] exchanged = Selector.swap(net, given[3 * width], words[0], words[1]);
            int[] loser = exchanged[1];
            int[] runnerUp =
                    greatest ? Extremum.max(net, words[2], loser, signed) : Extremum.min(net, words[2], loser, signed);
            return Word.concat(List.of(exchanged[0], runnerUp));
        })));
    }

    // ---- what is known of the order of words

    /** Whether a word is never greater than another one, as definitions a few steps back show. */
    private boolean isNotGreater(Word lesser, Word greater, int lesserDepth, int greaterDepth) {
        if (lesser.equals(greater) || proved.contains(new Pair(lesser, greater))) {
            return true;
        }
        int low = graph.find(lesser.literals());
        int high = graph.find(greater.literals());
        return low != OrderGraph.NONE && graph.isLimit(low, false)
                || high != OrderGraph.NONE && graph.isLimit(high, true)
                || greaterDepth > 0
                        && holds(
                                isExtremum(high, true),
                                parts(greater, high),
                                part -> isNotGreater(lesser, part, lesserDepth, greaterDepth - 1))
                || lesserDepth > 0
                        && holds(
                                isExtremum(low, false),
                                parts(lesser, low),
                                part -> isNotGreater(part, greater, lesserDepth - 1, greaterDepth));
    }

    private static boolean holds(boolean forAny, List<Word> parts, Predicate<Word> property) {
        return forAny
                ? parts.stream().anyMatch(property)
                : !parts.isEmpty() && parts.stream().allMatch(property);
    }

    private boolean isExtremum(int number, boolean greatest) {
        return number != OrderGraph.NONE && graph.isDefined(number) && graph.isGreatest(number) == greatest;
    }

    /** The two words that a word is chosen from; none if it is not. */
    private List<Word> parts(Word word, int number) {
        if (number != OrderGraph.NONE && graph.isDefined(number)) {
            return List.of(new Word(graph.word(graph.left(number))), new Word(graph.word(graph.right(number))));
        }
        Select select = selections.get(word);
        return select == null ? List.of() : List.of(new Word(select.whenTrue()), new Word(select.whenFalse()));
    }
}
