package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.GateHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a chunk that one walk takes through the program side by side.
 *
 * <p>Each tile begins with an epoch of its own, which follows from its place in the chunk alone, so that it does not matter in
 * which order, or on how many threads, the tiles of a chunk are walked.
 *
 * @param first of its rows, within the chunk
 * @param rows a power of two
 * @param epoch of its first AND
 */
record Tile(int first, int rows, long epoch) {

    /** All tiles of a chunk, in the order in which their tables are sent. */
    static List<Tile> of(SideContext context, Chunk chunk) {
        List<Tile> tiles = new ArrayList<>();
        long epoch = 0;
        int rows;
        for (int first = 0; first < chunk.rows(); first += rows) {
            rows = context.plan().tile(chunk.rows() - first);
            tiles.add(new Tile(first, rows, epoch));
            epoch += GateHash.epochs(context.program().andCount() * rows);
        }
        return tiles;
    }

    /** AND gates, of all rows. */
    long ands(SideContext context) {
        return context.program().andCount() * rows;
    }
}
