/**
 * Circuits in the formats of other tools: Bristol Fashion and its predecessor, BLIF, AIGER, DOT.
 *
 * <p>A {@link dev.sflmpc.compiler.format.Circuit} is an XOR-AND graph with named inputs and outputs. {@link
 * dev.sflmpc.compiler.format.CircuitReader} and {@link dev.sflmpc.compiler.format.CircuitWriter} take it from and to files,
 * {@link dev.sflmpc.compiler.format.CircuitPrograms} from and to compiled programs. Formats say nothing of parties, types
 * and the order of bits; a {@code Sidecar}, a JSON file beside the circuit's, does.
 *
 * <p>Depends on the netlist, the assembler and the runtime's {@code circuit} package. Readers take files from strangers:
 * they stream, allocate nothing from a count that the file's size does not back, and fail with {@link
 * dev.sflmpc.compiler.format.CircuitFormatException} only.
 *
 * <p>Formats: N. Smart et al., "'Bristol Fashion' MPC circuits" and its page on the older format; "Berkeley Logic
 * Interchange Format (BLIF)", University of California, 1992; A. Biere, "The AIGER And-Inverter Graph (AIG) Format",
 * 2007, and Biere, Heljanko, Wieringa, "AIGER 1.9 and beyond", 2011.
 */
@NullMarked
package dev.sflmpc.compiler.format;

import org.jspecify.annotations.NullMarked;
