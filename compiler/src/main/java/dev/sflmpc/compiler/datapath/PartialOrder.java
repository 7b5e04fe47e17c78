package dev.sflmpc.compiler.datapath;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Proves places in the order for networks of any size that compare line with line, such as bubble, insertion and exchange
 * sorts: it keeps which lines are known not to be greater than which others.
 *
 * <p>After an exchange of lines p and q, with r any other: r is below the lesser if it was below both, and below the
 * greater if it was below one of them; likewise above. A line that is related to all others has its place. This proves
 * less than the zero-one principle, and no merge of sorted halves.
 *
 * <p>Where a value is compared with several others there are no lines; then only minima of minima and maxima of maxima
 * are known.
 */
final class PartialOrder {

    private final Exchanges exchanges;
    private final BitSet[] above;
    private final BitSet[] below;
    private final int[] lines;

    private PartialOrder(Exchanges exchanges) {
        this.exchanges = exchanges;
        int count = exchanges.baseCount();
        above = new BitSet[count];
        below = new BitSet[count];
        for (int i = 0; i < count; i++) {
            above[i] = new BitSet(count);
            below[i] = new BitSet(count);
        }
        lines = new int[exchanges.valueCount()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i < count ? i : Ranks.NONE;
        }
    }

    static int[] ranks(Exchanges exchanges) {
        int[] ranks = chains(exchanges);
        if (Arrays.stream(ranks).allMatch(rank -> rank != Ranks.NONE)) {
            return ranks;
        }
        int[] byLines = new PartialOrder(exchanges).ranks();
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = ranks[i] == Ranks.NONE ? byLines[i] : ranks[i];
        }
        return ranks;
    }

    /** Minima of minima and maxima of maxima over all bases. */
    private static int[] chains(Exchanges exchanges) {
        int bases = exchanges.baseCount();
        BitSet[] least = new BitSet[exchanges.valueCount()];
        BitSet[] greatest = new BitSet[exchanges.valueCount()];
        for (int i = 0; i < exchanges.valueCount(); i++) {
            least[i] = new BitSet();
            greatest[i] = new BitSet();
            if (i < bases) {
                least[i].set(i);
                greatest[i].set(i);
            } else {
                int definition = i - bases;
                BitSet[] same = exchanges.greatest()[definition] ? greatest : least;
                BitSet a = same[exchanges.lefts()[definition]];
                BitSet b = same[exchanges.rights()[definition]];
                if (!a.isEmpty() && !b.isEmpty()) {
                    same[i].or(a);
                    same[i].or(b);
                }
            }
        }
        int[] ranks = new int[exchanges.roots().length];
        for (int i = 0; i < ranks.length; i++) {
            int root = exchanges.roots()[i];
            boolean first = root != OrderGraph.NONE && least[root].cardinality() == bases;
            boolean last = root != OrderGraph.NONE && greatest[root].cardinality() == bases;
            ranks[i] = first ? 0 : last ? bases - 1 : Ranks.NONE;
        }
        return ranks;
    }

    private int[] ranks() {
        int[] ranks = new int[exchanges.roots().length];
        Arrays.fill(ranks, Ranks.NONE);
        if (!run()) {
            return ranks;
        }
        for (int i = 0; i < ranks.length; i++) {
            int line = exchanges.roots()[i] == OrderGraph.NONE
                    ? Ranks.NONE
                    : lines[exchanges.roots()[i]];
            if (line != Ranks.NONE) {
                int lesser = below[line].cardinality();
                boolean placed = lesser + above[line].cardinality() == exchanges.baseCount() - 1;
                ranks[i] = placed ? lesser : Ranks.NONE;
            }
        }
        return ranks;
    }

    /** False if a value is on no line when it is asked for. */
    private boolean run() {
        int bases = exchanges.baseCount();
        Map<Long, int[]> linesOfPairs = new HashMap<>();
        for (int i = 0; i < exchanges.lefts().length; i++) {
            int[] pair = linesOfPairs.get(exchanges.pair(i));
            if (pair == null) {
                int p = take(exchanges.lefts()[i]);
                int q = take(exchanges.rights()[i]);
                if (p == Ranks.NONE || q == Ranks.NONE) {
                    return false;
                }
                exchange(p, q);
                pair = new int[] {p, q};
                linesOfPairs.put(exchanges.pair(i), pair);
            }
            lines[bases + i] = exchanges.greatest()[i] ? pair[1] : pair[0];
        }
        return true;
    }

    private int take(int value) {
        int line = lines[value];
        lines[value] = Ranks.NONE;
        return line;
    }

    /** Line {@code p} receives the lesser word. */
    private void exchange(int p, int q) {
        BitSet aboveBoth = both(above[p], above[q]);
        BitSet belowBoth = both(below[p], below[q]);
        above[p].or(above[q]);
        below[q].or(below[p]);
        above[q] = aboveBoth;
        below[p] = belowBoth;
        relate(p, q);
        relate(q, p);
        above[p].set(q);
        below[q].set(p);
        for (int r = 0; r < above.length; r++) {
            if (r != p && r != q) {
                above[r].set(p, below[p].get(r));
                above[r].set(q, below[q].get(r));
                below[r].set(p, above[p].get(r));
                below[r].set(q, above[q].get(r));
            }
        }
    }

    private void relate(int line, int other) {
        for (BitSet set : new BitSet[] {above[line], below[line]}) {
            set.clear(line);
            set.clear(other);
        }
    }

    private static BitSet both(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }
}
