package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Sorting, by networks whose comparators take 2 n - 1 AND gates for words of n bits, and one more for every bit that goes
 * with a key.
 *
 * <table>
 * <caption>AND gates for words of 32 bits</caption>
 * <tr><td>sort 8, 16, 32, 64</td><td>1197, 3780, 11655, 33453</td></tr>
 * <tr><td>the least, the least 4, the median of 16</td><td>945, 2709, 3213</td></tr>
 * </table>
 *
 * <p>Where only some places of the order are wanted, comparators that cannot change them are left out. The order of
 * words with equal keys is not specified, but for {@link #stablePlaces}.
 */
public final class Sorter {

    private Sorter() {}

    /** The words in ascending order. */
    public static int[][] sort(Netlist net, int[][] words, boolean signed) {
        return sortByKey(net, words, new int[words.length][0], signed).keys();
    }

    /**
     * Keys and the words that came with them.
     *
     * @param keys in ascending order
     * @param values in the order of their keys
     */
    public record Sorted(int[][] keys, int[][] values) {}

    /** The values in ascending order of their keys. */
    public static Sorted sortByKey(Netlist net, int[][] keys, int[][] values, boolean signed) {
        requireEqualCounts(keys, values);
        SortingNetwork network = SortingNetwork.of(keys.length);
        return run(net, network.comparators(), network.order(), keys, values, signed);
    }

    /** The least {@code count} keys in ascending order, and their values. */
    public static Sorted leastByKey(Netlist net, int[][] keys, int[][] values, int count, boolean signed) {
        requireEqualCounts(keys, values);
        if (count < 1 || count > keys.length) {
            throw new IllegalArgumentException(count + " of " + keys.length + " words");
        }
        SortingNetwork whole = SortingNetwork.of(keys.length);
        SortingNetwork parts = SortingNetwork.least(count, keys.length);
        BitSet wanted = new BitSet();
        wanted.set(0, count);
        List<SortingNetwork.Exchange> fromWhole = whole.needed(wanted);
        List<SortingNetwork.Exchange> fromParts = parts.needed(wanted);
        return fromParts.size() < fromWhole.size()
                ? run(net, fromParts, parts.order().subList(0, count), keys, values, signed)
                : run(net, fromWhole, whole.order().subList(0, count), keys, values, signed);
    }

    /** The greatest {@code count} keys in descending order, and their values. */
    public static Sorted greatestByKey(Netlist net, int[][] keys, int[][] values, int count, boolean signed) {
        int[][] inverted = new int[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            inverted[i] = Words.invert(keys[i]);
        }
        Sorted least = leastByKey(net, inverted, values, count, signed);
        int[][] greatest = new int[count][];
        for (int i = 0; i < count; i++) {
            greatest[i] = Words.invert(least.keys()[i]);
        }
        return new Sorted(greatest, least.values());
    }

    /** The word at a place of the ascending order, 0 being the least; the median is that at half the count. */
    public static int[] atPlace(Netlist net, int[][] words, int place, boolean signed) {
        BitSet places = new BitSet();
        places.set(place);
        return places(net, words, places, signed)[0];
    }

    /** The words at some places of the ascending order, 0 being the least, in ascending order. */
    public static int[][] places(Netlist net, int[][] words, BitSet places, boolean signed) {
        requirePlaces(words.length, places);
        if (isMedianOfThree(words.length, places)) {
            return new int[][] {Median.ofThree(net, words[0], words[1], words[2], signed)};
        }
        Selection selection = Selection.of(words.length, places);
        return run(net, selection.comparators(), selection.lines(), words, new int[words.length][0], signed)
                .keys();
    }

    /**
     * The pairs at some places of the ascending order of their keys, that of equal keys being the order in which they are
     * given: the place of each goes with it as the lowest bits of its key.
     */
    public static Sorted stablePlaces(Netlist net, int[][] keys, int[][] values, BitSet places, boolean signed) {
        requireEqualCounts(keys, values);
        requirePlaces(keys.length, places);
        int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(keys.length - 1);
        int[][] distinct = new int[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            distinct[i] = Words.concat(Words.constant(BigInteger.valueOf(i), placeBits), keys[i]);
        }
        Selection selection = Selection.of(keys.length, places);
        Sorted sorted = run(net, selection.comparators(), selection.lines(), distinct, values, signed);
        int[][] sortedKeys = sorted.keys();
        for (int i = 0; i < sortedKeys.length; i++) {
            sortedKeys[i] = Words.slice(sortedKeys[i], placeBits, sortedKeys[i].length);
        }
        return new Sorted(sortedKeys, sorted.values());
    }

    /** The AND gates of {@link #places} for words of {@code width} bits. */
    public static long andCount(int count, BitSet places, int width) {
        requirePlaces(count, places);
        return isMedianOfThree(count, places)
                ? 5L * width - 3
                : Extremum.andCount(width) * exchangeCount(count, places);
    }

    /** How many pairs {@link #stablePlaces} exchanges. */
    public static int exchangeCount(int count, BitSet places) {
        return Selection.of(count, places).comparators().size();
    }

    private static boolean isMedianOfThree(int count, BitSet places) {
        return count == 3 && places.cardinality() == 1 && places.get(1);
    }

    private static void requirePlaces(int count, BitSet places) {
        if (places.isEmpty() || places.length() > count) {
            throw new IllegalArgumentException("places " + places + " of " + count);
        }
    }

    private static Sorted run(
            Netlist net,
            List<SortingNetwork.Exchange> comparators,
            List<Integer> order,
            int[][] keys,
            int[][] values,
            boolean signed) {
        int[][] k = keys.clone();
        int[][] v = values.clone();
        for (SortingNetwork.Exchange exchange : comparators) {
            int a = exchange.low();
            int b = exchange.high();
            if (v[a].length + v[b].length == 0) {
                int[][] ordered = Extremum.sort2(net, k[a], k[b], signed);
                k[a] = ordered[0];
                k[b] = ordered[1];
                continue;
            }
            int swap = Comparator.lessUpToTies(net, k[b], k[a], signed);
            int[][] swappedKeys = Selector.swap(net, swap, k[a], k[b]);
            int[][] swappedValues = Selector.swap(net, swap, v[a], v[b]);
            k[a] = swappedKeys[0];
            k[b] = swappedKeys[1];
            v[a] = swappedValues[0];
            v[b] = swappedValues[1];
        }
        List<int[]> sortedKeys = new ArrayList<>();
        List<int[]> sortedValues = new ArrayList<>();
        for (int line : order) {
            sortedKeys.add(k[line]);
            sortedValues.add(v[line]);
        }
        return new Sorted(sortedKeys.toArray(int[][]::new), sortedValues.toArray(int[][]::new));
    }

    private static void requireEqualCounts(int[][] keys, int[][] values) {
        if (keys.length != values.length || keys.length == 0) {
            throw new IllegalArgumentException(keys.length + " keys and " + values.length + " values");
        }
    }
}
