package dev.sflmpc.compiler.elaborate;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last sums of a segment, so that one which differs from them in a few words can build upon them: sums over a window that
 * moves, partial sums, neighbours in a grid.
 */
final class EarlierSums {

    /** Sums that are remembered. */
    private static final int MOST = 32;

    /** Sums of fewer words are not worth a search, those of more take too long to compare. */
    static final int LEAST_WORDS = 3;

    private static final int MOST_WORDS = 256;

    /**
     * A sum that has gates.
     *
     * @param multiples its words, without the zeros above them, and their factors
     * @param constant what it adds besides
     * @param isExact whether it and all its words are the numbers that their bits say, so that it holds in any width
     * @param bits modulo 2^their number
     */
    record Earlier(Map<Literals, BigInteger> multiples, BigInteger constant, boolean isExact, int[] bits) {}

    private final Deque<Earlier> sums = new ArrayDeque<>();

    EarlierSums copy() {
        EarlierSums copy = new EarlierSums();
        copy.sums.addAll(sums);
        return copy;
    }

    /** Remembers a sum, and forgets the oldest if there are many. */
    void note(Earlier sum) {
        if (sum.multiples().size() >= LEAST_WORDS - 1 && sum.multiples().size() <= MOST_WORDS) {
            sums.addFirst(sum);
            if (sums.size() > MOST) {
                sums.removeLast();
            }
        }
    }

    /** The latest sum that differs in the fewest words, if those are fewer than the words themselves less the first. */
    @Nullable
    Earlier nearest(Map<Literals, BigInteger> multiples, int width) {
        Earlier nearest = null;
        int least = multiples.size() - 1;
        if (multiples.size() < LEAST_WORDS || multiples.size() > MOST_WORDS) {
            return null;
        }
        for (Earlier sum : sums) {
            boolean isWideEnough = sum.isExact() || sum.bits().length >= width;
            int words = isWideEnough ? differing(multiples, sum.multiples(), least) : least;
            if (words < least) {
                nearest = sum;
                least = words;
            }
        }
        return nearest;
    }

    /** How many words {@link #difference} has, or {@code enough} if it has as many. */
    private static int differing(Map<Literals, BigInteger> wanted, Map<Literals, BigInteger> known, int enough) {
        int words = 0;
        for (Map.Entry<Literals, BigInteger> word : wanted.entrySet()) {
            boolean isSame = word.getValue().equals(known.getOrDefault(word.getKey(), BigInteger.ZERO));
            words += isSame ? 0 : 1;
            if (words == enough) {
                return enough;
            }
        }
        for (Map.Entry<Literals, BigInteger> word : known.entrySet()) {
            boolean isMissing = word.getValue().signum() != 0 && !wanted.containsKey(word.getKey());
            words += isMissing ? 1 : 0;
            if (words == enough) {
                return enough;
            }
        }
        return words;
    }

    /** What is to be added to one sum of words to get another. */
    static Map<Literals, BigInteger> difference(Map<Literals, BigInteger> wanted, Map<Literals, BigInteger> known) {
        Set<Literals> words = new LinkedHashSet<>(wanted.keySet());
        words.addAll(known.keySet());
        Map<Literals, BigInteger> difference = new LinkedHashMap<>();
        for (Literals word : words) {
            BigInteger factor =
                    wanted.getOrDefault(word, BigInteger.ZERO).subtract(known.getOrDefault(word, BigInteger.ZERO));
            if (factor.signum() != 0) {
                difference.put(word, factor);
            }
        }
        return difference;
    }
}
