package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.SessionListener;
import dev.sflmpc.runtime.protocol.SessionPhase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how many rows are done, at which rate, and how long the rest will take: as a bar to somebody who watches, otherwise as
 * a line now and then.
 */
final class BatchProgress implements SessionListener, AutoCloseable {

    private static final double NANOS = 1e9;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final String task;
    private final long andsOfRow;
    private final Console console;
    private final long start = System.nanoTime();
    private long lineAt = start;
    private long first = -1;
    private long total;
    private @Nullable Progress bar;

    BatchProgress(String task, long andsOfRow, Console console) {
        this.task = task;
        this.andsOfRow = andsOfRow;
        this.console = console;
    }

    @Override
    public void phase(SessionPhase phase) {
        console.detail("session: " + phase);
    }

    @Override
    public void rows(long firstRow, long count) {
        if (first < 0) {
            first = firstRow;
            total = count;
            bar = Progress.ofRows(task, count, console);
        }
    }

    @Override
    public void progress(long andCount, long totalAndCount) {
        if (andsOfRow > 0) {
            update(andCount / andsOfRow);
        }
    }

    /** {@code done} of all rows. */
    void update(long done) {
        if (bar != null) {
            bar.update(done);
        }
        long now = System.nanoTime();
        if (!console.watched() && now - lineAt >= LINE_NANOS && done > first) {
            lineAt = now;
            double rate = (done - first) * NANOS / (now - start);
            console.note(String.format(
                    Locale.ROOT,
                    "%s of %s, %,.1f rows/s, %s left",
                    Counts.of(done),
                    Counts.of(total, "row"),
                    rate,
                    Network.duration((total - done) / rate)));
        }
    }

    /** Whether so many rows are all that there are. */
    boolean isComplete(long done) {
        return first >= 0 && done == total;
    }

    /** Says how much was done, and in which time. */
    void finish(long done) {
        close();
        String rows = first >= 0 && done < total
                ? Counts.of(done) + " of " + Counts.of(total, "row")
                : Counts.of(done, "row");
        console.note(rows + " done, " + Network.duration((System.nanoTime() - start) / NANOS));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
