package dev.sflmpc.cli;

/** The command cannot go on, and it is not our fault: a message for people, and the code for the shell. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    Failure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** An input or a file is wrong. */
    static Failure ofFile(Object file, String problem) {
        return new Failure(ExitCode.INPUT_OR_FILE_WRONG, file + ": " + problem);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
