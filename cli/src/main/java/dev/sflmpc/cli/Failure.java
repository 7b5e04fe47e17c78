package dev.sflmpc.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.Objects;

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

    /** A file cannot be read or written: the disk is full, the file is a directory, and so on. */
    static Failure ofFile(Object file, IOException problem) {
        String message =
                switch (problem) {
                    case FileSystemException known -> Messages.of(known);
                    case ClosedByInterruptException _ -> file + ": interrupted";
                    default -> file + ": " + Objects.requireNonNullElse(problem.getMessage(), "cannot be used");
                };
        Failure failure = new Failure(ExitCode.INPUT_OR_FILE_WRONG, message);
        failure.initCause(problem);
        return failure;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
