package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.garble.GateHash;

/**
 * How the rows of a session are cut, the same on both sides because it follows from the program alone.
 *
 * <p>A <i>tile</i> is what one walk takes through the program at once, a <i>chunk</i> is what one OT extension and one exchange
 * of results are for: it bounds the memory of a session, and is what a broken session loses.
 *
 * @param tileRows a power of two
 * @param chunkRows a multiple of {@code tileRows}
 */
record ChunkPlan(int tileRows, int chunkRows) {

    /** Labels at which kernels do best. */
    private static final int BEST_TILE_ROWS = Math.min(16, GateHash.MAX_ROWS);

    /** Labels of wire memory, 16 bytes each, and of slots, beyond which wider tiles cost more than they gain. */
    private static final int MOST_WIRE_LABELS = 1 << 20;

    private static final int MOST_SLOT_LABELS = 1 << 16;

    /** AND gates of a chunk: 128 MiB of tables. */
    private static final long CHUNK_ANDS = 1 << 22;

    /** Inputs, random bits and outputs of a chunk. */
    private static final long CHUNK_LABELS = 1 << 19;

    private static final int MOST_CHUNK_ROWS = 1 << 12;

    static ChunkPlan of(SessionProgram session) {
        Program program = session.program();
        int slots = program.blocks().stream().mapToInt(Block::slotCount).max().orElse(1);
        long tile = Math.min(
                BEST_TILE_ROWS,
                Math.min(MOST_WIRE_LABELS / Math.max(1, program.wireCount()), MOST_SLOT_LABELS / Math.max(1, slots)));
        int tileRows = Math.toIntExact(Long.highestOneBit(Math.max(1, tile)));
        long labels = program.random().widthBits();
        for (String party : program.parties()) {
            labels += session.inputBits(party) + session.outputBits(party);
        }
        long rows = Math.min(
                MOST_CHUNK_ROWS,
                Math.min(CHUNK_ANDS / Math.max(1, session.andCount()), CHUNK_LABELS / Math.max(1, labels)));
        return new ChunkPlan(tileRows, Math.toIntExact(Math.max(1, rows / tileRows)) * tileRows);
    }

    /** Rows of the next tile when {@code left} are left of a chunk: a power of two. */
    int tile(int left) {
        return Math.min(tileRows, Integer.highestOneBit(left));
    }
}
