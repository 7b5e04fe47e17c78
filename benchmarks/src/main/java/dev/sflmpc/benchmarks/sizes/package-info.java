/**
 * The comparison of circuit sizes: programs written the naive way, compiled, next to the best figures that are published.
 *
 * <p>Uses the compiler as a library and the circuit part of the runtime; no other part may depend on it. The sources are
 * resources of this package, and {@code rows.txt} says what is compared with what.
 */
@NullMarked
package dev.sflmpc.benchmarks.sizes;

import org.jspecify.annotations.NullMarked;
