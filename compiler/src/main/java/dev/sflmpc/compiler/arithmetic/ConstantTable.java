package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * A table of constants, 2^k entries of w bits, with a secret index of p high and q low bits:
 *
 * <pre>f = f_0 + sum_{h&gt;0} D_h(high) (f_h + f_0)(low)</pre>
 *
 * over GF(2). Both decoders are shared by all output bits and every inner function is an XOR of the low decoder, so
 * that the table costs (2^p - p - 1) + (2^q - q - 1) + w (2^p - 1) ANDs, p being chosen for the least.
 *
 * <p>Output bits that are XORs of others and of index bits cost nothing, so w counts the others only. A permutation of bytes
 * that is the inversion in GF(2^8) between affine maps costs 32 ANDs: {@link ByteInversion}, {@link AesSbox}.
 */
public final class ConstantTable {

    private static final int MOST_REDUCED_BITS = 14;

    private ConstantTable() {}

    /** The entry at an unsigned index, zero where it is out of range. */
    public static int[] lookUp(Netlist net, int[][] entries, int[] index) {
        int bits = Math.min(index.length, 32 - Integer.numberOfLeadingZeros(entries.length - 1));
        int[] low = Words.slice(index, 0, bits);
        int[] result = bits > MOST_REDUCED_BITS
                ? byDecoders(net, entries, low)
                : TableBits.of(entries, bits).read(net, low, (columns, word) -> independent(net, columns, word));
        int inRange = Comparator.isZero(net, Words.slice(index, bits, index.length));
        return Words.andEach(net, result, inRange);
    }

    private static int[] independent(Netlist net, int[][] entries, int[] index) {
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> byDecoders(net, entries, index));
        if (index.length == 8 && entries[0].length == 8) {
            InvertedByte.of(entries).ifPresent(byInversion -> ways.add(() -> byInversion.read(net, index)));
        }
        return Cheapest.of(net, ways);
    }

    private static int[] byDecoders(Netlist net, int[][] entries, int[] index) {
        int width = entries[0].length;
        int bits = index.length;
        int low = bits - highBits(bits, width);
        int[] lowHot = Arrays.decode(net, Words.slice(index, 0, low), 1 << low);
        int[] highHot = Arrays.decode(net, Words.slice(index, low, bits), 1 << (bits - low));
        SubsetSums lowSums = new SubsetSums(net, lowHot, width * highHot.length);
        int[] result = new int[width];
        for (int b = 0; b < width; b++) {
            int first = lowSums.sum(inner(entries, lowHot.length, 0, b));
            result[b] = first;
            for (int h = 1; h < highHot.length; h++) {
                int change = net.xor(first, lowSums.sum(inner(entries, lowHot.length, h, b)));
                result[b] = net.xor(result[b], net.and(highHot[h], change));
            }
        }
        return result;
    }

    /** For one value of the high index bits: at which values of the low ones an output bit is set. */
    private static BitSet inner(int[][] entries, int points, int high, int bit) {
        BitSet set = new BitSet(points);
        for (int i = 0; i < points; i++) {
            int entry = high * points + i;
            set.set(i, entry < entries.length && entries[entry][bit] == Netlist.TRUE);
        }
        return set;
    }

    private static int highBits(int bits, int width) {
        int best = 0;
        for (int p = 1; p < bits; p++) {
            if (cost(p, bits - p, width) < cost(best, bits - best, width)) {
                best = p;
            }
        }
        return best;
    }

    private static long cost(int high, int low, int width) {
        return (1L << high) - high + (1L << low) - low + width * ((1L << high) - 1);
    }
}
