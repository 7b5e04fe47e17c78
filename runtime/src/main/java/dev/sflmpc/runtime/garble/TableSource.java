package dev.sflmpc.runtime.garble;

import java.io.IOException;

/** Where an evaluator's table rows come from, a buffer at a time. */
public interface TableSource {

    /**
     * Gives up the rows of the buffer before and blocks until there are new ones.
     *
     * @return how many bytes {@link #buffer()} holds from its start: the length of a table of one or
     *     more AND gates, see {@link GarblingScheme#tableBytes}
     */
    int next() throws IOException;

    /** The buffer that the last {@link #next()} filled. */
    byte[] buffer();

    /** What to fail with when the buffer ends within the rows of a gate: the peer divided it where none does. */
    IOException endsWithinGate();
}
