/**
 * The plots of the README: {@code docs/performance/plots} draws them from what {@code mpc bench --json} has printed.
 */
@NullMarked
package dev.sflmpc.benchmarks.plots;

import org.jspecify.annotations.NullMarked;
