package dev.sflmpc.runtime.circuit;

import java.util.List;

/**
 * A compiled program.
 *
 * <p>A run fills wire memory at the places of the {@code inputs} with their owners' bits and at {@code random} with
 * uniform bits that neither party knows, executes the schedule, and gives the bits at the places of the {@code outputs} to
 * their recipients. Wires that nothing has written hold false.
 *
 * @param parties names in the order of their declaration
 * @param random random bits; its base is 0 when there are none
 * @param wireCount size of wire memory
 */
public record Program(
        String name,
        List<String> parties,
        List<Input> inputs,
        Region random,
        List<Output> outputs,
        int wireCount,
        List<Block> blocks,
        List<Step> schedule) {

    /** An input of {@code main}: {@code type.widthBits()} wires from {@code base}. */
    public record Input(String party, String name, ValueType type, int base) {}

    /**
     * An output of {@code main}: {@code type.widthBits()} wires from {@code base}.
     *
     * @param recipients parties that learn it, in the order of the program's parties
     */
    public record Output(String name, ValueType type, List<String> recipients, int base) {
        public Output {
            recipients = List.copyOf(recipients);
        }
    }

    /** {@code widthBits} wires from {@code base}. */
    public record Region(int base, int widthBits) {}

    public Program {
        parties = List.copyOf(parties);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        blocks = List.copyOf(blocks);
        schedule = List.copyOf(schedule);
    }
}
