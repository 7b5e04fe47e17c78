package dev.sflmpc.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error, which appears only once work turns out to be long and only if somebody watches. */
final class Progress implements AutoCloseable {

    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int UPDATE_MILLIS = 200;

    private final String task;
    private final long total;
    private final String unit;
    private final long unitSize;
    private final boolean shown;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    Progress(String task, long total, Console console) {
        this(task, total, " M gates", 1_000_000, console);
    }

    private Progress(String task, long total, String unit, long unitSize, Console console) {
        this.task = task;
        this.total = total;
        this.unit = unit;
        this.unitSize = unitSize;
        this.shown = console.watched() && !console.quiet();
    }

    /** Counts rows of inputs instead of AND gates. */
    static Progress ofRows(String task, long total, Console console) {
        return new Progress(task, total, " rows", 1, console);
    }

    /** {@code done} of the total; called by the working thread, so it is quick. */
    void update(long done) {
        if (!shown) {
            return;
        }
        if (bar == null) {
            if (System.nanoTime() - start < PATIENCE_NANOS) {
                return;
            }
            bar = open(done);
        }
        bar.stepTo(done);
    }

    private ProgressBar open(long done) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(
                        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.US_ASCII)))
                .startsFrom(done, Duration.ofNanos(System.nanoTime() - start))
                .showSpeed()
                .build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
