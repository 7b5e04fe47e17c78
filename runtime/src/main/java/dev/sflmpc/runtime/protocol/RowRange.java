package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;

/**
 * The rows of a session, as a side announces them in its Hello and as both agree on them.
 *
 * @param count of all rows of the batch; {@link RowSource#ANY} for a side that takes as many as the other has
 * @param first row that this side still needs
 */
record RowRange(long count, long first) {

    /** One evaluation. */
    static final RowRange SINGLE = new RowRange(1, 0);

    /**
     * What both sides work on: the rows that either of them still needs.
     *
     * <p>Two sides of a batch that broke off are at most one chunk apart. A peer that wants more again could be after
     * results for other inputs.
     */
    RowRange agree(RowRange peer, int chunkRows) throws ProtocolException {
        if (count != RowSource.ANY && peer.count != RowSource.ANY && count != peer.count) {
            throw new ProtocolException("hello: the two sides have different numbers of rows: " + count + " here, "
                    + Long.toUnsignedString(peer.count)
                    + " at the peer; a side whose input is the same for all rows says"
                    + " so with --rows");
        }
        long rows = Math.max(count, peer.count);
        if (peer.count < 0 || rows == RowSource.ANY) {
            throw new ProtocolException("hello: neither side says how many rows there are");
        }
        long from = Math.min(first, peer.first);
        if (peer.first < 0 || Math.max(first, peer.first) > rows || Math.max(first, peer.first) - from > chunkRows) {
            throw new ProtocolException("hello: this side continues at row " + (first + 1) + " of " + rows
                    + ", the peer at row " + Long.toUnsignedString(peer.first + 1) + "; begin anew on both sides");
        }
        return new RowRange(rows, from);
    }
}
