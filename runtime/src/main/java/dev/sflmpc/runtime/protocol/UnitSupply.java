package dev.sflmpc.runtime.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Prepared units of one {@link UnitKind}, as a store keeps them. */
public interface UnitSupply {

    /** The most units that a side names to its peer. */
    int MOST_NAMED = 1024;

    /** Units that are there now, the one that this side would take first; at most {@link #MOST_NAMED} are looked at. */
    List<UnitId> available();

    /**
     * Takes a unit for good: when this returns, no other claim for it ever succeeds, whatever crashes and whoever copies
     * files. Closing the stream overwrites what is in memory.
     *
     * @throws IOException when the unit is gone, was used or is damaged
     */
    InputStream claim(UnitId id) throws IOException;
}
