package dev.sflmpc.runtime.garble;

/** Multiples of an element of GF(2^128) modulo x^128 + x^7 + x^2 + x + 1. */
final class Tweaks {

    private static final long REDUCTION = 0x87;

    private Tweaks() {}

    /** {@code 0 · s, 1 · s, …, (count - 1) · s}, two longs each, low word first; bit i of the index stands for x^i. */
    static long[] multiples(long low, long high, int count) {
        long[] multiples = new long[2 * count];
        multiples[2] = low;
        multiples[3] = high;
        for (int t = 2; t < count; t++) {
            long halfLow = multiples[t & ~1];
            long halfHigh = multiples[(t & ~1) + 1];
            long odd = -(t & 1L);
            multiples[2 * t] = (halfLow << 1) ^ (REDUCTION & (halfHigh >> 63)) ^ (low & odd);
            multiples[2 * t + 1] = ((halfHigh << 1) | (halfLow >>> 63)) ^ (high & odd);
        }
        return multiples;
    }

    /** {@code s}, twice, then {@code 0 · s, 2 · s, …, 2(count - 1) · s}: what {@link Kernels} want. */
    static long[] even(long low, long high, int count) {
        long[] all = multiples(low, high, 2 * count);
        long[] even = new long[Kernels.FIRST_TWEAK + 2 * count];
        for (int i = 0; i < 2; i++) {
            even[2 * i] = low;
            even[2 * i + 1] = high;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, 4 * i, even, Kernels.FIRST_TWEAK + 2 * i, 2);
        }
        return even;
    }
}
