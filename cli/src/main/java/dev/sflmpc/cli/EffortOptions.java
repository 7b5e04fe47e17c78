package dev.sflmpc.cli;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.elaborate.LineExplanation;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How hard a compilation works on the gates of the program. */
final class EffortOptions {

    @Option(
            names = "--optimize",
            paramLabel = "LEVEL",
            order = 28,
            description =
                    "How hard to try for fewer AND gates when PROGRAM is a source: 0 to 3, default 1. Both parties"
                            + " must use the same level.")
    @Nullable
    Integer level;

    @Option(
            names = "--optimize-time",
            paramLabel = "SECONDS",
            order = 29,
            description =
                    "Go on for at most this long, at level 3 if no other is given. What comes out depends on the machine,"
                            + " so garble and evaluate take it for no source: compile once and give the file to the peer.")
    @Nullable
    Integer seconds;

    private Optional<LineExplanation> explanation = Optional.empty();

    /** @throws picocli.CommandLine.ParameterException if there is no such level or time */
    void require(MpcCommand command) {
        if (level != null && (level < 0 || level > OptimiserOptions.MOST_LEVEL)) {
            throw command.usage("--optimize " + level + ": expected 0, 1, 2 or 3");
        }
        if (seconds != null && seconds <= 0) {
            throw command.usage("--optimize-time " + seconds + ": expected a number of seconds, at least 1");
        }
    }

    /** Both parties of a session compile for themselves, and must get the same program. */
    void requireRepeatable(Path program, MpcCommand command) {
        if (seconds != null) {
            throw command.usage(
                    "--optimize-time gives another program on every machine, so the peer would have another one;"
                            + " compile " + program + " once, with mpc compile, and run the file on both sides");
        }
    }

    /** The same compilation, saying what it makes of a line. */
    EffortOptions explaining(Optional<LineExplanation> line) {
        explanation = line;
        return this;
    }

    boolean isGiven() {
        return level != null || seconds != null;
    }

    CompileOptions compileOptions(Map<String, String> params) {
        int standard = seconds == null ? CompileOptions.STANDARD_LEVEL : OptimiserOptions.MOST_LEVEL;
        OptimiserOptions options = OptimiserOptions.ofLevel(level == null ? standard : level);
        return new CompileOptions(
                params, seconds == null ? options : options.withTimeLimit(Duration.ofSeconds(seconds)), explanation);
    }
}
