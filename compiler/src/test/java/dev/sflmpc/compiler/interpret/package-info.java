/**
 * An interpreter of the checked tree, random programs, and the comparison of the two ways from a program to its results:
 * interpretation, and the walk of the compiled circuit.
 *
 * <p>The interpreter shares nothing with elaboration or the circuits: it computes with big integers, executes the branch
 * that is taken and leaves a function at its {@code return}.
 */
@NullMarked
package dev.sflmpc.compiler.interpret;

import org.jspecify.annotations.NullMarked;
