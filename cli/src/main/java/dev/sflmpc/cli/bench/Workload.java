package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;

/**
 * A circuit to garble again and again.
 *
 * @param description what it computes, for people
 * @param program with nothing in it that could run side by side by itself
 */
public record Workload(String name, String description, Program program) {

    /** AND gates of one pass. */
    public long andCount() {
        return ProgramCost.of(program).andCount();
    }
}
