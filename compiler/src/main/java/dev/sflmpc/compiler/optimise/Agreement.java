package dev.sflmpc.compiler.optimise;

import dev.sflmpc.compiler.netlist.Simulator;
import java.util.SplittableRandom;

/**
 * Whether two netlists agree on a few hundred inputs, the same ones at each run: a net below the passes, each of which is
 * sound by itself.
 */
final class Agreement {

    private static final long SEED = 0x5F1;

    /** Inputs are 1 with the probabilities 1/2, 1/2, 1/8, 7/8, 1/64, 63/64: rare ones and zeros make carries travel far. */
    private static final int[] RARITIES = {0, 0, 3, -3, 6, -6};

    private Agreement() {}

    /** Compares the same outputs; input {@code i} of one netlist is input {@code i} of the other. */
    static boolean holds(Graph a, Graph b) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int rarity : RARITIES) {
            long[] inputs = new long[a.net().inputCount()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = rarity < 0 ? ~rare(random, -rarity) : rare(random, rarity);
            }
            Simulator first = Simulator.run(a.net(), inputs);
            Simulator second = Simulator.run(b.net(), inputs);
            for (int i = 0; i < a.outputs().length; i++) {
                if (first.value(a.outputs()[i]) != second.value(b.outputs()[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Bits that are 1 once in 2^rarity, or every other time for 0. */
    private static long rare(SplittableRandom random, int rarity) {
        long bits = random.nextLong();
        for (int i = 1; i < rarity; i++) {
            bits &= random.nextLong();
        }
        return bits;
    }
}
