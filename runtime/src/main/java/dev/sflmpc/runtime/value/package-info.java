/**
 * Values as people write them (JSON) and as programs take them (bits), and the way between the two.
 *
 * <p>{@link dev.sflmpc.runtime.value.JsonInput} reads a party's whole input and checks it before a bit of it is used;
 * {@link dev.sflmpc.runtime.value.JsonOutput} writes results. Inputs are secrets: no message of this package shows a value,
 * only what kind of value was found and what was expected.
 *
 * <p>Depends on the {@code circuit} package, for the types of values, and on Jackson's streaming reader and writer; never
 * on the protocol.
 */
@NullMarked
package dev.sflmpc.runtime.value;

import org.jspecify.annotations.NullMarked;
