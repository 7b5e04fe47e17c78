package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Closeable;
import java.io.IOException;

/** The rows of a text, one after the other. */
interface RowReader extends Closeable {

    /** Reads what comes before the first row. */
    void begin() throws IOException;

    /**
     * Reads the next row into the bits that the reader was made with. Problems go to its list, and leave the bits undefined.
     *
     * @return false at the end
     * @throws JsonProcessingException when nothing more can be read; {@link #explain} says why
     */
    boolean next() throws IOException;

    /** Passes over the next row. */
    boolean skip() throws IOException;

    /** Adds what made {@link #begin} or {@link #next} give up to the list of problems. */
    void explain(JsonProcessingException error);
}
