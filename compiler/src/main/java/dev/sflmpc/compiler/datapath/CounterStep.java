package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A word as a function of an earlier word and a few bits, by all cases.
 *
 * @param before the earlier word, without constant zeros at the top
 * @param bits literals that the function depends on besides
 * @param after the word
 * @param nodes of {@code before} that are not constant, each once
 * @param table entry <i>v</i> is the value where bit <i>i</i> of <i>v</i> is node <i>i</i>, and above them bit <i>j</i>
 */
record CounterStep(int[] before, int[] bits, int[] after, int[] nodes, int[] table) {

    private static final int MOST_INPUTS = 18;
    private static final int MOST_BITS = 8;
    private static final int NEVER = -1;

    /** Binary logarithm of the cases that are looked at first. */
    private static final int SAMPLE_BITS = 6;

    /** Nothing where the word is no such function. */
    static Optional<CounterStep> of(WordTables tables, int[] before, int[] after) {
        int[] nodes = Arrays.stream(before)
                .filter(literal -> literal > Netlist.TRUE)
                .map(literal -> literal & ~1)
                .distinct()
                .toArray();
        int[] bits = tables.otherInputs(after, nodes, MOST_BITS);
        if (bits.length == 0 || nodes.length + bits.length > MOST_INPUTS) {
            return Optional.empty();
        }
        int[] inputs = Word.concat(List.of(nodes, bits));
        Optional<int[]> some = tables.table(after, inputs, 1 << Math.min(SAMPLE_BITS, nodes.length));
        if (some.isEmpty() || !mayKeep(before, nodes, some.get())) {
            return Optional.empty();
        }
        return tables.table(after, inputs, 1 << inputs.length)
                .map(table -> new CounterStep(before, bits, after, nodes, table));
    }

    /** Whether the word stays what it was in two cases or more. */
    private static boolean mayKeep(int[] before, int[] nodes, int[] table) {
        int kept = 0;
        for (int index = 0; index < table.length; index++) {
            int earlier = 0;
            for (int i = 0; i < before.length; i++) {
                int at = before[i] <= Netlist.TRUE ? 0 : indexOf(nodes, before[i] & ~1);
                int bit = before[i] <= Netlist.TRUE ? before[i] : (index >>> at ^ before[i]) & 1;
                earlier |= bit << i;
            }
            kept += table[index] == earlier ? 1 : 0;
        }
        return kept > 1;
    }

    /** The value that follows where each bit is that of a mask. */
    int value(int index, int mask) {
        return table[index | mask << nodes.length];
    }

    /** The index of a value of the earlier word; -1 where it cannot have that. */
    int index(int earlier) {
        if (earlier >>> before.length != 0) {
            return NEVER;
        }
        int index = 0;
        int known = 0;
        for (int i = 0; i < before.length; i++) {
            int bit = (earlier >>> i ^ before[i]) & 1;
            if (before[i] <= Netlist.TRUE) {
                if (bit != 0) {
                    return NEVER;
                }
                continue;
            }
            int at = indexOf(nodes, before[i] & ~1);
            if ((known >>> at & 1) != 0 && (index >>> at & 1) != bit) {
                return NEVER;
            }
            known |= 1 << at;
            index |= bit << at;
        }
        return index;
    }

    private static int indexOf(int[] nodes, int literal) {
        int at = 0;
        while (nodes[at] != literal) {
            at++;
        }
        return at;
    }
}
