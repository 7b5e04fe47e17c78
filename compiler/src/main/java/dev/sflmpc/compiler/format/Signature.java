package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a circuit is called, what goes in and what comes out.
 *
 * @param parties in the order of their declaration
 * @param randomBits inputs after all others that neither party knows
 */
public record Signature(String name, List<String> parties, List<Input> inputs, int randomBits, List<Output> outputs) {

    /** A value from a party. */
    public record Input(String party, String name, ValueType type, BitOrder order) {}

    /** A value that {@code recipients}, in the order of the parties, learn. */
    public record Output(String name, ValueType type, List<String> recipients, BitOrder order) {
        public Output {
            recipients = List.copyOf(recipients);
        }
    }

    /** The parties of a circuit whose file names none: the first input is from the first, all others from the second. */
    static final List<String> DEFAULT_PARTIES = List.of("a", "b");

    /** Some of a circuit's inputs or outputs as a file has them. */
    record Group(String name, int widthBits, BitOrder order) {}

    public Signature {
        parties = List.copyOf(parties);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Whether the parties are those of a circuit whose file names none. */
    public boolean hasAssumedParties() {
        return parties.equals(DEFAULT_PARTIES);
    }

    /** Bits of all inputs, random ones included. */
    public int inputBits() {
        return inputs.stream().mapToInt(input -> input.type().widthBits()).sum() + randomBits;
    }

    /** Bits of all outputs. */
    public int outputBits() {
        return outputs.stream().mapToInt(output -> output.type().widthBits()).sum();
    }

    /** The same with all values in this order of bits. */
    public Signature withOrder(BitOrder order) {
        return new Signature(
                name,
                parties,
                inputs.stream()
                        .map(input -> new Input(input.party(), input.name(), input.type(), order))
                        .toList(),
                randomBits,
                outputs.stream()
                        .map(output -> new Output(output.name(), output.type(), output.recipients(), order))
                        .toList());
    }

    /** What is assumed of a file that says nothing else. */
    static Signature assumed(String name, List<Group> inputs, List<Group> outputs) {
        List<Input> values = new ArrayList<>();
        for (Group group : inputs) {
            String party = DEFAULT_PARTIES.get(values.isEmpty() ? 0 : 1);
            values.add(new Input(party, group.name(), assumedType(group.widthBits()), group.order()));
        }
        List<Output> results = outputs.stream()
                .map(group -> new Output(group.name(), assumedType(group.widthBits()), DEFAULT_PARTIES, group.order()))
                .toList();
        return new Signature(name, DEFAULT_PARTIES, values, 0, results);
    }

    /** {@code bool}, {@code uint<N>}, or {@code bool[N]} where N is no width of a number. */
    static ValueType assumedType(int widthBits) {
        if (widthBits == 1) {
            return new ValueType.Bool();
        }
        return widthBits == 0 || widthBits > ValueType.MAX_NUMBER_WIDTH_BITS
                ? new ValueType.Array(new ValueType.Bool(), widthBits)
                : new ValueType.Int(false, widthBits);
    }

    /** Puts bits from the file's order into the values', or back. */
    int[] reorderInputs(int[] bits) {
        int[] result = bits.clone();
        int at = 0;
        for (Input input : inputs) {
            input.order().copy(input.type(), bits, result, at);
            at += input.type().widthBits();
        }
        return result;
    }

    /** {@link #reorderInputs} for outputs. */
    int[] reorderOutputs(int[] bits) {
        int[] result = bits.clone();
        int at = 0;
        for (Output output : outputs) {
            output.order().copy(output.type(), bits, result, at);
            at += output.type().widthBits();
        }
        return result;
    }
}
