package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.garble.TableSource;

/**
 * What a side does for a tile besides walking it. Its methods are called on the session's thread, tile by tile in their order.
 *
 * @param <T> where tables go or come from: {@link TableSink} or {@link TableSource}
 */
interface TileWork<T> {

    /** A backend for the tile, with its inputs set. */
    RowsBackend begin(Tile tile, GateHash hash, T tables);

    /** Takes the outputs of a tile that was walked. */
    void end(Tile tile, RowsBackend backend);
}
