package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are there as a whole or as they were before: under another name beside their own, which they get when
 * all is written. A link stays one, and a pipe or a device is written to.
 */
public final class WholeFile {

    /** What is written; the stream is not this one's to close. */
    public interface Content<E extends Exception> {
        void writeTo(OutputStream out) throws IOException, E;
    }

    private WholeFile() {}

    /** Whether a file is, or would be, an ordinary one: not a pipe, a device or a folder. */
    public static boolean isOrdinary(Path file) {
        return !Files.exists(file) || Files.isRegularFile(file);
    }

    /** Writes {@code content} to {@code file}, replacing what was there. */
    public static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        if (!isOrdinary(file)) {
            try (OutputStream out = Files.newOutputStream(file)) {
                content.writeTo(out);
            }
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = create(part, file)) {
                content.writeTo(out);
            }
            moveInto(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream create(Path part, Path file) throws IOException {
        try {
            return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            AccessDeniedException denied = new AccessDeniedException(file.toString());
            denied.initCause(e);
            throw denied;
        }
    }

    private static void moveInto(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
