package dev.sflmpc.runtime.protocol;

import java.io.IOException;

/** Where a session gets this party's inputs from, one evaluation of the program after the other. */
public interface RowSource {

    /** {@link #count} of a party whose inputs are the same in every row: as many rows as the peer has. */
    long ANY = 0;

    /** How many rows there are; {@link #ANY} if it is for the peer to say. */
    long count();

    /** The most rows that this side agrees to; each is another question to this party's inputs. */
    default long most() {
        return Long.MAX_VALUE;
    }

    /** Goes to a row, counted from 0; the next {@link #next} is for that one. Called once, before the first. */
    void seek(long row) throws IOException;

    /**
     * The input bits of the next row, packed (bit i is bit i % 64 of word i / 64), in the order of the program's inputs.
     * The array may be used again for the row after it; secret.
     */
    long[] next() throws IOException;
}
