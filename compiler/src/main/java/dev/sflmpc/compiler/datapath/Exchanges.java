package dev.sflmpc.compiler.datapath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies between some words and the bases they depend on, numbered anew: value {@code i} is base {@code i}, and after
 * the {@code bases} values come the defined ones, operands first. Extrema with the least or greatest constant are gone.
 *
 * @param bases the words of the bases in the graph
 * @param lefts the operand of value {@code bases.length + i}
 * @param rights the other operand
 * @param greatest whether it is the greater one
 * @param roots the values of the words asked for, {@link OrderGraph#NONE} for constants
 * @param simplified whether an extremum was gone
 */
record Exchanges(int[] bases, int[] lefts, int[] rights, boolean[] greatest, int[] roots, boolean simplified) {

    private static final int LEAST = -2;
    private static final int GREATEST = -3;

    int baseCount() {
        return bases.length;
    }

    int valueCount() {
        return bases.length + lefts.length;
    }

    /** How many different pairs are compared. */
    int pairCount() {
        Set<Long> pairs = new HashSet<>();
        for (int i = 0; i < lefts.length; i++) {
            pairs.add(pair(i));
        }
        return pairs.size();
    }

    /** The same number for the same two operands. */
    long pair(int definition) {
        long low = Math.min(lefts[definition], rights[definition]);
        return low << 32 | Math.max(lefts[definition], rights[definition]);
    }

    /** All below the given words of a graph, down to its bases. */
    static Exchanges below(OrderGraph graph, List<Integer> words) {
        Set<Integer> met = new HashSet<>(words);
        List<Integer> all = new ArrayList<>(met);
        for (int i = 0; i < all.size(); i++) {
            int word = all.get(i);
            if (graph.isDefined(word)) {
                for (int operand : new int[] {graph.left(word), graph.right(word)}) {
                    if (met.add(operand)) {
                        all.add(operand);
                    }
                }
            }
        }
        all.sort(Comparator.<Integer>comparingInt(graph::top).thenComparingInt(word -> word));
        return new Numbering(graph, all).exchanges(words);
    }

    private static final class Numbering {
        private final OrderGraph graph;
        private final List<Integer> ascending;
        private final Map<Integer, Integer> values = new HashMap<>();
        private final List<Integer> bases = new ArrayList<>();
        private int[] lefts;
        private int[] rights;
        private boolean[] greatest;
        private int count;
        private boolean simplified;

        Numbering(OrderGraph graph, List<Integer> ascending) {
            this.graph = graph;
            this.ascending = ascending;
            lefts = new int[ascending.size()];
            rights = new int[ascending.size()];
            greatest = new boolean[ascending.size()];
        }

        Exchanges exchanges(List<Integer> words) {
            for (int word : ascending) {
                if (!graph.isDefined(word)) {
                    base(word);
                }
            }
            for (int word : ascending) {
                if (graph.isDefined(word)) {
                    values.put(word, value(word));
                }
            }
            lefts = Arrays.copyOf(lefts, count);
            rights = Arrays.copyOf(rights, count);
            greatest = Arrays.copyOf(greatest, count);
            int[] roots = words.stream()
                    .mapToInt(word -> Math.max(OrderGraph.NONE, of(word)))
                    .toArray();
            int[] numbers = bases.stream().mapToInt(word -> word).toArray();
            return new Exchanges(numbers, lefts, rights, greatest, roots, simplified);
        }

        private void base(int word) {
            if (graph.isLimit(word, false)) {
                values.put(word, LEAST);
            } else if (graph.isLimit(word, true)) {
                values.put(word, GREATEST);
            } else {
                values.put(word, bases.size());
                bases.add(word);
            }
        }

        private int value(int word) {
            int a = of(graph.left(word));
            int b = of(graph.right(word));
            boolean takesGreatest = graph.isGreatest(word);
            if (a < 0 || b < 0 || a == b) {
                simplified = true;
                int absorbing = takesGreatest ? GREATEST : LEAST;
                return a == absorbing || b == absorbing ? absorbing : Math.max(a, b);
            }
            lefts[count] = a;
            rights[count] = b;
            greatest[count] = takesGreatest;
            return bases.size() + count++;
        }

        private int of(int word) {
            Integer value = values.get(word);
            if (value == null) {
                throw new IllegalStateException("a word comes before its operands");
            }
            return value;
        }
    }
}
