package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Shifter;
import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bits of a word that is shifted until its first one stands in front, or for so many places at most: the place of the
 * first one, n − 1 ANDs for n bits, is the amount of one shift.
 *
 * <p>A table is the place where a bit stands after the shift, and the least limit that explains it; any greater one does as well
 * where that shifts in zeros.
 */
final class ShiftedToFirst implements BitDecision {

    private static final int ZERO = -1;
    private static final int ONE = -2;
    private static final int OTHER = -3;

    @Override
    public int @Nullable [] table(DecisionDiagrams diagrams, int function, int bits) {
        if (function == DecisionDiagrams.NONE) {
            return null;
        }
        int rest = function;
        int[] entries = new int[bits];
        for (int first = 0; first < bits; first++) {
            entries[first] = entry(diagrams, diagrams.cofactor(rest, first, true));
            if (entries[first] == OTHER) {
                return null;
            }
            rest = diagrams.cofactor(rest, first, false);
        }
        int place = entries[0];
        if (rest != Netlist.FALSE || place < 0) {
            return null;
        }
        for (int limit = 1; limit <= bits - place; limit++) {
            if (isShifted(entries, place, limit)) {
                return new int[] {place, limit};
            }
        }
        return null;
    }

    private static int entry(DecisionDiagrams diagrams, int edge) {
        if (edge <= Netlist.TRUE) {
            return edge == Netlist.TRUE ? ONE : ZERO;
        }
        int variable = diagrams.variable(edge >>> 1);
        return edge == diagrams.of(variable) ? variable : OTHER;
    }

    /** Whether the entries by the place of the first one are those of a shift by as much, up to a limit. */
    private static boolean isShifted(int[] entries, int place, int limit) {
        for (int first = 0; first < entries.length; first++) {
            int source = place + Math.min(first, limit);
            int entry = source < first || source >= entries.length ? ZERO : source == first ? ONE : source;
            if (entries[first] != entry) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int[] build(Netlist net, int[] word, List<int[]> tables) {
        int[] made = new int[tables.size()];
        boolean[] done = new boolean[made.length];
        for (int left = made.length; left > 0; ) {
            int limit = 0;
            for (int i = 0; i < made.length; i++) {
                limit = done[i] ? limit : Math.max(limit, tables.get(i)[1]);
            }
            int[] shifted = shifted(net, word, limit);
            for (int i = 0; i < made.length; i++) {
                int place = tables.get(i)[0];
                int least = tables.get(i)[1];
                if (!done[i] && (least == limit || least == word.length - place)) {
                    made[i] = shifted[place];
                    done[i] = true;
                    left--;
                }
            }
        }
        return made;
    }

    private static int[] shifted(Netlist net, int[] word, int limit) {
        int most = Math.min(limit, word.length - 1);
        List<int[]> amounts = new ArrayList<>();
        for (int bit = 0; most >> bit > 0; bit++) {
            int[] amount = new int[word.length + 1];
            for (int first = 0; first <= word.length; first++) {
                amount[first] = Math.min(first, most) >> bit & 1;
            }
            amounts.add(amount);
        }
        int[] amount = BitTables.Kind.FIRST_ONE.build(net, word, amounts);
        return Shifter.shiftRight(net, word, amount, false);
    }
}
