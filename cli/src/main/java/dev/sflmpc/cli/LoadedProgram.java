package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import java.util.Optional;

/**
 * A program from any file.
 *
 * @param cost which places of the source its gates come from, if that is known
 */
record LoadedProgram(Program program, Optional<CostMap> cost) {

    LoadedProgram(Program program) {
        this(program, Optional.empty());
    }
}
