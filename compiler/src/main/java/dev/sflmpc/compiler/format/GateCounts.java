package dev.sflmpc.compiler.format;

/**
 * Gates of a circuit.
 *
 * @param and AND gates
 * @param xor XOR gates with two inputs; negations are no gates
 * @param andDepth AND gates on the longest path from an input to an output
 */
public record GateCounts(long and, long xor, int andDepth) {}
