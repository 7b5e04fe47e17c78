package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Arrays with a secret index.
 *
 * <table>
 * <caption>AND gates for N entries of w bits and an index of k bits, c = ceil(log2 N)</caption>
 * <tr><td>read, 2^k = N</td><td>(N - 1) w</td></tr>
 * <tr><td>read of constants, 8x8, 10x16, 12x16 (k x w)</td><td>82, 236, 498: {@link ConstantTable}</td></tr>
 * <tr><td>readWithin</td><td>(N - 1) w, N the number of entries that can be meant</td></tr>
 * <tr><td>read otherwise</td><td>at most N w + k - 1: the selection, and the range check that clears it</td></tr>
 * <tr><td>decode, count = 2^k</td><td>2^k - k - 1, and 2^k - 1 with a secret enable</td></tr>
 * <tr><td>write</td><td>N w and the decoder, k more for a secret enable</td></tr>
 * </table>
 */
public final class Arrays {

    private Arrays() {}

    /** The entry at an unsigned index; zero where the index is out of range. */
    public static int[] read(Netlist net, int[][] entries, int[] index) {
        if (Words.isConstant(index)) {
            return readAt(entries, Words.value(index));
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> tree(net, entries, " and a check of the index", () -> checkedSelection(net, entries, index)));
        if (entries.length != 1 << bitsFor(entries.length)) {
            ways.add(() -> tree(net, entries, ", padded", () -> paddedSelection(net, entries, index)));
        }
        if (Stream.of(entries).allMatch(Words::isConstant)) {
            ways.add(() -> table(net, entries, index));
        }
        return Cheapest.of(net, ways);
    }

    /**
     * The entry at an index that is known to be from {@code least} on and below the number of entries: without the check,
     * and without the entries that cannot be meant.
     */
    public static int[] readWithin(Netlist net, int[][] entries, int[] index, int least) {
        if (Words.isConstant(index)) {
            return readAt(entries, Words.value(index));
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> tree(net, entries, "", () -> select(net, entries, least, entries.length, index)));
        if (Stream.of(entries).allMatch(Words::isConstant)) {
            ways.add(() -> table(net, entries, index));
        }
        return Cheapest.of(net, ways);
    }

    private static int[] tree(Netlist net, int[][] entries, String extra, Supplier<int[]> selection) {
        return Explained.of(
                net,
                () -> "selection tree over " + entries.length + " entries of " + entries[0].length + " bits" + extra,
                selection);
    }

    private static int[] table(Netlist net, int[][] entries, int[] index) {
        return Explained.of(
                net,
                () -> "table of " + entries.length + " constants, " + index.length + " to " + entries[0].length
                        + " bits (ConstantTable)",
                () -> ConstantTable.lookUp(net, entries, index));
    }

    /** The array after {@code if (enable) entries[index] = value}; out of range nothing changes. */
    public static int[][] write(Netlist net, int[][] entries, int[] index, int[] value, int enable) {
        int[] chosen = decode(net, index, entries.length, enable);
        int[][] result = new int[entries.length][];
        for (int i = 0; i < entries.length; i++) {
            result[i] = Selector.mux(net, chosen[i], value, entries[i]);
        }
        return result;
    }

    /** One literal per number below {@code count}: whether the index is that number. */
    public static int[] decode(Netlist net, int[] index, int count) {
        return decode(net, index, count, Netlist.TRUE);
    }

    /** As {@link #decode(Netlist, int[], int)}, all false without {@code enable}. */
    public static int[] decode(Netlist net, int[] index, int count, int enable) {
        long start = net.here();
        int bits = Math.min(index.length, bitsFor(count));
        int inRange = Comparator.isZero(net, Words.slice(index, bits, index.length));
        int any = net.and(enable, inRange);
        int[] hot = {any};
        for (int i = 0; i < bits; i++) {
            hot = doubled(net, hot, any, index[i], Math.min(count, 2 * hot.length));
        }
        net.made(start, () -> "decoder of " + bits + " bits to " + count);
        return Words.zeroExtend(hot, count);
    }

    /** One more index bit; {@code any} is the OR, and so the XOR, of all that are hot: it saves an AND. */
    private static int[] doubled(Netlist net, int[] hot, int any, int bit, int count) {
        int half = hot.length;
        int[] result = java.util.Arrays.copyOf(hot, Math.max(count, half));
        int others = net.and(any, bit);
        for (int i = half - 1; i >= 0; i--) {
            int upper = i == 0 ? others : net.and(hot[i], bit);
            others = net.xor(others, upper);
            result[i] = net.xor(hot[i], upper);
            if (half + i < count) {
                result[half + i] = upper;
            }
        }
        return result;
    }

    private static int[] readAt(int[][] entries, BigInteger index) {
        boolean inRange = index.compareTo(BigInteger.valueOf(entries.length)) < 0;
        return inRange ? entries[index.intValueExact()].clone() : new int[entries[0].length];
    }

    /** Selects without caring for numbers out of range, then clears them. */
    private static int[] checkedSelection(Netlist net, int[][] entries, int[] index) {
        int[] selected = select(net, entries, 0, entries.length, index, bitsFor(entries.length));
        return Words.andEach(net, selected, inRange(net, index, entries.length));
    }

    private static int inRange(Netlist net, int[] index, int count) {
        int width = Math.max(index.length, bitsFor(count) + 1);
        int[] limit = Words.constant(BigInteger.valueOf(count), width);
        return Comparator.less(net, Words.zeroExtend(index, width), limit, false);
    }

    /** Selects among the entries and as many zeros as the index can reach in the smallest power of two. */
    private static int[] paddedSelection(Netlist net, int[][] entries, int[] index) {
        int bits = bitsFor(entries.length);
        int[][] padded = new int[1 << bits][entries[0].length];
        System.arraycopy(entries, 0, padded, 0, entries.length);
        int[] selected = select(net, padded, 0, padded.length, index, bits);
        return Words.andEach(net, selected, Comparator.isZero(net, Words.slice(index, bits, index.length)));
    }

    private static int[] select(Netlist net, int[][] entries, int from, int to, int[] index, int bits) {
        if (to - from == 1) {
            return entries[from].clone();
        }
        int middle = from + (1 << bits - 1);
        if (to <= middle) {
            return select(net, entries, from, to, index, bits - 1);
        }
        int[] low = select(net, entries, from, middle, index, bits - 1);
        int[] high = select(net, entries, middle, to, index, bits - 1);
        return Selector.mux(net, bits <= index.length ? index[bits - 1] : Netlist.FALSE, high, low);
    }

    /** Selects among the entries in a range, which the index does not leave. */
    private static int[] select(Netlist net, int[][] entries, int from, int to, int[] index) {
        if (to - from == 1) {
            return entries[from].clone();
        }
        int bit = 31 - Integer.numberOfLeadingZeros(from ^ (to - 1));
        int middle = (to - 1) >> bit << bit;
        int[] low = select(net, entries, from, middle, index);
        int[] high = select(net, entries, middle, to, index);
        return Selector.mux(net, index[bit], high, low);
    }

    /** The least k with 2^k at or above the count. */
    private static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }
}
