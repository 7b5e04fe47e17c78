package dev.sflmpc.runtime.protocol;

import java.io.IOException;

/**
 * A side's rows and results, watched for exceptions: faults of this side are told apart from those of the network, because only
 * of the former does the peer hear.
 */
final class FaultWatch implements RowSource, RowSink {

    private final RowSource source;
    private final RowSink sink;
    private boolean failed;

    FaultWatch(RowSource source, RowSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /** Whether source or sink failed. */
    boolean failed() {
        return failed;
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public long most() {
        return source.most();
    }

    @Override
    public void seek(long row) throws IOException {
        failed = true;
        source.seek(row);
        failed = false;
    }

    @Override
    public long[] next() throws IOException {
        failed = true;
        long[] bits = source.next();
        failed = false;
        return bits;
    }

    @Override
    public void accept(long firstRow, int rows, long[] outputBits, int widthBits) throws IOException {
        failed = true;
        sink.accept(firstRow, rows, outputBits, widthBits);
        failed = false;
    }
}
