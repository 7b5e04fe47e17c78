package dev.sflmpc.runtime.protocol;

/** The inputs of one evaluation and room for its results. */
final class SingleRow implements RowSource, RowSink {

    private final long[] inputBits;
    private long[] outputBits = new long[0];

    /** @param inputBits packed; not changed */
    SingleRow(long[] inputBits) {
        this.inputBits = inputBits;
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public void seek(long row) {
        if (row != 0) {
            throw new IllegalArgumentException("row " + row + " of one");
        }
    }

    @Override
    public long[] next() {
        return inputBits;
    }

    @Override
    public void accept(long firstRow, int rows, long[] bits, int widthBits) {
        outputBits = bits.clone();
    }

    /** The results; secret. */
    long[] outputBits() {
        return outputBits;
    }
}
