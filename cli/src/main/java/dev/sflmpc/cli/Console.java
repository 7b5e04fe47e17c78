package dev.sflmpc.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 * @param watched whether a person sees {@code err} as it is written
 */
record Console(PrintWriter out, PrintWriter err, boolean quiet, boolean verbose, boolean watched, boolean colour) {

    static Console of(CommandLine commandLine, Environment environment, GeneralOptions general) {
        return new Console(
                commandLine.getOut(),
                commandLine.getErr(),
                general.quiet,
                general.verbose,
                environment.errorIsTerminal(),
                environment.colour());
    }

    /** What the user asked for. */
    void result(String text) {
        out.println(text);
        out.flush();
    }

    /** What the user may want to know meanwhile; nothing with {@code --quiet}. */
    void note(String text) {
        if (!quiet) {
            err.println(text);
            err.flush();
        }
    }

    /** What only {@code --verbose} wants to know. */
    void detail(String text) {
        if (verbose) {
            err.println(text);
            err.flush();
        }
    }

    /** Shown in any case, after {@code error: } unless it says so itself. */
    void error(String text) {
        err.println(errorLabel(colour) + text);
        err.flush();
    }

    static String errorLabel(boolean colour) {
        return colour ? "\u001b[1;31merror:\u001b[0m " : "error: ";
    }
}
