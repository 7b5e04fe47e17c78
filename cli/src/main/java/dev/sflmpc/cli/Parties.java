package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;

/** The parties of a program, as the command line names them. */
final class Parties {

    private Parties() {}

    static void require(String party, Program program, MpcCommand command) {
        if (!program.parties().contains(party)) {
            throw command.usage(
                    "the program has no party " + party + "; its parties are " + String.join(", ", program.parties()));
        }
    }
}
