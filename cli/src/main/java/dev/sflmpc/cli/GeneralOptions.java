package dev.sflmpc.cli;

import picocli.CommandLine.Option;

/** The options that every command has. */
final class GeneralOptions {

    @Option(
            names = {"-q", "--quiet"},
            order = 100,
            description = "Say nothing but results and errors; no progress bars.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 101,
            description = "Say more, and show the stack trace of an internal error.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 102,
            description = "Show this help.")
    boolean help;
}
