/**
 * The gate-level optimiser: from a netlist to an equal one with fewer AND gates, then fewer XOR gates.
 *
 * <p>Knows netlists only; it may not depend on words, types or programs. Cuts are rewritten against circuits of least
 * multiplicative complexity, one per affine class: Testa, Soeken, Amarù, De Micheli, "Reducing the multiplicative
 * complexity in logic networks for cryptography and security applications" (DAC 2019) and "A logic synthesis toolbox
 * for reducing the multiplicative complexity in logic networks" (DATE 2020).
 */
@NullMarked
package dev.sflmpc.compiler.optimise;

import org.jspecify.annotations.NullMarked;
