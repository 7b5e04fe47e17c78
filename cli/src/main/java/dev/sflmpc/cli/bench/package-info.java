/**
 * Measures this machine: what {@code mpc bench} shows, for whoever wants the figures.
 *
 * <p>Rates of garbling and evaluation are measured on circuits that the compiler makes, in slices of time that alternate with
 * slices of bare AES, because machines have fast and slow phases: what a phase does to a rate it does to the AES next to it.
 * What needs two processes starts two {@code mpc} commands, on loopback, in a folder of its own that is gone afterwards.
 * All inputs are made up; nothing here is secret. Figures are medians of five or more.
 *
 * <p>Depends on the compiler and the runtime, not on the commands.
 */
@NullMarked
package dev.sflmpc.cli.bench;

import org.jspecify.annotations.NullMarked;
