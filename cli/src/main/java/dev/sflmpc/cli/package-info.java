/**
 * The {@code mpc} command: one picocli class per sub-command, each a thin client of the compiler and the runtime.
 *
 * <p>A command validates, executes and returns an {@link dev.sflmpc.cli.ExitCode}. Results go to the writer for standard
 * output and everything else to the writer for standard error, both taken from picocli, so that a test runs a command in
 * its own process. Nothing here is worth calling from a library.
 */
@NullMarked
package dev.sflmpc.cli;

import org.jspecify.annotations.NullMarked;
