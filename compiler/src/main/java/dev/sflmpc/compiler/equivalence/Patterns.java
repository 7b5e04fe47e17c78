package dev.sflmpc.compiler.equivalence;

import java.util.SplittableRandom;

/**
 * Inputs to try, 64 at a time: bit <i>t</i> of each long belongs to input <i>t</i>.
 *
 * <p>Uniform inputs alone hardly ever meet equal operands, small numbers or long carries, so batches take turns: uniform;
 * mostly zeros; mostly ones; numbers of random lengths; values that repeat those before them but for a few bits, or in part.
 */
final class Patterns {

    private final SplittableRandom random;
    private final int[] widths;
    private int batch;

    /** @param widths of the values that the inputs are, in order */
    Patterns(long seed, int[] widths) {
        this.random = new SplittableRandom(seed);
        this.widths = widths;
    }

    void next(long[] inputs) {
        int kind = batch++ % 6;
        int at = 0;
        int before = 0;
        for (int width : widths) {
            for (int i = 0; i < width; i++) {
                inputs[at + i] = random.nextLong();
            }
            switch (kind) {
                case 1 -> thin(inputs, at, width, 0);
                case 2 -> thin(inputs, at, width, -1);
                case 3 -> shorten(inputs, at, width);
                case 4 -> repeat(inputs, before, at, width);
                case 5 -> repeatPart(inputs, before, at, width);
                default -> {}
            }
            before = at;
            at += width;
        }
    }

    private void thin(long[] inputs, int at, int width, long background) {
        for (int i = at; i < at + width; i++) {
            long rare = inputs[i] & random.nextLong() & random.nextLong() & random.nextLong();
            inputs[i] = background ^ rare;
        }
    }

    /** Bits at and above a random place are all alike. */
    private void shorten(long[] inputs, int at, int width) {
        for (int lane = 0; lane < Long.SIZE; lane++) {
            int length = random.nextInt(width + 1);
            long high = random.nextBoolean() ? 1L << lane : 0;
            for (int i = at + length; i < at + width; i++) {
                inputs[i] = inputs[i] & ~(1L << lane) | high;
            }
        }
    }

    private void repeat(long[] inputs, int before, int at, int width) {
        if (before == at) {
            return;
        }
        for (int i = 0; i < Math.min(width, at - before); i++) {
            long rare = inputs[at + i] & random.nextLong() & random.nextLong() & random.nextLong() & random.nextLong();
            inputs[at + i] = inputs[before + i] ^ (rare & 0xFFFFFFFFL);
        }
    }

    /** The bits from a random place on, or those before it, are those of the value before. */
    private void repeatPart(long[] inputs, int before, int at, int width) {
        int common = Math.min(width, at - before);
        for (int lane = 0; lane < Long.SIZE && common > 0; lane++) {
            int place = random.nextInt(common + 1);
            boolean upper = random.nextBoolean();
            long mask = 1L << lane;
            for (int i = upper ? place : 0; i < (upper ? common : place); i++) {
                inputs[at + i] = inputs[at + i] & ~mask | inputs[before + i] & mask;
            }
        }
    }
}
