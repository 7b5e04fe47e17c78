package dev.sflmpc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What the system's exceptions mean to people. */
final class Messages {

    private Messages() {}

    static String of(FileSystemException failure) {
        String file = Objects.requireNonNullElse(failure.getFile(), "file");
        return file + ": "
                + switch (failure) {
                    case NoSuchFileException ignored -> "there is no such file";
                    case AccessDeniedException ignored -> "permission denied";
                    case FileAlreadyExistsException ignored -> "exists already";
                    default -> Objects.requireNonNullElse(failure.getReason(), "cannot be used");
                };
    }

    static String of(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
