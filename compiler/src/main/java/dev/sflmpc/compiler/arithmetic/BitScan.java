package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * The first set bit of a word, from either end: the priority encoder.
 *
 * <p>n - 1 AND gates for a word of n bits, all of them the ORs of its prefixes. A prefix differs from the next one at
 * the first set bit only, so that the one-hot form costs nothing more; at most one of its bits is set, so that the
 * position in binary is an XOR of them.
 */
public final class BitScan {

    private BitScan() {}

    /** Number of zeros above the highest set bit, n for zero, in {@code floor(log2 n) + 1} bits. */
    public static int[] leadingZeros(Netlist net, int[] a) {
        return FirstOne.fromTop(net, a).distanceOrWidth(net);
    }

    /** Number of zeros below the lowest set bit, n for zero, in {@code floor(log2 n) + 1} bits. */
    public static int[] trailingZeros(Netlist net, int[] a) {
        return FirstOne.fromBottom(net, a).distanceOrWidth(net);
    }

    /** The highest set bit alone. */
    public static int[] highestOne(Netlist net, int[] a) {
        return Words.reverse(FirstOne.fromTop(net, a).hot());
    }

    /** The lowest set bit alone. */
    public static int[] lowestOne(Netlist net, int[] a) {
        return FirstOne.fromBottom(net, a).hot();
    }

    /** Position of the highest set bit, all ones (-1) for zero, in {@code floor(log2 n) + 1} bits. */
    public static int[] highestPosition(Netlist net, int[] a) {
        FirstOne first = FirstOne.fromTop(net, a);
        int[] hot = Words.reverse(first.hot());
        return Words.xorEach(net, FirstOne.binary(net, hot, FirstOne.bitsFor(a.length)), first.any() ^ 1);
    }

    /**
     * The first set bit in some direction.
     *
     * @param hot in that direction: entry i is set when i bits before it are zero and bit i is set
     * @param any whether any bit is set
     */
    record FirstOne(int[] hot, int any) {

        static FirstOne fromTop(Netlist net, int[] a) {
            return fromBottom(net, Words.reverse(a));
        }

        static FirstOne fromBottom(Netlist net, int[] a) {
            int[] hot = new int[a.length];
            int before = Netlist.FALSE;
            for (int i = 0; i < a.length; i++) {
                int upTo = net.or(before, a[i]);
                hot[i] = net.xor(before, upTo);
                before = upTo;
            }
            return new FirstOne(hot, before);
        }

        /** How many zeros come first; zero when no bit is set. */
        int[] distance(Netlist net) {
            return binary(net, hot, 32 - Integer.numberOfLeadingZeros(Math.max(1, hot.length - 1)));
        }

        /** How many zeros come first; all n when no bit is set. */
        int[] distanceOrWidth(Netlist net) {
            int[] withNone = Arrays.copyOf(hot, hot.length + 1);
            withNone[hot.length] = any ^ 1;
            return binary(net, withNone, bitsFor(hot.length));
        }

        /** The index of the one that is set, as XORs: those indices that have a one at the place. */
        static int[] binary(Netlist net, int[] hot, int bits) {
            int[] index = new int[bits];
            for (int i = 0; i < hot.length; i++) {
                for (int b = 0; b < bits; b++) {
                    if ((i >>> b & 1) != 0) {
                        index[b] = net.xor(index[b], hot[i]);
                    }
                }
            }
            return index;
        }

        private static int bitsFor(int n) {
            return 32 - Integer.numberOfLeadingZeros(n);
        }
    }
}
