package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.Rewritten;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made of small netlists, for those that are the same: a body that differs between passes only in the places that it
 * works on is a block of its own in each pass of a loop that cannot be kept.
 *
 * @param <T> what is made of a netlist
 */
final class RepeatedGates<T> {

    /** What is kept of all netlists together. */
    private static final long MOST_NUMBERS = 1 << 23;

    /** Gates with their origins, inputs and outputs, written as one list. */
    private record Key(int[] numbers) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(numbers, key.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    private final Map<Key, T> known = new HashMap<>();
    private long numbers;

    /** What was made of the same gates before, or is made now. */
    T of(Rewritten words, Supplier<T> making) {
        Key key = new Key(numbers(words));
        T before = known.get(key);
        if (before != null) {
            return before;
        }
        T result = making.get();
        if (numbers + key.numbers.length <= MOST_NUMBERS) {
            numbers += key.numbers.length;
            known.put(key, result);
        }
        return result;
    }

    private static int[] numbers(Rewritten words) {
        Netlist net = words.netlist();
        int nodes = net.nodeCount();
        int inputs = words.inputs().length;
        int[] numbers = new int[3 * nodes + inputs + words.outputs().length + 1];
        for (int node = 1; node < nodes; node++) {
            boolean isInput = net.isInput(node);
            numbers[3 * node] = isInput ? -1 : net.left(node);
            numbers[3 * node + 1] = isInput ? net.inputIndex(node) : net.right(node);
            numbers[3 * node + 2] = net.origin(node);
        }
        numbers[3 * nodes] = inputs;
        System.arraycopy(words.inputs(), 0, numbers, 3 * nodes + 1, inputs);
        System.arraycopy(words.outputs(), 0, numbers, 3 * nodes + 1 + inputs, words.outputs().length);
        return numbers;
    }
}
