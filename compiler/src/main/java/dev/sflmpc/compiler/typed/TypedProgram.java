package dev.sflmpc.compiler.typed;

import java.util.List;

/**
 * A checked program.
 *
 * @param parties names in the order of their declaration
 * @param inputOwners for each parameter of {@code main}, the party it is from
 * @param outputs what {@code main} gives; with one output its result type is that output's, else the tuple of all
 */
public record TypedProgram(
        String name, List<String> parties, FunctionInstance main, List<String> inputOwners, List<Output> outputs) {

    /** A result of {@code main} and the parties that learn it, in the order of the program's parties. */
    public record Output(String name, List<String> recipients) {
        public Output {
            recipients = List.copyOf(recipients);
        }
    }

    public TypedProgram {
        parties = List.copyOf(parties);
        inputOwners = List.copyOf(inputOwners);
        outputs = List.copyOf(outputs);
    }
}
