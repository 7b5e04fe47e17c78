package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.compiler.equivalence.EquivalenceResult.Counterexample;
import dev.sflmpc.compiler.equivalence.EquivalenceResult.Value;
import dev.sflmpc.compiler.equivalence.EquivalenceResult.Verdict;
import dev.sflmpc.compiler.format.BitOrder;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.Signature;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/** Compares circuits. */
public final class EquivalenceChecker {

    private final Circuit a;
    private final Circuit b;
    private final EquivalenceLimits limits;
    private final Deadline deadline;
    private final Miter miter;
    private final int[] widths;
    private long patterns;
    private boolean endsWithFailure;

    private EquivalenceChecker(Circuit a, Circuit b, EquivalenceLimits limits) {
        this.a = a;
        this.b = b;
        this.limits = limits;
        this.deadline = Deadline.after(limits.seconds());
        this.miter = Miter.of(a, b);
        this.widths = widths(a.signature());
    }

    /**
     * Compares two circuits whose inputs and outputs have the same widths in the same order; names, types and parties do
     * not matter.
     *
     * @throws DifferentShapesException if the widths differ
     */
    public static EquivalenceResult check(Circuit a, Circuit b, EquivalenceLimits limits)
            throws DifferentShapesException {
        requireSameShape("inputs", inputTypes(a.signature()), inputTypes(b.signature()));
        requireSameShape("outputs", outputTypes(a.signature()), outputTypes(b.signature()));
        return new EquivalenceChecker(a, b, limits).check();
    }

    /** Compares the same outputs of two netlists; input {@code i} of one is input {@code i} of the other. */
    public static EquivalenceResult check(
            Netlist a,
            int[] inputsOfA,
            int[] outputsOfA,
            Netlist b,
            int[] inputsOfB,
            int[] outputsOfB,
            EquivalenceLimits limits)
            throws DifferentShapesException {
        return check(bare(a, inputsOfA, outputsOfA), bare(b, inputsOfB, outputsOfB), limits);
    }

    /** Whether two netlists are {@link #check proved} equal; the first output that is not ends it. */
    public static boolean isProved(
            Netlist a,
            int[] inputsOfA,
            int[] outputsOfA,
            Netlist b,
            int[] inputsOfB,
            int[] outputsOfB,
            EquivalenceLimits limits) {
        EquivalenceChecker checker =
                new EquivalenceChecker(bare(a, inputsOfA, outputsOfA), bare(b, inputsOfB, outputsOfB), limits);
        checker.endsWithFailure = true;
        return checker.check().verdict() == Verdict.PROVED;
    }

    private static Circuit bare(Netlist netlist, int[] inputs, int[] outputs) {
        Signature signature = new Signature(
                "circuit",
                List.of("a"),
                List.of(new Signature.Input("a", "in", bits(inputs.length), BitOrder.LSB)),
                0,
                List.of(new Signature.Output("out", bits(outputs.length), List.of("a"), BitOrder.LSB)));
        return new Circuit(signature, netlist, inputs, outputs);
    }

    private static ValueType bits(int count) {
        return new ValueType.Array(new ValueType.Bool(), count);
    }

    private static List<ValueType> inputTypes(Signature signature) {
        List<ValueType> types = new ArrayList<>(
                signature.inputs().stream().map(Signature.Input::type).toList());
        if (signature.randomBits() > 0) {
            types.add(bits(signature.randomBits()));
        }
        return types;
    }

    private static List<ValueType> outputTypes(Signature signature) {
        return signature.outputs().stream().map(Signature.Output::type).toList();
    }

    private static int[] widths(Signature signature) {
        return inputTypes(signature).stream().mapToInt(ValueType::widthBits).toArray();
    }

    private static void requireSameShape(String what, List<ValueType> a, List<ValueType> b)
            throws DifferentShapesException {
        if (!widthsOf(a).equals(widthsOf(b))) {
            throw new DifferentShapesException("the " + what + " have " + shown(a) + " bits in one and " + shown(b)
                    + " in the other; only circuits of the same shape can be compared");
        }
    }

    private static List<Integer> widthsOf(List<ValueType> types) {
        return types.stream().map(ValueType::widthBits).toList();
    }

