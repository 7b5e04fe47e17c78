package dev.sflmpc.cli;

import dev.sflmpc.runtime.value.BatchInput;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A party's inputs from a file with rows, which has been checked. */
final class FileRows implements BatchSource {

    private final Path file;
    private final BatchInput input;
    private BatchInput.@Nullable Rows rows;

    FileRows(Path file, BatchInput input) {
        this.file = file;
        this.input = input;
    }

    @Override
    public long count() {
        return input.rows();
    }

    @Override
    public void seek(long row) throws OwnFault {
        close();
        try {
            rows = input.open();
            rows.skip(row);
        } catch (IOException e) {
            throw new OwnFault(Failure.ofFile(file, e));
        }
    }

    @Override
    public long[] next() throws OwnFault {
        if (rows == null) {
            throw new IllegalStateException("not at a row");
        }
        try {
            return rows.next().words();
        } catch (IOException e) {
            throw new OwnFault(Failure.ofFile(file, e));
        }
    }

    @Override
    public void close() throws OwnFault {
        if (rows == null) {
            return;
        }
        try {
            rows.close();
            rows = null;
        } catch (IOException e) {
            throw new OwnFault(Failure.ofFile(file, e));
        }
    }
}
