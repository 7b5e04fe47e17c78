package dev.sflmpc.runtime.garble;

import java.io.IOException;

/** Where a garbler's table rows go, a buffer at a time, while garbling goes on. */
public interface TableSink {

    /** An empty buffer for the garbler to fill; with room for a gate of the widest slots, 64 KiB are good. */
    byte[] buffer();

    /**
     * Takes the first {@code length} bytes of the buffer that {@link #buffer()} gave last; the garbler does not touch it
     * again. {@code length} is that of a table of one or more AND gates, see {@link GarblingScheme#tableBytes}; a gate's rows are
     * never divided. May block until there is room.
     */
    void full(byte[] buffer, int length) throws IOException;
}
