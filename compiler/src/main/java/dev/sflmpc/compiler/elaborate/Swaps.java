package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Swaps of two elements at secret indices: {@code t = x[i]; x[i] = x[j]; x[j] = t}. With {@code m[k]} whether exactly one of
 * the indices is k, and d the sum of the elements that are meant, that is {@code x[k] ^= m[k] & d}, for N elements of w bits
 * 2 N w ANDs and two decoders, 2 (N - 1) w where both indices are in range; two reads and two assignments are 4 N w.
 *
 * <p>A place out of range holds zero and keeps it, which the sums say as well.
 *
 * <p>Arrays are flat: the literals of all elements, so that two arrays are the same if their elements have one width, too. What
 * was read and assigned is remembered as long as the branch lasts in which it was.
 */
final class Swaps {

    /** An index, and how many elements it can reach. */
    record Index(Literals bits, int reach) {
        Index(int[] bits, int reach) {
            this(new Literals(bits), reach);
        }

        /** For each of so many elements whether it is meant. */
        private int[] decoded(Segment segment, int count) {
            return Arrays.copyOf(segment.decoders().decode(segment.netlist(), bits.bits(), reach), count);
        }

        private boolean isInRange() {
            return Elements.isInRange(Range.of(false, bits.bits()), reach);
        }
    }

    /** What was read where. */
    private record Access(Literals array, Index index) {}

    /** {@code array[index] = value}. */
    private record Write(Literals array, Index index, Literals value) {}

    /** The swap of elements at two indices. */
    record Swap(int[] array, Index index, Index other) {

        /** The elements before it that it can reach. */
        int[][] elements(int width) {
            int[][] elements = new int[Math.max(index.reach, other.reach)][];
            for (int k = 0; k < elements.length; k++) {
                elements[k] = Arrays.copyOfRange(array, k * width, (k + 1) * width);
            }
            return elements;
        }

        /** The same elements after it. */
        Changed changed(Segment segment, int[][] elements) {
            int[] first = index.decoded(segment, elements.length);
            int[] second = other.decoded(segment, elements.length);
            boolean inRange = index.isInRange() && other.isInRange();
            return Swaps.changed(segment.netlist(), elements, first, second, inRange);
        }
    }

    private final Map<Literals, List<Access>> reads = new HashMap<>();
    private final Map<Literals, Write> writes = new HashMap<>();

    /** Notes that {@code element} was read. */
    void noteRead(int[] array, Index index, int[] element, Assumptions assumptions) {
        List<Access> accesses = reads.computeIfAbsent(new Literals(element), key -> new ArrayList<>(1));
        Access access = new Access(new Literals(array), index);
        accesses.add(access);
        assumptions.whenForgotten(() -> accesses.remove(access));
    }

    /** Notes that {@code array[index] = value} led to {@code after}. */
    void noteWrite(int[] array, Index index, int[] value, int[] after, Assumptions assumptions) {
        Literals key = new Literals(after);
        writes.put(key, new Write(new Literals(array), index, new Literals(value)));
        assumptions.whenForgotten(() -> writes.remove(key));
    }

    /** What {@code array[index] = value} completes to a swap; nothing where it does not. */
    Optional<Swap> completedBy(int[] array, Index index, int[] value) {
        Write before = writes.get(new Literals(array));
        return before != null
                        && before.value.bits().length == value.length
                        && wasRead(before.value, new Access(before.array, index))
                        && wasRead(new Literals(value), new Access(before.array, before.index))
                ? Optional.of(new Swap(before.array.bits(), before.index, index))
                : Optional.empty();
    }

    private boolean wasRead(Literals element, Access access) {
        return reads.getOrDefault(element, List.of()).contains(access);
    }

    /**
     * The elements after a swap.
     *
     * @param meant whether an element is one of the two
     * @param whenMeant what it becomes if it is
     */
    record Changed(int[][] elements, int[] meant, int[][] whenMeant) {}

    /**
     * Swaps two of {@code elements}.
     *
     * @param first for each element whether the one index is its place
     * @param second the same for the other index
     * @param inRange whether both indices always are the place of an element, so that what changes adds up to zero
     */
    private static Changed changed(Netlist net, int[][] elements, int[] first, int[] second, boolean inRange) {
        int count = elements.length;
        int width = elements[0].length;
        int[] meant = new int[count];
        int[] difference = new int[width];
        for (int k = 0; k < count; k++) {
            meant[k] = net.xor(first[k], second[k]);
            for (int bit = 0; bit < width; bit++) {
                int last = inRange ? elements[count - 1][bit] : Netlist.FALSE;
                int summand = net.and(meant[k], net.xor(elements[k][bit], last));
                difference[bit] = net.xor(difference[bit], summand);
            }
        }
        int[][] whenMeant = new int[count][width];
        int[][] after = new int[count][width];
        int[] changes = new int[width];
        for (int k = 0; k < count; k++) {
            boolean isRest = inRange && k == count - 1;
            for (int bit = 0; bit < width; bit++) {
                whenMeant[k][bit] = net.xor(elements[k][bit], difference[bit]);
                int change = isRest ? changes[bit] : net.and(meant[k], difference[bit]);
                changes[bit] = net.xor(changes[bit], change);
                after[k][bit] = net.xor(elements[k][bit], change);
            }
        }
        return new Changed(after, meant, whenMeant);
    }
}
