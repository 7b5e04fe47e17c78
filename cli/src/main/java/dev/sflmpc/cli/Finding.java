package dev.sflmpc.cli;

/**
 * What one check of the doctor found.
 *
 * @param advice what to do; empty when all is well, or when the message says it already
 * @param exitCode of the whole command if this is its first problem
 */
record Finding(String check, Severity severity, String message, String advice, ExitCode exitCode) {

    /** Only a problem keeps a session from working. */
    enum Severity {
        OK("ok       "),
        WARNING("warning  "),
        PROBLEM("problem  ");

        private final String label;

        Severity(String label) {
            this.label = label;
        }
    }

    static Finding ok(String check, String message) {
        return new Finding(check, Severity.OK, message, "", ExitCode.DONE);
    }

    static Finding warning(String check, String message, String advice) {
        return new Finding(check, Severity.WARNING, message, advice, ExitCode.DONE);
    }

    static Finding problem(String check, String message, String advice, ExitCode exitCode) {
        return new Finding(check, Severity.PROBLEM, message, advice, exitCode);
    }

    boolean ok() {
        return severity != Severity.PROBLEM;
    }

    /** A line for people, and one more for the advice. */
    String text() {
        return severity.label + check + ": " + message + (advice.isEmpty() ? "" : "\n         -> " + advice);
    }
}
