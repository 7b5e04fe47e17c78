package dev.sflmpc.compiler.arithmetic;

/** The two results of a division, of one width. */
public record QuotientRemainder(int[] quotient, int[] remainder) {}
