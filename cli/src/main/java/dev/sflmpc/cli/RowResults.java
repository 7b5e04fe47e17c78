package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.RowSink;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.io.StringWriter;

/** Writes results row by row, each row once, however often sessions give it. */
final class RowResults implements RowSink {

    private final ResultLines lines;
    private final ResultTarget target;
    private long delivered;

    RowResults(ResultLines lines, ResultTarget target) {
        this.lines = lines;
        this.target = target;
        this.delivered = target.rows();
    }

    /** Rows that are written. */
    long delivered() {
        return delivered;
    }

    @Override
    public void accept(long firstRow, int rows, long[] outputBits, int widthBits) throws IOException {
        if (firstRow > delivered) {
            throw new IllegalStateException("results of row " + firstRow + " after those of " + delivered + " rows");
        }
        ValueBits bits = ValueBits.of(Math.multiplyExact(rows, widthBits), outputBits);
        StringWriter text = new StringWriter();
        for (int row = (int) Math.min(rows, delivered - firstRow); row < rows; row++) {
            lines.write(bits, row * widthBits, firstRow + row, text);
        }
        if (firstRow + rows > delivered) {
            write(text.toString());
            delivered = firstRow + rows;
        }
    }

    private void write(String text) throws OwnFault {
        try {
            target.write(text);
        } catch (OwnFault e) {
            Failure cause = e.failure();
            throw new OwnFault(new Failure(
                    cause.exitCode(), cause.getMessage() + "; it has the results of " + Counts.of(delivered, "row")));
        }
    }
}
