package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;

/**
 * A compiled program.
 *
 * @param cost which places of the source its AND gates come from
 */
public record Compiled(Program program, CostMap cost) {}
