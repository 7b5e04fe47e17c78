package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.RowSource;

/** The inputs of a party, row by row. */
interface BatchSource extends RowSource, AutoCloseable {

    /** Wipes what is in memory. */
    @Override
    void close() throws OwnFault;
}
