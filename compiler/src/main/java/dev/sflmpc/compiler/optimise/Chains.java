package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sequences of pairs of literals, the lowest bits first, each of which is kept once.
 *
 * <p>Layout: chain <i>i</i> is chain {@code before[i]} followed by the pair {@code low[i]}, {@code high[i]}; chain 0 is
 * empty. A pair of a bit and the constant 0 only stops carries. {@code sum[i]} and {@code looseSum[i]} are sums of the hashes of its pairs.
 */
final class Chains {

    static final int EMPTY = 0;

    private record Link(int before, int low, int high) {}

    private final Map<Link, Integer> known = new HashMap<>();
    private int[] before = new int[1 << 10];
    private int[] low = new int[1 << 10];
    private int[] high = new int[1 << 10];
    private int[] length = new int[1 << 10];
    private int[] rank = new int[1 << 10];
    private long[] sum = new long[1 << 10];
    private long[] looseSum = new long[1 << 10];
    private int count = 1;
    private long budget;

    /** Chains with at most so many steps of joining. */
    Chains(long budget) {
        this.budget = budget;
    }

    int before(int chain) {
        return before[chain];
    }

    int low(int chain) {
        return low[chain];
    }

    int high(int chain) {
        return high[chain];
    }

    int length(int chain) {
        return length[chain];
    }

    /** How many pairs are not of one bit and the constant 0. */
    int rank(int chain) {
        return rank[chain];
    }

    /** The sum of the hashes of the pairs, without those of one bit and the constant 0. */
    long sum(int chain, boolean loose) {
        return loose ? looseSum[chain] : sum[chain];
    }

    int count() {
        return count;
    }

    int append(int chain, int a, int b) {
        budget--;
        Link link = new Link(chain, Math.min(a, b), Math.max(a, b));
        return known.computeIfAbsent(link, this::add);
    }

    private int add(Link link) {
        if (count == before.length) {
            before = Arrays.copyOf(before, 2 * count);
            low = Arrays.copyOf(low, 2 * count);
            high = Arrays.copyOf(high, 2 * count);
            length = Arrays.copyOf(length, 2 * count);
            rank = Arrays.copyOf(rank, 2 * count);
            sum = Arrays.copyOf(sum, 2 * count);
            looseSum = Arrays.copyOf(looseSum, 2 * count);
        }
        before[count] = link.before;
        low[count] = link.low;
        high[count] = link.high;
        boolean zero = link.low == Netlist.FALSE;
        length[count] = length[link.before] + 1;
        rank[count] = rank[link.before] + (zero ? 0 : 1);
        sum[count] = sum[link.before] + (zero ? 0 : hash(link.low, link.high, false));
        looseSum[count] = looseSum[link.before] + (zero ? 0 : hash(link.low, link.high, true));
        return count++;
    }

    /**
     * The pairs of both, those of {@code upper} last; {@link #EMPTY} when the steps are used up. A bit whose pair with 0
     * is in {@code upper} need not be at the end of {@code lower} as well, for it stops the same carries.
     */
    int join(int lower, int upper) {
        if (budget < length[upper]) {
            return EMPTY;
        }
        int[] order = new int[length[upper]];
        Set<Integer> stops = new HashSet<>();
        int place = order.length;
        for (int chain = upper; chain != EMPTY; chain = before[chain]) {
            order[--place] = chain;
            if (low[chain] == Netlist.FALSE) {
                stops.add(high[chain]);
            }
        }
        int joined = lower;
        while (joined != EMPTY && low[joined] == Netlist.FALSE && stops.contains(high[joined])) {
            joined = before[joined];
        }
        for (int chain : order) {
            joined = append(joined, low[chain], high[chain]);
        }
        return joined;
    }

    /** Whether the bits that stop carries in one chain all stop those that come out of another at its end. */
    boolean endsWithStopsOf(int lower, int upper) {
        if (rank[upper] == length[upper]) {
            return true;
        }
        Set<Integer> stops = new HashSet<>();
        for (int chain = lower; chain != EMPTY && low[chain] == Netlist.FALSE; chain = before[chain]) {
            stops.add(high[chain]);
        }
        for (int chain = upper; chain != EMPTY; chain = before[chain]) {
            if (low[chain] == Netlist.FALSE && !stops.contains(high[chain])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The hash of a pair.
     *
     * @param loose whether the pair of the two complements has the same
     */
    static long hash(int a, int b, boolean loose) {
        int turn = loose ? Math.min(a, b) & 1 : 0;
        long pair = (long) (Math.max(a, b) ^ turn) << 32 | Math.min(a, b) ^ turn;
        long h = (pair + 1) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
        return h ^ h >>> 31;
    }
}
