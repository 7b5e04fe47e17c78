package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Added;
import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.AtMost;
import dev.sflmpc.compiler.datapath.WordOperation.Called;
import dev.sflmpc.compiler.datapath.WordOperation.Chosen;
import dev.sflmpc.compiler.datapath.WordOperation.Condition;
import dev.sflmpc.compiler.datapath.WordOperation.Division;
import dev.sflmpc.compiler.datapath.WordOperation.Extreme;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Offset;
import dev.sflmpc.compiler.datapath.WordOperation.OneOf;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.datapath.WordOperation.Saturated;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.datapath.WordOperation.Selected;
import dev.sflmpc.compiler.datapath.WordOperation.Shifted;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counters that saturate or run in a circle, and saturating sums, in any spelling: loops of steps that are found to be one
 * function of a state, applied as often as secret bits say, are rebuilt as the sum of these bits.
 *
 * <p>A step leads from a word that was chosen, added up or compared to the next one. What it does is looked at case by case, so
 * that it does not matter how it was written.
 */
final class CounterChains {

    private static final int LEAST_LENGTH = 3;
    private static final int MOST_STATE_BITS = 10;
    private static final int MOST_WIDTH = 31;
    private static final int MOST_GATES = 1 << 8;
    private static final int MOST_CANDIDATES = 8;
    private static final long MOST_STEPS = 1L << 27;

    /** Pairs of words that are no step are looked at up to this often, and so often more for each pair that is one. */
    private static final int MOST_FAILURES = 1 << 10;

    private static final int FAILURES_PER_STEP = 1 << 4;

    private final WordTables tables;

    /** For each word one that starts with it, and the longest one that ends with it. */
    private final Map<Word, List<CounterChain>> chains = new LinkedHashMap<>();

    /** What words are at most, where that is less than their bits say. */
    private final Map<Word, Integer> greatest = new HashMap<>();

    /** Words that chains end with, by their highest nodes. */
    private final Map<Integer, List<Word>> words = new HashMap<>();

    private final Set<CounterChain> continued = new HashSet<>();
    private int failuresLeft = MOST_FAILURES;

    private CounterChains(Netlist net) {
        tables = new WordTables(net, MOST_GATES);
    }

    /** One proposal for each chain that no step goes on with, the last one first. */
    static List<Proposal> find(Netlist net, WordLog log) {
        CounterChains search = new CounterChains(net);
        for (WordOperation operation : log.operations()) {
            if (operation instanceof AtMost(int[] word, int most)) {
                search.greatest.put(new Word(trimmed(word)), most);
            }
            for (int[] word : words(operation)) {
                if (search.failuresLeft > 0 && search.tables.steps() < MOST_STEPS) {
                    search.add(new Word(trimmed(word)));
                }
            }
        }
        return search.chains.values().stream()
                .flatMap(List::stream)
                .filter(chain -> chain.count() >= LEAST_LENGTH && !search.continued.contains(chain))
                .flatMap(chain -> chain.proposal().stream())
                .toList()
                .reversed();
    }

    /** The words that an operation reads, and then those that it makes, as far as they may be states. */
    private static List<int[]> words(WordOperation operation) {
        return switch (operation) {
            case Select select -> List.of(select.whenTrue(), select.whenFalse(), select.result());
            case Extreme extreme -> List.of(extreme.left(), extreme.right(), extreme.result());
            case Offset offset -> List.of(offset.word(), offset.result());
            case Less less -> List.of(less.left(), less.right());
            case Same same -> List.of(same.left(), same.right());
            case Chosen chosen -> List.of(chosen.result());
            case SumOfProducts sum -> List.of();
            case Added added -> List.of();
            case Saturated saturated -> List.of(saturated.result());
            case Division division -> List.of();
            case Read read -> List.of();
            case OneOf element -> List.of();
            case Selected selected -> List.of();
            case Applied applied -> List.of();
            case Called called -> List.of();
            case Condition condition -> List.of();
            case Shifted shifted -> List.of();
            case AtMost bound -> List.of(bound.word());
        };
    }

    private static int[] trimmed(int[] word) {
        int width = word.length;
        while (width > 0 && word[width - 1] == Netlist.FALSE) {
            width--;
        }
        return Arrays.copyOf(word, width);
    }

    private void add(Word word) {
        int[] literals = word.literals();
        long nodes = Arrays.stream(literals)
                .filter(literal -> literal > Netlist.TRUE)
                .count();
        if (nodes == 0 || nodes > MOST_STATE_BITS || literals.length > MOST_WIDTH || chains.containsKey(word)) {
            return;
        }
        List<CounterChain> ends =
                new ArrayList<>(CounterChain.startingWith(literals, greatest.getOrDefault(word, Integer.MAX_VALUE)));
        CounterChain longest = longest(literals);
        if (longest != null) {
            ends.add(longest);
        }
        if (!ends.isEmpty()) {
            chains.put(word, ends);
            words.computeIfAbsent(Word.top(literals), top -> new ArrayList<>(1)).add(word);
        }
    }

    /** The longest chain that goes on with a word; null for none. */
    private @Nullable CounterChain longest(int[] word) {
        CounterChain longest = null;
        int candidates = 0;
        for (int node : tables.below(word)) {
            for (Word before : words.getOrDefault(node, List.of())) {
                int least = longest == null ? 0 : longest.count();
                List<CounterChain> promising = chains.getOrDefault(before, List.of()).stream()
                        .filter(chain -> chain.count() >= least)
                        .toList();
                if (!promising.isEmpty() && candidates++ < MOST_CANDIDATES) {
                    CounterChain longer = longer(promising, before, word);
                    longest = longer == null ? longest : longer;
                }
            }
        }
        return longest;
    }

    /** The longest of chains that end with one word and go on with another; null for none. */
    private @Nullable CounterChain longer(List<CounterChain> ends, Word before, int[] word) {
        Optional<CounterStep> step = CounterStep.of(tables, before.literals(), word);
        CounterChain longest = null;
        if (step.isPresent()) {
            for (CounterChain chain : ends) {
                CounterChain longer = chain.with(step.get());
                if (longer != null) {
                    continued.add(chain);
                    longest = longest == null || longer.count() > longest.count() ? longer : longest;
                }
            }
        }
        failuresLeft += longest == null ? -1 : FAILURES_PER_STEP;
        return longest;
    }
}
