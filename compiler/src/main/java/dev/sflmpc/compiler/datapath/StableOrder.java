package dev.sflmpc.compiler.datapath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Proves that exchanges of pairs, which compare keys only, treat equal keys as if each pair had a place of its own that
 * counts where the keys are equal. Then the exchanges are those of distinct keys, key and place together, and what is known
 * of the order of words holds for pairs.
 *
 * <p>It keeps for which lines the pair on one precedes that on the other by its place if their keys are equal. An exchange
 * must know that of its two lines, and leaves it so. For any other line it is known afterwards if it was for both before.
 * So it is for exchanges of neighbours, as bubble and insertion sort have them, and not where exchanges reach farther.
 */
final class StableOrder {

    /** An exchange of two lines that leaves them alone if their keys are equal. */
    private record Step(int first, int second) {}

    private final int lineCount;
    private final List<Step> steps = new ArrayList<>();

    private StableOrder(int lineCount) {
        this.lineCount = lineCount;
    }

    /**
     * The bases in the order of their places; nothing if there is no proof.
     *
     * @param firsts for each definition the operand that is taken for the lesser one if both are equal
     */
    static Optional<int[]> of(Exchanges exchanges, int[] firsts) {
        StableOrder order = new StableOrder(exchanges.baseCount());
        return order.findSteps(exchanges, firsts) ? order.places().filter(order::isKept) : Optional.empty();
    }

    /** False if a value takes part in two exchanges. */
    private boolean findSteps(Exchanges exchanges, int[] firsts) {
        int[] lines = new int[exchanges.valueCount()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i < lineCount ? i : Ranks.NONE;
        }
        Map<Long, Step> stepsOfPairs = new HashMap<>();
        for (int i = 0; i < firsts.length; i++) {
            Step step = stepsOfPairs.get(exchanges.pair(i));
            if (step == null) {
                int left = exchanges.lefts()[i];
                int right = exchanges.rights()[i];
                step = firsts[i] == left ? new Step(lines[left], lines[right]) : new Step(lines[right], lines[left]);
                if (step.first == Ranks.NONE || step.second == Ranks.NONE) {
                    return false;
                }
                lines[left] = Ranks.NONE;
                lines[right] = Ranks.NONE;
                stepsOfPairs.put(exchanges.pair(i), step);
                steps.add(step);
            }
            lines[lineCount + i] = exchanges.greatest()[i] ? step.second : step.first;
        }
        return true;
    }

    /** An order of the lines in which the first one of every exchange precedes the second one. */
    private Optional<int[]> places() {
        BitSet[] after = new BitSet[lineCount];
        Arrays.setAll(after, line -> new BitSet(lineCount));
        int[] before = new int[lineCount];
        for (Step step : steps) {
            if (!after[step.first].get(step.second)) {
                after[step.first].set(step.second);
                before[step.second]++;
            }
        }
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int line = 0; line < lineCount; line++) {
            if (before[line] == 0) {
                free.add(line);
            }
        }
        int[] order = new int[lineCount];
        int count = 0;
        while (!free.isEmpty()) {
            int line = free.remove();
            order[count++] = line;
            after[line].stream().filter(next -> --before[next] == 0).forEach(free::add);
        }
        return count == lineCount ? Optional.of(order) : Optional.empty();
    }

    private boolean isKept(int[] order) {
        BitSet[] precedes = new BitSet[lineCount];
        BitSet later = new BitSet(lineCount);
        for (int i = lineCount - 1; i >= 0; i--) {
            precedes[order[i]] = (BitSet) later.clone();
            later.set(order[i]);
        }
        for (Step step : steps) {
            int p = step.first;
            int q = step.second;
            if (!precedes[p].get(q)) {
                return false;
            }
            precedes[p].and(precedes[q]);
            precedes[q] = (BitSet) precedes[p].clone();
            for (BitSet line : precedes) {
                boolean both = line.get(p) && line.get(q);
                line.set(p, both);
                line.set(q, both);
            }
            precedes[p].clear(p);
            precedes[p].set(q);
            precedes[q].clear(p);
            precedes[q].clear(q);
        }
        return true;
    }
}
