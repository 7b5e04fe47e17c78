package dev.sflmpc.compiler.arithmetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A sorting network: comparators, each of which puts the lesser of two words on its first line and the greater on its
 * second, and the lines in ascending order at the end.
 *
 * <p>9 to 16 lines are sorted by the least networks known (Green, Waksman, Baddar and others; the one of 16 is Green's,
 * those of 14 and 15 are parts of it). Others are made of two parts, split where it is best, and Batcher's odd-even
 * merge ("Sorting networks and their applications", 1968), which gives the least known up to 8 lines: 60 comparators
 * for 16 lines, 185 for 32, 531 for 64.
 *
 * @param comparators in the order in which they act
 * @param order the line of the least word first
 */
public record SortingNetwork(List<Exchange> comparators, List<Integer> order) {

    /** {@code low} receives the lesser word. */
    public record Exchange(int low, int high) {}

    /** Up to here every split is tried. */
    private static final int LARGEST_SEARCHED = 64;

    private static final Map<Integer, SortingNetwork> MADE = new ConcurrentHashMap<>();

    /** From 9 lines on: the lines of the comparators as hexadecimal digits, two by two. */
    private static final List<String> LEAST = List.of(
            "03172548072438560213457814365701243568234567123456",
            "0819273546021458790324576901368915234867123546782345673456",
            "091624375801354a69781325478a0412375968012645789a2436578912345678234567",
            "0817263b4a590125346978ab02165a9b031246578b9a1435687a1325698a234567894657345678",
            "0c1a29375b6816234b798a041236789abc46598bac0538476b9a01256978ab1324569a12345768234567893456",
            "0d1c2634597807124b6c8d9a0123465789abcd28394567acbd1a24356879bc0436587b9c02147a9b1346578a123456789a4567",
            "0b1e2d37456a890618235c7d9eab123457689abcde02394a5678bdce012b3546798acd031547698cad13258bac2457689b"
                    + "23456789ab5678",
            "0d1c2f3e48567b9a051729346d8eafbc0123456879abcdef02134a5b6789cedf123c46578a9bde1426587a9dbe24369cbd"
                    + "356879ac3456789abc6789");

    private static final int FIRST_LEAST = 9;

    /** A network that sorts so many words. */
    public static SortingNetwork of(int size) {
        SortingNetwork known = MADE.get(size);
        if (known == null) {
            known = make(size);
            MADE.put(size, known);
        }
        return known;
    }

    /** The comparators that matter when only the words at these places of the order are wanted. */
    List<Exchange> needed(BitSet places) {
        BitSet lines = new BitSet();
        places.stream().forEach(place -> lines.set(order.get(place)));
        List<Exchange> needed = new ArrayList<>();
        for (Exchange exchange : comparators.reversed()) {
            if (lines.get(exchange.low()) || lines.get(exchange.high())) {
                lines.set(exchange.low());
                lines.set(exchange.high());
                needed.add(exchange);
            }
        }
        return needed.reversed();
    }

    /**
     * A network that finds the least {@code count} of so many words in order, as the first places of its order: sorted
     * parts of that length, merged two by two, of which the greater half is dropped.
     */
    static SortingNetwork least(int count, int size) {
        if (size <= count) {
            return of(size);
        }
        int half = Math.max(size / 2, Math.min(count, size - 1));
        SortingNetwork first = least(count, half);
        SortingNetwork second = least(count, size - half);
        return joined(first, second, half, Math.min(count, half), Math.min(count, size - half));
    }

    private static SortingNetwork make(int size) {
        if (size <= 1) {
            return new SortingNetwork(List.of(), size == 0 ? List.of() : List.of(0));
        }
        if (size >= FIRST_LEAST && size < FIRST_LEAST + LEAST.size()) {
            return written(size, LEAST.get(size - FIRST_LEAST));
        }
        SortingNetwork best = split(size, size / 2);
        for (int half = size / 2 - 1; half > 0 && size <= LARGEST_SEARCHED; half--) {
            SortingNetwork other = split(size, half);
            best = other.comparators.size() < best.comparators.size() ? other : best;
        }
        int block = Integer.highestOneBit(size - 1);
        if (size > LARGEST_SEARCHED && block != size / 2) {
            SortingNetwork other = split(size, block);
            best = other.comparators.size() < best.comparators.size() ? other : best;
        }
        return best;
    }

    private static SortingNetwork written(int size, String digits) {
        List<Exchange> comparators = new ArrayList<>();
        for (int i = 0; i < digits.length(); i += 2) {
            comparators.add(
                    new Exchange(Character.digit(digits.charAt(i), 16), Character.digit(digits.charAt(i + 1), 16)));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        return new SortingNetwork(comparators, order);
    }

    private static SortingNetwork split(int size, int half) {
        return joined(of(half), of(size - half), half, half, size - half);
    }

    /** Two networks side by side, the second on lines from {@code shift} on, and a merge of their first places. */
    private static SortingNetwork joined(
            SortingNetwork first, SortingNetwork second, int shift, int firstPlaces, int secondPlaces) {
        List<Exchange> comparators = new ArrayList<>(first.comparators);
        for (Exchange exchange : second.comparators) {
            comparators.add(new Exchange(exchange.low() + shift, exchange.high() + shift));
        }
        List<Integer> right = new ArrayList<>();
        for (int line : second.order.subList(0, secondPlaces)) {
            right.add(line + shift);
        }
        List<Integer> order = merge(first.order.subList(0, firstPlaces), right, comparators);
        return new SortingNetwork(comparators, order);
    }

    /** Batcher's merge of two ascending lists of lines; the comparators are added to the list. */
    private static List<Integer> merge(List<Integer> a, List<Integer> b, List<Exchange> comparators) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        if (a.size() == 1 && b.size() == 1) {
            comparators.add(new Exchange(a.getFirst(), b.getFirst()));
            return List.of(a.getFirst(), b.getFirst());
        }
        List<Integer> even = merge(everySecond(a, 0), everySecond(b, 0), comparators);
        List<Integer> odd = merge(everySecond(a, 1), everySecond(b, 1), comparators);
        List<Integer> merged = new ArrayList<>(List.of(even.getFirst()));
        for (int i = 0; i + 1 < even.size() || i < odd.size(); i++) {
            if (i + 1 < even.size() && i < odd.size()) {
                comparators.add(new Exchange(odd.get(i), even.get(i + 1)));
            }
            if (i < odd.size()) {
                merged.add(odd.get(i));
            }
            if (i + 1 < even.size()) {
                merged.add(even.get(i + 1));
            }
        }
        return merged;
    }

    private static List<Integer> everySecond(List<Integer> list, int from) {
        List<Integer> result = new ArrayList<>();
        for (int i = from; i < list.size(); i += 2) {
            result.add(list.get(i));
        }
        return result;
    }
}
