/**
 * Values as people write them (JSON, CSV) and as programs take them (bits), and the way between the two.
 *
 * <p>{@link dev.sflmpc.runtime.value.JsonInput} reads a party's whole input and checks it before a bit of it is used;
 * {@link dev.sflmpc.runtime.value.BatchInput} does the same with a file of many rows, in constant memory. {@link
 * dev.sflmpc.runtime.value.JsonOutput} and {@link dev.sflmpc.runtime.value.CsvOutput} write results. Inputs are secrets: no
 * message of this package shows a value, only what kind of value was found and what was expected.
 *
 * <p>Depends on the {@code circuit} package, for the types of values, and on Jackson's streaming readers and writers; never
 * on the protocol.
 */
@NullMarked
package dev.sflmpc.runtime.value;

import org.jspecify.annotations.NullMarked;
