package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.RowSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Many rows of inputs of one party, for the commands that are one party. */
final class BatchOptions {

    private static final int RETRIES = 10;

    /** That are used without being asked for: more of them want more memory, and a network that keeps up. */
    private static final int MOST_THREADS = 4;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            order = 4,
            description =
                    "Run the program for each row of FILE, instead of once for --input: CSV whose header names values by"
                            + " path (a, reading[0], model.bias), or a JSON object on each line. Both sides must have the same"
                            + " number of rows. Prints results as CSV, in the order of the rows.")
    @Nullable
    String batch;

    @Option(
            names = "--rows",
            paramLabel = "MAX",
            order = 5,
            description = "Use --input for each row of the peer's batch, which may have at most so many.")
    @Nullable
    Long rows;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 6,
            description = "With --batch or --rows: write results to FILE instead of standard output.")
    @Nullable
    Path output;

    @Option(
            names = "--resume",
            order = 7,
            description = "Go on behind the last row that is in the file of --output; on both sides.")
    boolean resume;

    @Option(
            names = "--retries",
            paramLabel = "N",
            order = 8,
            description =
                    "With --batch or --rows: how often to meet again after the connection broke, and go on from the"
                            + " last finished rows. Default: " + RETRIES + ".")
    @Nullable
    Integer retries;

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 9,
            description =
                    "With --batch or --rows: work on so many groups of rows at once. What is sent is the same, so that the peer"
                            + " may choose otherwise. Default: half of the machine's cores, at most " + MOST_THREADS
                            + ".")
    @Nullable
    Integer threads;

    boolean isBatch() {
        return batch != null || rows != null;
    }

    int retryLimit() {
        return retries == null ? RETRIES : retries;
    }

    /** The other half of the cores is for TLS, and maybe for the peer. */
    int threadCount() {
        return threads == null ? Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS) : threads;
    }

    void validate(@Nullable String input, MpcCommand command) {
        if (batch != null && input != null) {
            throw command.usage(
                    "--batch and --input exclude each other: one has a row for each evaluation, the other one"
                            + " for all");
        }
        if (batch != null && rows != null) {
            throw command.usage("--batch and --rows exclude each other: the file says how many rows there are");
        }
        if (InputFile.STANDARD_INPUT.equals(batch)) {
            throw command.usage("--batch " + batch + ": all rows are checked before the first is used, so they are read"
                    + " twice; write them to a file");
        }
        if (!isBatch() && (output != null || resume || retries != null || threads != null)) {
            throw command.usage("--output, --resume, --retries and --threads go with --batch or --rows");
        }
        if (resume && output == null) {
            throw command.usage("--resume: which rows are done? Add --output FILE");
        }
        if ((rows != null && rows < 1) || retryLimit() < 0 || threadCount() < 1) {
            throw command.usage("--rows, --retries and --threads take positive numbers");
        }
    }

    /** The file of results must be one of this batch. */
    void requireRoom(long delivered, long count) throws Failure {
        if (output != null && count != RowSource.ANY && delivered > count) {
            throw Failure.ofFile(
                    output, "holds the results of " + Counts.of(delivered, "row") + ", but " + batch + " has " + count);
        }
    }
}
