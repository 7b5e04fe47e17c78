package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divisions and square roots that were written digit by digit, as loops that compare, subtract and shift: the restoring
 * schoolbook methods in any spelling, rebuilt as the non-restoring ones.
 */
final class DigitChains {

    /** Gates of a step, at most, where it is looked at case by case. */
    private static final int MOST_GATES = 1 << 8;

    private DigitChains() {}

    /** One proposal for each chain that no step goes on with. */
    static List<Proposal> find(Netlist net, WordLog log) {
        Set<DigitChain> ends = new LinkedHashSet<>();
        Map<Integer, List<DigitChain>> byRest = new HashMap<>();
        for (ConditionalSubtraction step : steps(net, log)) {
            DigitChain chain = longer(step, byRest, ends);
            if (chain == null) {
                chain = DigitChain.startingWith(step);
            }
            if (chain != null) {
                ends.add(chain);
                byRest.computeIfAbsent(step.rest()[0], literal -> new ArrayList<>(1))
                        .add(chain);
            }
        }
        return ends.stream()
                .filter(chain -> chain.count() > 1)
                .map(DigitChain::proposal)
                .toList();
    }

    /** The chain that a step goes on with, and the step. */
    private static @Nullable DigitChain longer(
            ConditionalSubtraction step, Map<Integer, List<DigitChain>> byRest, Set<DigitChain> ends) {
        int[] whole = step.whole();
        for (int brought = 1; brought <= Math.min(2, whole.length - 1); brought++) {
            for (DigitChain chain : byRest.getOrDefault(whole[brought], List.of())) {
                DigitChain longer = chain.with(step);
                if (longer != null) {
                    ends.remove(chain);
                    return longer;
                }
            }
        }
        return null;
    }

    private static List<ConditionalSubtraction> steps(Netlist net, WordLog log) {
        Map<Integer, List<Less>> comparisons = new HashMap<>();
        List<ConditionalSubtraction> steps = new ArrayList<>();
        WordTables tables = new WordTables(net, MOST_GATES);
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Less less) {
                comparisons
                        .computeIfAbsent(less.result() >>> 1, node -> new ArrayList<>(1))
                        .add(less);
            } else if (operation instanceof Select select) {
                for (Less less : comparisons.getOrDefault(select.condition() >>> 1, List.of())) {
                    ConditionalSubtraction step = ConditionalSubtraction.of(net, tables, less, select);
                    if (step != null) {
                        steps.add(step);
                    }
                }
            }
        }
        return steps;
    }
}
