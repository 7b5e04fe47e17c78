package dev.sflmpc.compiler.arithmetic;

import dev.sflmpc.compiler.arithmetic.SortingNetwork.Exchange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Part of a sorting network that finds the words at some places of the order.
 *
 * @param comparators in the order in which they act
 * @param lines of the words wanted, in ascending order
 */
record Selection(List<Exchange> comparators, List<Integer> lines) {

    /** The one with the fewest comparators that is known here. */
    static Selection of(int size, BitSet places) {
        SortingNetwork upTo = SortingNetwork.least(places.length(), size);
        int fromTop = size - places.nextSetBit(0);
        SortingNetwork downTo = SortingNetwork.least(fromTop, size);
        Stream<Selection> ways = Stream.of(
                cut(SortingNetwork.of(size), places),
                cut(upTo, places),
                upsideDown(cut(downTo, upsideDown(places, size))),
                ends(size, places));
        return ways.filter(way -> way.lines.size() == places.cardinality())
                .min(Comparator.comparingInt(way -> way.comparators.size()))
                .orElseThrow();
    }

    private static Selection cut(SortingNetwork network, BitSet places) {
        List<Integer> lines =
                places.stream().mapToObj(place -> network.order().get(place)).toList();
        return new Selection(network.needed(places), lines);
    }

    private static BitSet upsideDown(BitSet places, int size) {
        BitSet turned = new BitSet();
        places.stream().forEach(place -> turned.set(size - 1 - place));
        return turned;
    }

    /** The greatest words where it found the least ones. */
    private static Selection upsideDown(Selection selection) {
        List<Exchange> turned = selection.comparators.stream()
                .map(exchange -> new Exchange(/* low= */ exchange.high(), /* high= */ exchange.low()))
                .toList();
        return new Selection(turned, selection.lines.reversed());
    }

    /** The least and the greatest: pairs first, then the lesser and the greater ones apart. No lines for other places. */
    private static Selection ends(int size, BitSet places) {
        boolean both = size > 1 && places.cardinality() == 2 && places.get(0) && places.get(size - 1);
        List<Exchange> comparators = new ArrayList<>();
        if (!both) {
            return new Selection(comparators, List.of());
        }
        for (int i = 0; i + 1 < size; i += 2) {
            comparators.add(new Exchange(i, i + 1));
        }
        for (int i = 2; i < size; i += 2) {
            comparators.add(new Exchange(0, i));
        }
        if (size % 2 == 1) {
            // the last line, which had no partner, holds it or a word that is not the greatest
            comparators.add(new Exchange(size - 1, 1));
        }
        for (int i = 3; i < size; i += 2) {
            comparators.add(new Exchange(i, 1));
        }
        return new Selection(comparators, List.of(0, 1));
    }
}
