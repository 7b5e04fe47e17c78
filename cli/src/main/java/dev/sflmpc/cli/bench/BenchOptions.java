package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.protocol.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param perMeasurement time of a measurement, after as much for warming up
 * @param parts what to measure
 * @param suites garbling scheme and OT extension
 * @param samples measurements of each thing, of which the median counts
 */
public record BenchOptions(Duration perMeasurement, Set<BenchPart> parts, SessionOptions suites, int samples) {

    /** As many as make a median. */
    public static final int SAMPLES = 5;

    /** The longest chain of multiplications: 50 million ANDs. */
    private static final long MAX_ROUNDS = 92_000;

    private static final Duration FULL = Duration.ofSeconds(1);

    public BenchOptions {
        parts = parts.isEmpty() ? EnumSet.noneOf(BenchPart.class) : EnumSet.copyOf(parts);
    }

    /** Multiplications of a session between two processes: fewer when measurements are shorter than a second. */
    long chainRounds() {
        double part = Math.min(1, (double) perMeasurement.toNanos() / FULL.toNanos());
        return Math.max(1, Math.round(MAX_ROUNDS * part));
    }

    /** What the commands of a session need to be told. */
    List<String> commandLine() {
        List<String> words = new ArrayList<>();
        if (suites.garbling() != SessionOptions.defaults().garbling()) {
            words.addAll(List.of("--garbling", suites.garbling().toString()));
        }
        if (suites.ot() != SessionOptions.defaults().ot()) {
            words.addAll(List.of("--bandwidth", "low"));
        }
        return words;
    }
}
