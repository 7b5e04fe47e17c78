package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Choices between constants by priority, such as the place of the last hit of a scan. Whether none of the first <i>i</i>
 * conditions holds costs an AND for each condition, and every bit of all words chosen is a sum of those.
 */
final class PriorityChains {

    private static final int LEAST_LENGTH = 3;

    /** What a word is where a condition holds, and where no earlier one does. */
    private record Step(int condition, int[] value) {}

    /** Steps in the order of priority, and the word without a condition. */
    private record Chain(List<Step> steps, int[] base, int[] result) {
        List<Integer> conditions() {
            return steps.stream().map(Step::condition).toList();
        }
    }

    private final Map<Word, Select> selections = new HashMap<>();
    private final Set<Word> continued = new HashSet<>();

    private PriorityChains(WordLog log) {
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Select select && isOfConstant(select)) {
                if (selections.putIfAbsent(new Word(select.result()), select) == null) {
                    continued.add(new Word(rest(select)));
                }
            }
        }
    }

    /** A proposal for all chains with the same conditions. */
    static List<Proposal> find(WordLog log) {
        PriorityChains search = new PriorityChains(log);
        Map<List<Integer>, List<Chain>> byConditions = new LinkedHashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Select select && search.isEnd(select)) {
                Chain chain = search.chain(select);
                if (chain.steps.size() >= LEAST_LENGTH) {
                    byConditions
                            .computeIfAbsent(chain.conditions(), key -> new ArrayList<>())
                            .add(chain);
                }
            }
        }
        return byConditions.values().stream()
                .map(chains -> new Proposal(
                        chains.stream().map(PriorityChains::replacement).toList()))
                .toList();
    }

    private boolean isEnd(Select select) {
        Word result = new Word(select.result());
        return select.equals(selections.get(result)) && !continued.contains(result);
    }

    private Chain chain(Select end) {
        List<Step> steps = new ArrayList<>();
        Select at = end;
        while (true) {
            boolean onTrue = Word.isConstant(at.whenTrue());
            steps.add(new Step(at.condition() ^ (onTrue ? 0 : 1), onTrue ? at.whenTrue() : at.whenFalse()));
            int[] rest = rest(at);
            Select next = selections.get(new Word(rest));
            if (next == null || Word.top(next.result()) >= Word.top(at.result())) {
                return new Chain(steps, rest, end.result());
            }
            at = next;
        }
    }

    private static boolean isOfConstant(Select select) {
        return Word.isConstant(select.whenTrue()) || Word.isConstant(select.whenFalse());
    }

    private static int[] rest(Select select) {
        return Word.isConstant(select.whenTrue()) ? select.whenFalse() : select.whenTrue();
    }

    private static Replacement replacement(Chain chain) {
        int count = chain.steps.size();
        int[] conditions = chain.steps.stream().mapToInt(Step::condition).toArray();
        List<int[]> values = chain.steps.stream().map(Step::value).toList();
        return new Replacement(Word.concat(List.of(conditions, chain.base)), chain.result, (net, inputs) -> {
            int[] base = Arrays.copyOfRange(inputs, count, inputs.length);
            int[] word = values.getFirst().clone();
            int none = Netlist.TRUE;
            for (int i = 0; i < count; i++) {
                none = net.and(none, inputs[i] ^ 1);
                int[] next = i + 1 < count ? values.get(i + 1) : base;
                for (int bit = 0; bit < word.length; bit++) {
                    word[bit] = net.xor(word[bit], net.and(none, net.xor(values.get(i)[bit], next[bit])));
                }
            }
            return word;
        });
    }
}
