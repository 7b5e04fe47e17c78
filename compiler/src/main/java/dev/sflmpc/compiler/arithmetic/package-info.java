/**
 * Arithmetic circuits: one class per building block, each with its AND count in its documentation and held by a test.
 *
 * <p>A word is an {@code int[]} of {@link dev.sflmpc.compiler.netlist.Netlist} literals, least significant bit first;
 * signed words are in two's complement. Any bit may be a constant or a copy of another one: constants are folded, so
 * that a general block given a special operand costs what the special case should. Counts in the documentation are for
 * operands of independent bits, after gates that no output needs are dropped.
 *
 * <p>Depends on the netlist only; types, programs and source text are above it. Source of the adders
 * and sums of bits: Boyar, Peralta, Pochuev, "On the multiplicative complexity of Boolean functions over the basis
 * (AND, XOR, 1)"; each class names its own.
 */
@NullMarked
package dev.sflmpc.compiler.arithmetic;

import org.jspecify.annotations.NullMarked;
