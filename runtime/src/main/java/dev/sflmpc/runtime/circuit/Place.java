package dev.sflmpc.runtime.circuit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code length} consecutive bits of a call come from or go to.
 *
 * <p>With loop counters {@code k0, k1, …} (outermost first), {@code at = base + strides[0]*k0 + strides[1]*k1 + …}.
 * {@code strides} has at most as many entries as there are loops around the call, and does not end in 0.
 */
public sealed interface Place {

    int length();

    long base();

    long[] strides();

    /** The wires of wire memory from address {@code at}. */
    record Wires(long base, int length, long[] strides) implements Place {
        public Wires {
            strides = withoutTrailingZeros(strides);
        }

        public Wires(long base, int length) {
            this(base, length, new long[0]);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wires(long b, int n, long[] s)
                    && base == b
                    && length == n
                    && Arrays.equals(strides, s);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(strides) + 31 * (int) base + length;
        }
    }

    /**
     * The lowest {@code length} bits of the number {@code at} itself in two's complement, least significant first: a
     * public value that both parties know. Only as an input.
     */
    record Number(long base, int length, long[] strides) implements Place {
        public Number {
            strides = withoutTrailingZeros(strides);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Number(long b, int n, long[] s)
                    && base == b
                    && length == n
                    && Arrays.equals(strides, s);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(strides) + 31 * (int) base + length + 1;
        }
    }

    /** {@code at}, given the counters of the loops around the call; entries past the loops' number are ignored. */
    default long at(long[] counters) {
        long at = base();
        long[] strides = strides();
        for (int loop = 0; loop < strides.length; loop++) {
            at += strides[loop] * counters[loop];
        }
        return at;
    }

    private static long[] withoutTrailingZeros(long[] strides) {
        int length = strides.length;
        while (length > 0 && strides[length - 1] == 0) {
            length--;
        }
        return length == strides.length ? strides : Arrays.copyOf(strides, length);
    }
}
