package dev.sflmpc.runtime.protocol;

import java.io.IOException;

/** Where a session's results go. */
public interface RowSink {

    /**
     * This side's results of the rows {@code firstRow … firstRow + rows - 1}, in the order of the rows. They are authentic;
     * whether the peer has its own of these rows shows when the next ones come, or at the end.
     *
     * @param outputBits packed; bit {@code i} of the outputs of the {@code n}-th of these rows is bit {@code n · widthBits + i}
     * @param widthBits output bits of a row that this side's party learns
     */
    void accept(long firstRow, int rows, long[] outputBits, int widthBits) throws IOException;
}
