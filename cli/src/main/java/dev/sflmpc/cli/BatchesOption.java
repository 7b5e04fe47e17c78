package dev.sflmpc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Many rows of inputs, for the commands that play all parties. */
final class BatchesOption {

    @Option(
            names = "--batch",
            paramLabel = "PARTY=FILE",
            order = 3,
            description = "Run the program for each row of FILE, instead of once: CSV whose header names values by path"
                    + " (a, reading[0], model.bias), or a JSON object on each line. Once for each party with rows of its"
                    + " own; the --input of another is used for all rows. Prints results as CSV, in the order of the"
                    + " rows.")
    List<String> batches = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 4,
            description = "With --batch: write results to FILE instead of standard output.")
    @Nullable
    Path output;

    boolean isBatch() {
        return !batches.isEmpty();
    }

    void validate(MpcCommand command) {
        if (!isBatch() && output != null) {
            throw command.usage("--output goes with --batch");
        }
    }
}
