package dev.sflmpc.compiler.optimise;

/** A pass that looks for a kind of structure, which a program has in many of its blocks or in none. */
public enum SearchPass {
    /** Products of polynomials over GF(2). */
    PRODUCTS,
    /** Other sums of products. */
    FORMS,
    /** Groups of gates that are small tables. */
    TABLES,
    /** Small cuts, as the quick level rewrites them. */
    CUTS
}
