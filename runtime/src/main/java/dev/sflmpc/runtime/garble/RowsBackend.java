package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.GateBackend;
import java.io.IOException;

/** A backend with labels, which takes several rows through a program at once. */
public interface RowsBackend extends GateBackend, AutoCloseable {

    /** The walk is over. Outputs can be read from now on. */
    void finish() throws IOException;

    /** The labels of {@code count} wires from {@code wire} in a row, after {@link #finish()}. */
    long[] outputs(int row, int wire, int count);

    /** Overwrites all labels. */
    @Override
    void close();
}
