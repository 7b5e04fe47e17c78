package dev.sflmpc.compiler.format;

/**
 * A circuit as it came from a file.
 *
 * @param gates gates that the file has, before constants were folded and equal gates shared; for BLIF those of the circuit
 */
public record CircuitFile(Circuit circuit, CircuitFormat format, GateCounts gates) {}
