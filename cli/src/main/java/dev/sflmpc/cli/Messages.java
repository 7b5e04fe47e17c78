package dev.sflmpc.cli;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** What the system's exceptions mean to people. */
final class Messages {

    private Messages() {}

    static String of(FileSystemException failure) {
        String file = Objects.requireNonNullElse(failure.getFile(), "file");
        return file + ": "
                + switch (failure) {
                    case NoSuchFileException ignored -> "there is no such file" + NearbyFiles.suggestion(Path.of(file));
                    case AccessDeniedException ignored -> "permission denied";
                    case FileAlreadyExistsException ignored -> "exists already";
                    default -> Objects.requireNonNullElse(failure.getReason(), "cannot be used");
                };
    }

    static String of(IOException failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        // The system's own words for a socket that failed say little of what that means.
        return failure.getClass() == SocketException.class ? "lost the connection to the peer: " + message : message;
    }
}
