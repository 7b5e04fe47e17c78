package dev.sflmpc.compiler.datapath;

import java.util.Arrays;

/**
 * Proves which place of the order of the bases a value has, whatever the bases are.
 *
 * <p>Up to {@value #MOST_BY_ZERO_ONE} bases by the zero-one principle (Knuth, The Art of Computer Programming 3, 5.3.4):
 * minima and maxima commute with thresholds, so a value is the word at a place if it is so for all zeros and ones. With
 * more bases, by {@link PartialOrder}.
 */
final class Ranks {

    static final int NONE = -1;

    private static final int MOST_BY_ZERO_ONE = 24;
    private static final long MOST_STEPS = 1L << 27;

    private static final long[] LOW = {
        0xAAAAAAAAAAAAAAAAL,
        0xCCCCCCCCCCCCCCCCL,
        0xF0F0F0F0F0F0F0F0L,
        0xFF00FF00FF00FF00L,
        0xFFFF0000FFFF0000L,
        0xFFFFFFFF00000000L
    };

    private final Exchanges exchanges;
    private final long[] values;

    private Ranks(Exchanges exchanges) {
        this.exchanges = exchanges;
        values = new long[exchanges.valueCount()];
    }

    /** For each root its place among all bases, 0 being the least; {@link #NONE} where none was proved. */
    static int[] of(Exchanges exchanges) {
        int bases = exchanges.baseCount();
        if (bases <= MOST_BY_ZERO_ONE && (long) exchanges.valueCount() << Math.max(0, bases - 6) <= MOST_STEPS) {
            return new Ranks(exchanges).byZeroOne();
        }
        return PartialOrder.ranks(exchanges);
    }

    private int[] byZeroOne() {
        int bases = exchanges.baseCount();
        int[] ranks = candidates();
        int free = Math.min(bases, 6);
        long[] atLeast = atLeast(free);
        for (long high = 0; high < 1L << bases - free; high++) {
            for (int i = 0; i < bases; i++) {
                values[i] = i < free ? LOW[i] : -(high >>> i - free & 1);
            }
            evaluate();
            int ones = Long.bitCount(high);
            for (int i = 0; i < ranks.length; i++) {
                // the word at place k is 1 if at least bases - k words are
                int missing = Math.clamp(bases - ranks[i] - ones, 0, free + 1);
                if (ranks[i] != NONE && values[exchanges.roots()[i]] != atLeast[missing]) {
                    ranks[i] = NONE;
                }
            }
        }
        return ranks;
    }

    /** The only places possible: those for which the values are right when the first bases are zeros, the last ones. */
    private int[] candidates() {
        int bases = exchanges.baseCount();
        int[] ranks = new int[exchanges.roots().length];
        Arrays.fill(ranks, NONE);
        for (int ones = bases; ones > 0; ones--) {
            for (int i = 0; i < bases; i++) {
                values[i] = i < ones ? -1 : 0;
            }
            evaluate();
            for (int i = 0; i < ranks.length; i++) {
                int root = exchanges.roots()[i];
                if (root != OrderGraph.NONE && values[root] != 0) {
                    ranks[i] = bases - ones;
                }
            }
        }
        return ranks;
    }

    private void evaluate() {
        int bases = exchanges.baseCount();
        for (int i = 0; i < exchanges.lefts().length; i++) {
            long a = values[exchanges.lefts()[i]];
            long b = values[exchanges.rights()[i]];
            values[bases + i] = exchanges.greatest()[i] ? a | b : a & b;
        }
    }

    /** Entry {@code k}: which of 64 assignments have at least {@code k} ones among the first {@code count} variables. */
    private static long[] atLeast(int count) {
        long[] atLeast = new long[count + 2];
        for (int t = 0; t < 64; t++) {
            int ones = 0;
            for (int i = 0; i < count; i++) {
                ones += (int) (LOW[i] >>> t & 1);
            }
            for (int k = 0; k <= ones; k++) {
                atLeast[k] |= 1L << t;
            }
        }
        return atLeast;
    }
}
