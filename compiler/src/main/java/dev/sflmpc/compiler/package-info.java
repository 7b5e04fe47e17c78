/**
 * The compiler's front door: from the text of a program to a {@link dev.sflmpc.runtime.circuit.Program}.
 *
 * <p>Sees the runtime's {@code circuit} package and nothing else of the runtime.
 */
@NullMarked
package dev.sflmpc.compiler;

import org.jspecify.annotations.NullMarked;