    private static String shown(List<ValueType> types) {
        return types.isEmpty()
                ? "no"
                : types.stream().map(type -> String.valueOf(type.widthBits())).collect(Collectors.joining(" + "));
    }

    private EquivalenceResult check() {
        Candidates candidates = new Candidates(miter.netlist().nodeCount());
        Optional<EquivalenceResult> difference = simulate(candidates);
        if (difference.isPresent()) {
            return difference.get();
        }
        if (deadline.isOver()) {
            return prove(new Sweep.Swept(miter.netlist(), miter.first(), miter.second()));
        }
        candidates.link();
        return prove(Sweep.sweep(miter, candidates, limits.failedProofs(), deadline));
    }

    /** Evaluates both on random inputs. */
    private Optional<EquivalenceResult> simulate(Candidates candidates) {
        Netlist net = miter.netlist();
        Patterns source = new Patterns(limits.seed(), widths);
        long[] inputs = new long[miter.inputBits()];
        long[] values = new long[net.nodeCount()];
        // Every circuit is tried on some inputs, even with no time for it.
        while (patterns < limits.patterns() && (patterns == 0 || !deadline.isOver())) {
            source.next(inputs);
            System.arraycopy(inputs, 0, values, 1, inputs.length);
            Simulation.run(net, values);
            candidates.learn(values);
            patterns += Long.SIZE;
            for (int i = 0; i < miter.first().length; i++) {
                long difference =
                        Simulation.value(values, miter.first()[i]) ^ Simulation.value(values, miter.second()[i]);
                if (difference != 0) {
                    return Optional.of(different(values, Long.numberOfTrailingZeros(difference)));
                }
            }
        }
        return Optional.empty();
    }

    private EquivalenceResult prove(Sweep.Swept swept) {
        int proved = 0;
        for (int i = 0; i < swept.first().length && (proved == i || !endsWithFailure); i++) {
            int first = swept.first()[i];
            int second = swept.second()[i];
            if (first == second) {
                proved++;
            } else if (!deadline.isOver()) {
                SatProof.Outcome outcome = SatProof.compare(
                        swept.netlist(), first, second, Integer.MAX_VALUE, limits.outputConflicts(), deadline);
                if (outcome.model().isPresent()) {
                    return different(outcome.model().get());
                }
                proved += outcome.answer() == Window.Answer.EQUAL ? 1 : 0;
            }
        }
        Verdict verdict = proved == swept.first().length ? Verdict.PROVED : Verdict.SIMULATED;
        return new EquivalenceResult(verdict, patterns, proved, swept.first().length, Optional.empty());
    }

    private EquivalenceResult different(boolean[] inputs) {
        long[] values = new long[miter.netlist().nodeCount()];
        for (int i = 0; i < inputs.length; i++) {
            values[1 + i] = inputs[i] ? 1 : 0;
        }
        Simulation.run(miter.netlist(), values);
        return different(values, 0);
    }

    private EquivalenceResult different(long[] values, int lane) {
        List<Value> inputs = new ArrayList<>();
        int at = 1;
        for (Signature.Input input : a.signature().inputs()) {
            int from = at;
            int width = input.type().widthBits();
            inputs.add(new Value(input.name(), input.type(), number(width, i -> values[from + i] >>> lane)));
            at += width;
        }
        Counterexample counterexample = new Counterexample(
                inputs,
                outputs(a.signature(), miter.first(), values, lane),
                outputs(b.signature(), miter.second(), values, lane));
        return new EquivalenceResult(Verdict.DIFFERENT, patterns, 0, miter.first().length, Optional.of(counterexample));
    }

    private static List<Value> outputs(Signature signature, int[] literals, long[] values, int lane) {
        List<Value> outputs = new ArrayList<>();
        int at = 0;
        for (Signature.Output output : signature.outputs()) {
            int from = at;
            int width = output.type().widthBits();
            BigInteger bits = number(width, i -> Simulation.value(values, literals[from + i]) >>> lane);
            outputs.add(new Value(output.name(), output.type(), bits));
            at += width;
        }
        return outputs;
    }

    private static BigInteger number(int width, IntToLongFunction bit) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < width; i++) {
            number = (bit.applyAsLong(i) & 1) == 0 ? number : number.setBit(i);
        }
        return number;
    }
}
