package dev.sflmpc.cli;

import dev.sflmpc.runtime.value.ValueBits;

/**
 * One input, or none, for as many rows as the peer has.
 *
 * @param most rows that this side agrees to
 */
record SameInput(ValueBits bits, long most) implements BatchSource {

    @Override
    public long count() {
        return ANY;
    }

    @Override
    public void seek(long row) {
        // Every row is alike.
    }

    @Override
    public long[] next() {
        return bits.words();
    }

    @Override
    public void close() {
        bits.close();
    }
}
