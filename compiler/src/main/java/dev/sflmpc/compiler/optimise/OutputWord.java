package dev.sflmpc.compiler.optimise;

/**
 * Outputs that seem to be the bits of a number.
 *
 * @param outputs their places among the outputs, least significant bit first
 * @param sum the number modulo {@code 2^outputs.length}, over nodes that are numbered as {@link Graph#withInputs} does
 */
record OutputWord(int[] outputs, WeightedSum sum) {}
