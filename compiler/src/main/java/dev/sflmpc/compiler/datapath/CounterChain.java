package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Orbit;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps each of which applies one function to a state, as often as its bits say: {@code if hit && c < 9 { c += 1; }}. What
 * comes out depends on how often that is in all, and on nothing else.
 */
final class CounterChain {

    private static final int MOST_VALUES = 1 << 12;
    private static final long MOST_COUNT = 1 << 20;
    private static final int UNKNOWN = -1;

    private final @Nullable CounterChain before;
    private final int[] result;
    private final int[] bits;
    private final int[] weights;
    private final int count;
    private final long greatest;
    private final Values values;

    /** The values that a number of applications leads to, as far as the steps so far show. */
    private static final class Values {
        private final List<Integer> list;
        private final Map<Integer, Integer> places = new HashMap<>();

        /** Index of the value after the last one; unknown as long as it is a new one. */
        private int next = UNKNOWN;

        Values(List<Integer> list) {
            this.list = new ArrayList<>(list);
            for (int i = 0; i < list.size(); i++) {
                places.put(list.get(i), i);
            }
        }

        Values copy() {
            Values copy = new Values(list);
            copy.next = next;
            return copy;
        }

        /** Whether this can be the value after so many applications; if it is the first that is not known, it is now. */
        boolean accept(long count, int value) {
            int size = list.size();
            if (next == UNKNOWN && count >= size) {
                if (count > size || size == MOST_VALUES) {
                    return false;
                }
                Integer place = places.get(value);
                if (place == null) {
                    places.put(value, size);
                    list.add(value);
                } else {
                    next = place;
                }
                return true;
            }
            return list.get(place(count)) == value;
        }

        /** Whether the value at an index is another one than those before it. */
        boolean isNew(int index) {
            return index < list.size();
        }

        private int place(long count) {
            int size = list.size();
            return (int) (count < size ? count : next + (count - next) % (size - next));
        }
    }

    private CounterChain(
            @Nullable CounterChain before, int[] result, int[] bits, int[] weights, long greatest, Values values) {
        this.before = before;
        this.result = result;
        this.bits = bits;
        this.weights = weights;
        this.greatest = greatest;
        this.values = values;
        count = before == null ? 0 : before.count + 1;
    }

    /**
     * What may begin with a word: it counts its own bits if all are new, or one bit, in either polarity, that decides it.
     *
     * @param word with a bit that is not constant
     * @param most what it is at most
     */
    static List<CounterChain> startingWith(int[] word, int most) {
        int[] bits =
                Arrays.stream(word).filter(literal -> literal > Netlist.TRUE).toArray();
        if (Arrays.stream(bits).allMatch(literal -> literal >>> 1 == bits[0] >>> 1)) {
            return Stream.of(bits[0], bits[0] ^ 1)
                    .map(bit -> new CounterChain(
                            null,
                            word,
                            new int[] {bit},
                            new int[] {1},
                            1,
                            new Values(List.of(value(word, bit ^ 1), value(word, bit)))))
                    .toList();
        }
        return Word.isOfDifferentNodes(bits) ? countingItself(word, bits, most) : List.of();
    }

    /** The value of a word where a literal that all of its bits are of is 1. */
    private static int value(int[] word, int one) {
        int value = 0;
        for (int i = 0; i < word.length; i++) {
            value |= (word[i] <= Netlist.TRUE ? word[i] : (word[i] ^ one ^ 1) & 1) << i;
        }
        return value;
    }

