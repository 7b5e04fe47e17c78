package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.Differences.Bounds;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which differences of a word from its pivot occur together with which of a neighbour from the same pivot.
 *
 * @param pairs {@code [difference of the word, difference of the neighbour]}
 */
record Joint(Set<Pair> pairs) {

    record Pair(int word, int neighbour) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byWord = Integer.compare(word, other.word);
            return byWord != 0 ? byWord : Integer.compare(neighbour, other.neighbour);
        }
    }

    Joint() {
        this(new TreeSet<>());
    }

    /** The word less the neighbour. */
    Bounds bounds() {
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (Pair pair : pairs) {
            min = Math.min(min, pair.word - pair.neighbour);
            max = Math.max(max, pair.word - pair.neighbour);
        }
        return new Bounds(min, max);
    }
}
