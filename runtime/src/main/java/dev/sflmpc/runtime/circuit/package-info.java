/**
 * The contract between the compiler, which makes programs, and the runtime, which walks them.
 *
 * <p>A {@link dev.sflmpc.runtime.circuit.Program} is an interface (parties, inputs, outputs), a list of
 * {@link dev.sflmpc.runtime.circuit.Block blocks} and a schedule of {@link dev.sflmpc.runtime.circuit.Step steps}. A
 * block is a straight-line netlist of XOR and AND over its own slots; a step calls a block on places of <i>wire
 * memory</i>, or repeats other steps. Time and memory to make, store and load a program grow with its text, not with its
 * trip counts.
 *
 * <p>This package depends on nothing else of the product, so that a compiler can be written against it alone.
 */
@NullMarked
package dev.sflmpc.runtime.circuit;

import org.jspecify.annotations.NullMarked;
