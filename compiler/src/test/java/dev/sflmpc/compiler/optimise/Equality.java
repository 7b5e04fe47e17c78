package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.Simulator;
import java.util.SplittableRandom;

/** Whether two graphs compute the same: on all assignments of up to ten inputs, else on random ones. */
final class Equality {

    private static final int EXHAUSTIVE = 10;

    private Equality() {}

    static void check(String what, Graph expected, Graph actual, long seed) {
        int inputs = expected.net().inputCount();
        assertEquals(inputs, actual.net().inputCount(), what + ": inputs");
        int rounds = inputs <= EXHAUSTIVE ? Math.max(1, 1 << inputs >> Spectra.VARIABLES) : 16;
        SplittableRandom random = new SplittableRandom(seed);
        long[] values = new long[inputs];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < inputs; i++) {
                values[i] = inputs <= EXHAUSTIVE ? counted(i, round) : random.nextLong();
            }
            compare(what + ", seed " + seed, expected, actual, values);
        }
    }

    private static long counted(int input, int round) {
        return input < Spectra.VARIABLES
                ? Spectra.variable(input)
                : -(long) (round >>> (input - Spectra.VARIABLES) & 1);
    }

    private static void compare(String what, Graph expected, Graph actual, long[] values) {
        Simulator a = Simulator.run(expected.net(), values);
        Simulator b = Simulator.run(actual.net(), values);
        for (int i = 0; i < expected.inputs().length; i++) {
            assertEquals(a.value(expected.inputs()[i]), b.value(actual.inputs()[i]), what + ": input " + i);
        }
        for (int i = 0; i < expected.outputs().length; i++) {
            assertEquals(a.value(expected.outputs()[i]), b.value(actual.outputs()[i]), what + ": output " + i);
        }
    }
}
