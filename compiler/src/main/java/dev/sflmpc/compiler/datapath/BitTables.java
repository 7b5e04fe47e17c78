package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Arrays;
import dev.sflmpc.compiler.arithmetic.BitCount;
import dev.sflmpc.compiler.arithmetic.Cheapest;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.netlist.DecisionDiagrams;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Functions of n bits that are tables of n + 1 entries: of the place of the first bit that is set (or not set), entry n where
 * there is none, or of the number of bits that are set.
 */
final class BitTables {

    private BitTables() {}

    /** What decides. */
    enum Kind implements BitDecision {
        FIRST_ONE,
        FIRST_ZERO,
        COUNT;

        @Override
        public int @Nullable [] table(DecisionDiagrams diagrams, int function, int bits) {
            return switch (this) {
                case FIRST_ONE -> ofFirst(diagrams, function, bits, true);
                case FIRST_ZERO -> ofFirst(diagrams, function, bits, false);
                case COUNT -> ofCount(diagrams, function, bits);
            };
        }

        @Override
        public int[] build(Netlist net, int[] word, List<int[]> tables) {
            return switch (this) {
                case FIRST_ONE -> byFirst(net, word, tables, true);
                case FIRST_ZERO -> byFirst(net, word, tables, false);
                case COUNT -> byCount(net, word, tables);
            };
        }
    }

    /** The table by the first bit that is {@code hit}; null where that does not decide. */
    private static int @Nullable [] ofFirst(DecisionDiagrams diagrams, int function, int bits, boolean hit) {
        int rest = function;
        int[] table = new int[bits + 1];
        for (int place = 0; place < bits; place++) {
            int decided = rest == DecisionDiagrams.NONE ? rest : diagrams.cofactor(rest, place, hit);
            if (decided != Netlist.FALSE && decided != Netlist.TRUE) {
                return null;
            }
            table[place] = decided;
            rest = diagrams.cofactor(rest, place, !hit);
        }
        table[bits] = rest;
        return table;
    }

    /** The table by the number of ones; null where their places matter. */
    private static int @Nullable [] ofCount(DecisionDiagrams diagrams, int function, int bits) {
        if (function == DecisionDiagrams.NONE) {
            return null;
        }
        int[] byCount = {function};
        for (int place = 0; place < bits; place++) {
            int[] next = new int[place + 2];
            next[0] = diagrams.cofactor(byCount[0], place, false);
            for (int ones = 0; ones <= place; ones++) {
                next[ones + 1] = diagrams.cofactor(byCount[ones], place, true);
                if (ones < place && next[ones + 1] != diagrams.cofactor(byCount[ones + 1], place, false)) {
                    return null;
                }
            }
            byCount = next;
        }
        return byCount;
    }

    /** The entries at the place of the first bit that is {@code hit}: the ANDs of prefixes, n − 1 for all tables. */
    private static int[] byFirst(Netlist net, int[] bits, List<int[]> tables, boolean hit) {
        int[] entries = new int[tables.size()];
        for (int t = 0; t < entries.length; t++) {
            entries[t] = tables.get(t)[0];
        }
        int none = Netlist.TRUE;
        for (int place = 0; place < bits.length; place++) {
            none = net.and(none, bits[place] ^ (hit ? 1 : 0));
            for (int t = 0; t < entries.length; t++) {
                int[] table = tables.get(t);
                entries[t] = net.xor(entries[t], table[place] == table[place + 1] ? Netlist.FALSE : none);
            }
        }
        return entries;
    }

    /** The entries at the number of ones, which is counted once. */
    private static int[] byCount(Netlist net, int[] bits, List<int[]> tables) {
        int[] count = BitCount.popcount(net, bits);
        return tables.stream().mapToInt(table -> entry(net, count, table)).toArray();
    }

    private static int entry(Netlist net, int[] count, int[] table) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> new int[] {affine(net, count, table)});
        ways.add(() -> new int[] {byThresholds(net, count, table)});
        ways.add(() -> Arrays.readWithin(net, entries(table), count, 0));
        if (affine(net, count, table) == DecisionDiagrams.NONE) {
            ways.removeFirst();
        }
        return Cheapest.of(net, ways)[0];
    }

    private static int[][] entries(int[] table) {
        int[][] entries = new int[table.length][];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new int[] {table[i]};
        }
        return entries;
    }

    /** A sum of bits of the index and a constant, where the table is one. */
    private static int affine(Netlist net, int[] index, int[] table) {
        int mask = 0;
        int sum = table[0];
        for (int bit = 0; 1 << bit < table.length; bit++) {
            if (table[1 << bit] != table[0]) {
                mask |= 1 << bit;
                sum = net.xor(sum, index[bit]);
            }
        }
        for (int i = 0; i < table.length; i++) {
            if (table[i] != (table[0] ^ Integer.bitCount(i & mask) & 1)) {
                return DecisionDiagrams.NONE;
            }
        }
        return sum;
    }

    /** A sum of comparisons with the indices at which the table changes; one entry by itself is one equality. */
    private static int byThresholds(Netlist net, int[] index, int[] table) {
        int sum = table[0];
        for (int i = 1; i < table.length; i++) {
            if (table[i] != table[i - 1]) {
                boolean alone = i + 1 < table.length && table[i + 1] == table[i - 1];
                int change = alone
                        ? Comparator.equal(net, index, constant(i, index.length))
                        : Comparator.less(net, index, constant(i, index.length), false) ^ 1;
                sum = net.xor(sum, change);
                i += alone ? 1 : 0;
            }
        }
        return sum;
    }

    private static int[] constant(int value, int width) {
        int[] bits = new int[width];
        for (int i = 0; i < width; i++) {
            bits[i] = value >>> i & 1;
        }
        return bits;
    }
}
