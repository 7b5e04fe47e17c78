package dev.sflmpc.cli;

import java.io.IOException;
import java.io.Writer;

/** Standard output whose reader goes away. */
final class ClosedWriter extends Writer {

    private int room;

    /** @param room characters that it takes */
    ClosedWriter(int room) {
        this.room = room;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        room -= length;
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (room < 0) {
            throw new IOException("broken pipe");
        }
    }

    @Override
    public void close() {
        // Nothing is kept.
    }

    @Override
    public String toString() {
        return "";
    }
}
