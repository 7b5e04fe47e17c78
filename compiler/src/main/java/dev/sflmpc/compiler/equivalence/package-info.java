/**
 * Proves that two circuits compute the same, or shows where they do not.
 *
 * <p>Both circuits are put over the same inputs in one netlist. Random simulation looks for a difference and for nodes that
 * seem equal; {@code Sweep} then goes through the second circuit from the inputs on and merges each node into one of the
 * first that it proves equal, first by the sum of ANDs that an XOR is ({@code LinearForms}), then by the truth table of a
 * small {@code Window}, then by SAT. What outputs remain is given to SAT as a whole.
 *
 * <p>Depends on the netlist and the circuits of the {@code format} package. After A. Kuehlmann, F. Krohm, "Equivalence
 * checking using cuts and heaps", DAC 1997, and A. Mishchenko et al., "Improvements to combinational equivalence checking",
 * ICCAD 2006.
 */
@NullMarked
package dev.sflmpc.compiler.equivalence;

import org.jspecify.annotations.NullMarked;
