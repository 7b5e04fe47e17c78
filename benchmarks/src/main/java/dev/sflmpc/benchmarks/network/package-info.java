/**
 * Sessions between two real processes over networks that this machine does not have: a loopback proxy delays and slows
 * down what goes through it.
 *
 * <p>{@code docs/performance/networks} runs {@link dev.sflmpc.benchmarks.network.NetworkTable}, which writes {@code
 * docs/performance/networks.md}.
 */
@NullMarked
package dev.sflmpc.benchmarks.network;

import org.jspecify.annotations.NullMarked;
