package dev.sflmpc.compiler.optimise;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values of the nodes of a {@link MutableGraph} on a few hundred inputs, the same ones at each run.
 *
 * <p>Layout: node <i>n</i> has the words {@code values[n * WORDS] ...}; bit <i>t</i> of a word is one input of the circuit.
 */
final class Samples {

    static final int WORDS = 8;

    /** A word's inputs are 1 once in 2^r, or 0 once in 2^-r: at the end of a long chain only rare ones leave anything open. */
    private static final int[] RARITIES = {1, 3, 1, -3, 5, -5, 8, -8};

    private static final long SEED = 0xD0_47;

    private final MutableGraph graph;
    private final RankQueue queue;
    private long[] values;

    Samples(MutableGraph graph) {
        this.graph = graph;
        queue = new RankQueue(graph, false);
        values = new long[graph.count() * WORDS];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int node = 1; node < graph.count(); node++) {
            if (graph.isGate(node)) {
                compute(node);
            } else {
                for (int w = 0; w < WORDS; w++) {
                    values[node * WORDS + w] = bits(random, w);
                }
            }
        }
    }

    /** Values of an input for one of the words. */
    static long bits(SplittableRandom random, int word) {
        long bits = random.nextLong();
        for (int i = 1; i < Math.abs(RARITIES[word]); i++) {
            bits &= random.nextLong();
        }
        return RARITIES[word] < 0 ? ~bits : bits;
    }

    long word(int node, int w) {
        return values[node * WORDS + w];
    }

    /** The value of a literal of a node. */
    long literal(int literal, int w) {
        return values[(literal >>> 1) * WORDS + w] ^ -(long) (literal & 1);
    }

    /** Takes note of gates that were made, in the order of their numbers. */
    void extend(int from) {
        if (graph.count() * WORDS > values.length) {
            values = Arrays.copyOf(values, 2 * graph.count() * WORDS);
        }
        for (int node = from; node < graph.count(); node++) {
            compute(node);
        }
    }

    /** Takes note of a gate that is defined anew. */
    void update(int changed) {
        queue.add(changed);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            if (compute(node)) {
                for (int use = graph.firstUse(node); use != MutableGraph.NONE; use = graph.nextUse(use)) {
                    queue.add(use >>> 1);
                }
            }
        }
    }

    private boolean compute(int node) {
        boolean changed = false;
        for (int w = 0; w < WORDS; w++) {
            long a = literal(graph.left(node), w);
            long b = literal(graph.right(node), w);
            long value = graph.isAnd(node) ? a & b : a ^ b;
            changed |= value != values[node * WORDS + w];
            values[node * WORDS + w] = value;
        }
        return changed;
    }
}
