package dev.sflmpc.compiler.optimise;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values of the nodes of a {@link MutableGraph} on a few hundred inputs, the same ones at each run.
 *
 * <p>Layout: node <i>n</i> has the words {@code values[n * WORDS] ...}; bit <i>t</i> of a word is one input of the circuit.
 */
final class Samples {

    static final int WORDS = 6;

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

    /** Values of an input for one of the words: half of the words are uniform, the others have rare ones or rare zeros. */
    static long bits(SplittableRandom random, int word) {
        long bits = random.nextLong();
        return switch (word) {
            case 1 -> bits & random.nextLong() & random.nextLong();
            case 3 -> bits | random.nextLong() | random.nextLong();
            case 5 -> bits & random.nextLong() & random.nextLong() & random.nextLong() & random.nextLong();
            default -> bits;
        };
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
