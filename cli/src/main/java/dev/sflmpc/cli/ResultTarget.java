package dev.sflmpc.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the lines with results of rows go. */
interface ResultTarget extends AutoCloseable {

    /** Writes complete lines; they are out when this returns. */
    void write(String lines) throws OwnFault;

    /** Rows that were there when it was opened. */
    default long rows() {
        return 0;
    }

    @Override
    void close() throws OwnFault;

    /**
     * @param file null for standard output
     * @param resume whether the file may hold results already
     */
    static ResultTarget open(@Nullable Path file, boolean resume, ResultLines form, Console console) throws Failure {
        return file == null ? new ConsoleResults(form, console) : ResultFile.open(file, form, resume);
    }
}
