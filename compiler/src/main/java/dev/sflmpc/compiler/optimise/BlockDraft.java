package dev.sflmpc.compiler.optimise;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The inputs and outputs of a block of adders while they are collected. */
final class BlockDraft {

    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> inputWeights = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    private final List<Integer> outputWeights = new ArrayList<>();
    private final TreeMap<Integer, Integer> outputsAt = new TreeMap<>();
    private final TreeMap<Integer, Integer> unusedAt = new TreeMap<>();
    private BigInteger constant = BigInteger.ZERO;

    void addInput(int literal, int weight) {
        inputs.add(literal);
        inputWeights.add(weight);
    }

    void addConstant(BigInteger value) {
        constant = constant.add(value);
    }

    void addOutput(int literal, int weight) {
        outputs.add(literal);
        outputWeights.add(weight);
        outputsAt.merge(weight, 1, Integer::sum);
    }

    /** An output that nothing needs. */
    void addUnused(int weight) {
        unusedAt.merge(weight, 1, Integer::sum);
    }

    /** The block; null when the sum does not determine its outputs. */
    @Nullable
    AdderBlock finish(List<Integer> gates, int freed) {
        if (outputsAt.isEmpty()) {
            return null;
        }
        int last = outputsAt.lastKey();
        for (int weight = 0; weight <= last; weight++) {
            int unused = unusedAt.getOrDefault(weight, 0);
            int used = outputsAt.getOrDefault(weight, 0);
            if (unused + used > 1 && (weight < last || unused > 0)) {
                return null;
            }
        }
        return new AdderBlock(
                ints(gates),
                freed,
                ints(inputs),
                ints(inputWeights),
                constant,
                ints(outputs),
                ints(outputWeights),
                last + 1);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
