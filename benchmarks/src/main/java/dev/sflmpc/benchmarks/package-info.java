/**
 * JMH benchmarks: rates of the hot paths, each beside a baseline of the primitive that bounds it.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Garbling} runs one; the counters {@code ands} and {@code ots} are
 * gates and transfers per second. {@code -prof gc} shows what is allocated.
 */
@NullMarked
package dev.sflmpc.benchmarks;

import org.jspecify.annotations.NullMarked;
