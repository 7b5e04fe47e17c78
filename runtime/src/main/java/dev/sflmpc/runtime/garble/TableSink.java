package dev.sflmpc.runtime.garble;

import java.io.IOException;

/** Where a garbler's table rows go, a buffer at a time, while garbling goes on. */
public interface TableSink {

    /**
     * An empty buffer for the garbler to fill from {@link #start()} on; with room for a gate of the widest slots, 64 KiB are good.
     * May block until there is one.
     */
    byte[] buffer() throws IOException;

    /** Where in a buffer the garbler begins. */
    default int start() {
        return 0;
    }

    /**
     * Takes the {@code length} bytes from {@link #start()} of the buffer that {@link #buffer()} gave last; the garbler does not
     * touch it again. {@code length} is that of a table of one or more AND gates, see {@link GarblingScheme#tableBytes}; a gate's rows are
     * never divided. May block until there is room.
     */
    void full(byte[] buffer, int length) throws IOException;

    /**
     * Takes {@code length} bytes from {@link #start()} of a buffer that was not from here, but is as long as those.
     *
     * @return a buffer that the caller may have for it, with nothing of worth in it
     */
    default byte[] exchange(byte[] made, int length) throws IOException {
        byte[] own = buffer();
        System.arraycopy(made, start(), own, start(), length);
        full(own, length);
        return made;
    }
}
