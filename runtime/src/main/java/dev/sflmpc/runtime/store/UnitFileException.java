package dev.sflmpc.runtime.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file of the store, its key or its ledger cannot be used. The message names the file and what to do, never a secret. */
public final class UnitFileException extends FileSystemException {

    @Serial
    private static final long serialVersionUID = 1;

    UnitFileException(Path file, String problem) {
        super(file.toString(), null, problem);
    }

    UnitFileException(Path file, String problem, Exception cause) {
        this(file, problem);
        initCause(cause);
    }

    /** What was wrong when {@code file} was read, as an exception that names it. */
    static UnitFileException ofReading(Path file, IOException failure) {
        return of(file, "cannot be read: ", failure);
    }

    /** What was wrong when {@code file} was written, such as a full disk; to be interrupted meanwhile is nobody's fault. */
    static IOException ofWriting(Path file, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            InterruptedIOException interruption =
                    new InterruptedIOException("interrupted while a unit was written to " + file);
            interruption.initCause(failure);
            return interruption;
        }
        return of(file, "cannot be written: ", failure);
    }

    private static UnitFileException of(Path file, String what, IOException failure) {
        return failure instanceof UnitFileException named
                ? named
                : new UnitFileException(file, what + failure.getMessage(), failure);
    }
}
