package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.compiler.netlist.Simulator;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values of a graph's nodes on some inputs, the same ones at each run, as hashes by which functions of other nodes are
 * found again.
 *
 * <p>Hashes are linear over GF(2): that of an XOR is the XOR of the hashes. A function and its complement are the same.
 */
final class SampledValues {

    static final int WORDS = 2 * Samples.WORDS;

    private static final long SEED = 0x5A_3D;
    private static final long ALL = hash(ones());

    private final long[][] inputs;
    private final LongTable known;
    private final LongTable firsts;

    SampledValues(Graph graph) {
        Netlist net = graph.net();
        inputs = new long[net.inputCount()][WORDS];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int w = 0; w < WORDS; w++) {
            for (long[] input : inputs) {
                input[w] = w % 2 == 0 ? random.nextLong() : Samples.bits(random, w / 2);
            }
        }
        known = new LongTable(net.nodeCount());
        firsts = new LongTable(net.nodeCount());
        long[][] values = new long[WORDS][net.nodeCount()];
        for (int w = 0; w < WORDS; w++) {
            long[] word = new long[inputs.length];
            for (int i = 0; i < word.length; i++) {
                word[i] = inputs[i][w];
            }
            Simulator simulator = Simulator.run(net, word);
            for (int node = 1; node < net.nodeCount(); node++) {
                values[w][node] = simulator.value(2 * node);
            }
        }
        long[] one = new long[WORDS];
        for (int node = 1; node < net.nodeCount(); node++) {
            for (int w = 0; w < WORDS; w++) {
                one[w] = values[w][node];
            }
            known.add(canonical(hash(one), (one[0] & 1) != 0));
            firsts.add(positive(one[0]));
        }
    }

    long[] input(int index) {
        return inputs[index];
    }

    static long[] ones() {
        long[] ones = new long[WORDS];
        Arrays.fill(ones, -1);
        return ones;
    }

    static long hash(long[] values) {
        long h = 0;
        for (long value : values) {
            h ^= h << 13;
            h ^= h >>> 7;
            h ^= h << 17;
            h ^= value;
        }
        return h;
    }

    /** Whether a node or its complement has these values; {@code first} is the first of them. */
    boolean contains(long hash, boolean first) {
        return known.contains(canonical(hash, first));
    }

    /** False when no node or complement has these as the first word of its values. */
    boolean mayContain(long first) {
        return firsts.contains(positive(first));
    }

    private static long positive(long word) {
        return word ^ -(word & 1);
    }

    /** How many functions of the other netlist, on the same inputs, are not among those of this one. */
    int missing(SampledValues other) {
        return other.known.countOutside(known);
    }

    /** How many functions there are. */
    int count() {
        return known.count();
    }

    private static long canonical(long hash, boolean first) {
        return first ? hash ^ ALL : hash;
    }
}