    private static List<CounterChain> countingItself(int[] word, int[] bits, int most) {
        int base = 0;
        int[] weights = new int[bits.length];
        int at = 0;
        for (int i = 0; i < word.length; i++) {
            if (word[i] > Netlist.TRUE) {
                weights[at++] = 1 << i;
            } else {
                base |= word[i] << i;
            }
        }
        int unit = weights[0];
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= unit;
            if (weights[i] != 1 << i) {
                return List.of();
            }
        }
        int greatest = (int) Math.min((1L << bits.length) - 1, (most - (long) base) / unit);
        List<Integer> values = new ArrayList<>();
        for (int k = 0; k <= greatest; k++) {
            values.add(base + k * unit);
        }
        return List.of(new CounterChain(null, word, bits, weights, greatest, new Values(values)));
    }

    int count() {
        return count;
    }

    /** This one with one more step; null where that applies another function, or does not count its bits. */
    @Nullable
    CounterChain with(CounterStep step) {
        Values longer = values.copy();
        int[] more = weights(step);
        long sum = greatest + Arrays.stream(more).asLongStream().sum();
        if (more.length == 0 || sum > MOST_COUNT) {
            return null;
        }
        int[] masks = byWeight(more);
        long[] added = Arrays.stream(masks).mapToLong(mask -> sum(more, mask)).toArray();
        for (int k = 0; k <= greatest && longer.isNew(k); k++) {
            int state = step.index(longer.list.get(k));
            if (state < 0) {
                return null;
            }
            for (int i = 0; i < masks.length; i++) {
                if (!longer.accept(k + added[i], step.value(state, masks[i]))) {
                    return null;
                }
            }
        }
        return new CounterChain(this, step.after(), step.bits(), more, sum, longer);
    }

    /** How often each bit applies the function to the first value; nothing where that is not to be seen. */
    private int[] weights(CounterStep step) {
        int base = values.list.getFirst();
        int first = step.index(base);
        int[] weights = new int[step.bits().length];
        if (first < 0) {
            return new int[0];
        }
        int unit = values.list.size() > 1 ? values.list.get(1) - base : leastDifference(step, first, base);
        for (int bit = 0; bit < weights.length; bit++) {
            int value = step.value(first, 1 << bit);
            int difference = value - base;
            Integer known = values.places.get(value);
            if (known != null) {
                weights[bit] = known;
            } else if (weights.length == 1 && values.list.size() == 1) {
                weights[bit] = 1;
            } else if (unit > 0 && difference > 0 && difference % unit == 0) {
                weights[bit] = difference / unit;
            }
            if (weights[bit] == 0) {
                return new int[0];
            }
        }
        return weights;
    }

    private static int leastDifference(CounterStep step, int first, int base) {
        return IntStream.range(0, step.bits().length)
                .map(bit -> step.value(first, 1 << bit) - base)
                .filter(difference -> difference > 0)
                .min()
                .orElse(0);
    }

    /** All sets of bits, those first that apply the function less often. */
    private static int[] byWeight(int[] weights) {
        return IntStream.range(0, 1 << weights.length)
                .boxed()
                .sorted(Comparator.comparingLong(mask -> sum(weights, mask)))
                .mapToInt(mask -> mask)
                .toArray();
    }

    private static long sum(int[] weights, int mask) {
        long sum = 0;
        for (int bit = 0; bit < weights.length; bit++) {
            sum += (mask >>> bit & 1) * (long) weights[bit];
        }
        return sum;
    }

    /** All bits counted at once; nothing where the values do not repeat, as then that is what the steps do. */
    Optional<Proposal> proposal() {
        Orbit orbit = new Orbit(values.list.stream().mapToInt(value -> value).toArray(), Math.max(values.next, 0));
        if (values.next == UNKNOWN || !orbit.isReadable(greatest)) {
            return Optional.empty();
        }
        Deque<CounterChain> steps = new ArrayDeque<>();
        for (CounterChain at = this; at != null; at = at.before) {
            steps.push(at);
        }
        int[] counted = Word.concat(steps.stream().map(step -> step.bits).toList());
        int[] all = Word.concat(steps.stream().map(step -> step.weights).toList());
        int width = result.length;
        Replacement part = new Replacement(counted, result, (net, inputs) -> orbit.after(net, inputs, all, width));
        return Optional.of(new Proposal(List.of(part)));
    }
}
