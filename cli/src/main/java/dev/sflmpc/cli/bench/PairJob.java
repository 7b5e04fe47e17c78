package dev.sflmpc.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A session between two processes.
 *
 * @param program a compiled program of two parties
 * @param garbler the party that garbles, and where its input is
 * @param evaluator the other party
 * @param tls with TLS, under identities made for this
 * @param options of both commands
 * @param route from the port where the garbler listens to the port to which the evaluator connects
 * @param limit after which both are ended
 */
public record PairJob(
        Path program,
        Seat garbler,
        Seat evaluator,
        boolean tls,
        List<String> options,
        IntUnaryOperator route,
        Duration limit) {

    /** A party and the file with its input. */
    public record Seat(String party, Path input) {}

    private static final Duration LIMIT = Duration.ofMinutes(3);

    public PairJob {
        options = List.copyOf(options);
    }

    /** With TLS, directly, and with the options that are the default. */
    public static PairJob of(Path program, Seat garbler, Seat evaluator) {
        return new PairJob(program, garbler, evaluator, true, List.of(), port -> port, LIMIT);
    }

    /** The same without TLS. */
    public PairJob plain() {
        return new PairJob(program, garbler, evaluator, false, options, route, limit);
    }

    /** The same with options of both commands. */
    public PairJob with(List<String> words) {
        return new PairJob(program, garbler, evaluator, tls, words, route, limit);
    }

    /** The same over something between the two. */
    public PairJob over(IntUnaryOperator way) {
        return new PairJob(program, garbler, evaluator, tls, options, way, limit);
    }
}
