package dev.sflmpc.compiler.arithmetic;

/**
 * A result modulo 2^n and whether the exact one differs from it.
 *
 * @param wrapped the low n bits of the exact result
 * @param overflow whether the exact result is no number of the type
 */
public record Checked(int[] wrapped, int overflow) {}
