package dev.sflmpc.runtime.protocol;

import java.io.IOException;
import java.io.OutputStream;

/** Where a preparation puts new units. */
public interface UnitShelf {

    /** Room for a unit. */
    Draft draft(UnitId id, UnitKind kind) throws IOException;

    /** A unit that is being made. */
    interface Draft extends AutoCloseable {

        /** Takes the unit's content; secret. */
        OutputStream content();

        /** All content was written and the unit survives a crash from now on. */
        void commit() throws IOException;

        /** Discards the unit unless it was committed. */
        @Override
        void close() throws IOException;
    }
}
