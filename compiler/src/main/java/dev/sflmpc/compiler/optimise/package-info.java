/**
 * The gate-level optimiser: from a netlist to an equal one with fewer AND gates, then fewer XOR gates.
 *
 * <p>Knows netlists, and the word-level blocks of {@code arithmetic} that it puts in the place of sums and products which it
 * finds among the gates; it may not depend on types or programs. Cuts are rewritten against circuits of least
 * multiplicative complexity, one per affine class: Testa, Soeken, Amarù, De Micheli, "Reducing the multiplicative
 * complexity in logic networks for cryptography and security applications" (DAC 2019) and "A logic synthesis toolbox
 * for reducing the multiplicative complexity in logic networks" (DATE 2020).
 *
 * <p>What no cut shows is looked for on its own: groups of gates that are small tables ({@link TableRewriting}), sums of adders ({@link AdderRewriting}), outputs that
 * are a sum, a quotient or a root as a whole ({@link WholeSums}, {@link WholeQuotients}), carries that look ahead ({@link
 * CarryRewriting}), chains of conditions ({@link SelectChains}), products that contain each other ({@link SharedCubes}) or have
 * a common factor ({@link SharedFactors}), products of polynomials over GF(2) ({@link CarrylessProducts}) and other sums of
 * products ({@link QuadraticForms}).
 *
 * <p>What a gate is on values that never occur, or where it makes no difference, is open: {@link Resubstitution} makes
 * gates of others nearby on what is left, with {@link Implications} to know what never occurs, and {@link Collapsing}
 * starts again from the function of an output, {@link ConeRewriting} from that of a node inside.
 *
 * <p>Last, and where it is asked for, {@link DepthSearch} makes the netlist shallower within a bound of ANDs: {@link
 * Balancing} evens out trees, and {@link DepthRewriting} expands what is late around the signal that it waits for.
 */
@NullMarked
package dev.sflmpc.compiler.optimise;

import org.jspecify.annotations.NullMarked;
