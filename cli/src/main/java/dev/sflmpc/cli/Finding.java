package dev.sflmpc.cli;

/**
 * What one check of the doctor found.
 *
 * @param advice what to do; empty when all is well
 * @param exitCode of the whole command if this is its first problem
 */
record Finding(String check, boolean ok, String message, String advice, ExitCode exitCode) {

    static Finding ok(String check, String message) {
        return new Finding(check, true, message, "", ExitCode.DONE);
    }

    static Finding problem(String check, String message, String advice, ExitCode exitCode) {
        return new Finding(check, false, message, advice, exitCode);
    }

    /** A line for people, and one more for the advice. */
    String text() {
        return (ok ? "ok       " : "problem  ") + check + ": " + message
                + (advice.isEmpty() ? "" : "\n         -> " + advice);
    }
}
