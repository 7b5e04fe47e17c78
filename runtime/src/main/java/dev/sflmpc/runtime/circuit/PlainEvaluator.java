package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Evaluates programs on plain bits: what a garbled run must compute, without its secrecy. */
public final class PlainEvaluator {

    private PlainEvaluator() {}

    /**
     * Evaluates {@code program} once.
     *
     * @param inputs bits of each input, in the order of {@link Program#inputs()}; bits at and past an input's width must be
     *     clear
     * @param random bits for the program's random region, likewise
     * @return bits of each output, in the order of {@link Program#outputs()}
     * @throws IllegalArgumentException if the inputs do not fit the program
     * @throws UncheckedIOException if the thread is interrupted
     */
    public static List<BitSet> evaluate(Program program, List<BitSet> inputs, BitSet random) {
        return evaluate(program, inputs, random, Walk.Listener.NONE);
    }

    /** {@link #evaluate(Program, List, BitSet)} with a listener for its progress. */
    public static List<BitSet> evaluate(Program program, List<BitSet> inputs, BitSet random, Walk.Listener listener) {
        requireCount(program, inputs.size());
        PlainBackend backend = new PlainBackend(program.wireCount());
        for (int i = 0; i < inputs.size(); i++) {
            Program.Input input = program.inputs().get(i);
            spread(inputs.get(i), backend.memory(), input.base(), input.type().widthBits(), input.name());
        }
        spread(
                random,
                backend.memory(),
                program.random().base(),
                program.random().widthBits(),
                "random");
        walk(program, backend, listener);
        List<BitSet> outputs = new ArrayList<>();
        for (Program.Output output : program.outputs()) {
            outputs.add(gather(backend.memory(), output.base(), output.type().widthBits()));
        }
        return outputs;
    }

    /**
     * Evaluates {@code program} 64 times at once.
     *
     * @param inputs {@code inputs[n][w]}: bit <i>i</i> is bit {@code w} of input {@code n} in evaluation <i>i</i>
     * @param random likewise for the random region
     * @return the outputs in the same form
     * @throws IllegalArgumentException if the inputs do not fit the program
     * @throws UncheckedIOException if the thread is interrupted
     */
    public static long[][] evaluateLanes(Program program, long[][] inputs, long[] random) {
        requireCount(program, inputs.length);
        PlainBackend backend = new PlainBackend(program.wireCount());
        for (int i = 0; i < inputs.length; i++) {
            Program.Input input = program.inputs().get(i);
            copy(inputs[i], backend.memory(), input.base(), input.type().widthBits(), input.name());
        }
        copy(random, backend.memory(), program.random().base(), program.random().widthBits(), "random");
        walk(program, backend, Walk.Listener.NONE);
        long[][] outputs = new long[program.outputs().size()][];
        for (int i = 0; i < outputs.length; i++) {
            Program.Output output = program.outputs().get(i);
            outputs[i] = new long[output.type().widthBits()];
            System.arraycopy(backend.memory(), output.base(), outputs[i], 0, outputs[i].length);
        }
        return outputs;
    }

    private static void walk(Program program, PlainBackend backend, Walk.Listener listener) {
        try {
            Walk.walk(program, backend, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireCount(Program program, int inputCount) {
        if (inputCount != program.inputs().size()) {
            throw new IllegalArgumentException(inputCount + " inputs for a program with "
                    + program.inputs().size());
        }
    }

    private static void spread(BitSet bits, long[] memory, int base, int widthBits, String name) {
        if (bits.length() > widthBits) {
            throw new IllegalArgumentException(
                    name + " has bit " + (bits.length() - 1) + " set in " + widthBits + " bits");
        }
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            memory[base + i] = -1;
        }
    }

    private static void copy(long[] lanes, long[] memory, int base, int widthBits, String name) {
        if (lanes.length != widthBits) {
            throw new IllegalArgumentException(name + " has " + lanes.length + " bits instead of " + widthBits);
        }
        System.arraycopy(lanes, 0, memory, base, widthBits);
    }

    private static BitSet gather(long[] memory, int base, int widthBits) {
        BitSet bits = new BitSet(widthBits);
        for (int i = 0; i < widthBits; i++) {
            bits.set(i, (memory[base + i] & 1) != 0);
        }
        return bits;
    }
}
