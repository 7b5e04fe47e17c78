package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.Rewritten;
import dev.sflmpc.compiler.netlist.Netlist;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was made of small netlists, for those that are the same: a body that differs between passes only in the places that it
 * works on is a block of its own in each pass of a loop that cannot be kept.
 *
 * @param <T> what is made of a netlist
 */
final class RepeatedGates<T> {

    /** What is kept of all netlists together. */
    private static final long MOST_NUMBERS = 1 << 23;

    /** By gates with their origins, inputs and outputs, written as one list. */
    private final Map<IntBuffer, T> known = new HashMap<>();

    private long numbers;

    /** What was made of the same gates before, or is made now. */
    T of(Rewritten words, Supplier<T> making) {
        IntBuffer key = IntBuffer.wrap(numbers(words));
        T before = known.get(key);
        if (before != null) {
            return before;
        }
        T result = making.get();
        if (numbers + key.capacity() <= MOST_NUMBERS) {
            numbers += key.capacity();
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
