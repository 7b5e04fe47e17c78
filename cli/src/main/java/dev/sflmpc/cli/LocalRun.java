package dev.sflmpc.cli;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.RowSink;
import dev.sflmpc.runtime.protocol.RowSource;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionListener;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionReport;
import dev.sflmpc.runtime.protocol.SessionResult;
import dev.sflmpc.runtime.value.JsonOutput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Two sessions with each other in one process: the garbler's on this thread, the evaluator's on another.
 *
 * @param options of both sides
 * @param listener hears of the garbler's
 */
record LocalRun(SessionProgram program, String garbler, SessionOptions options, SessionListener listener) {

    /** A thread of this process is never silent for another reason than that it computes. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private static final long CLOSING_SECONDS = 5;

    /**
     * @param learned output bits by party, in the program's order of parties
     * @param reports by party, in the same order
     */
    record Outcome(Map<String, ValueBits> learned, Map<String, SessionReport> reports) {}

    /** What a side does with its session. */
    @FunctionalInterface
    private interface Course<T> {
        T run(Session session, String party) throws Exception;
    }

    /** Runs the program once. */
    Outcome run(Map<String, ValueBits> inputs) throws Exception {
        Map<String, SessionResult> results = both((session, party) ->
                session.run(inputs.getOrDefault(party, new ValueBits(0)).words()));
        Map<String, ValueBits> learned = new LinkedHashMap<>();
        Map<String, SessionReport> reports = new LinkedHashMap<>();
        results.forEach((party, result) -> {
            learned.put(party, ValueBits.of(JsonOutput.fields(program.program(), party), result.outputBits()));
            reports.put(party, result.report());
        });
        return new Outcome(learned, reports);
    }

    /** Runs the program for many rows. Returns reports by party. */
    Map<String, SessionReport> run(Map<String, RowSource> inputs, Function<String, RowSink> sinks) throws Exception {
        return both((session, party) -> session.run(Objects.requireNonNull(inputs.get(party)), 0, sinks.apply(party)));
    }

    /** What comes of both sides, by party in the program's order. */
    private <T> Map<String, T> both(Course<T> course) throws Exception {
        MemoryPipe pipe =
                new MemoryPipe(ChannelOptions.defaults().withIdle(PATIENCE).withMinBytesPerSecond(0));
        FutureTask<T> evaluation =
                new FutureTask<>(() -> side(Role.EVALUATOR, evaluator(), pipe.second(), SessionListener.NONE, course));
        Thread thread = Thread.ofPlatform().daemon().name("mpc-evaluator").start(evaluation);
        try {
            T garbled = side(Role.GARBLER, garbler, pipe.first(), listener, course);
            T evaluated = evaluation.get();
            Map<String, T> byParty = new LinkedHashMap<>();
            for (String party : program.program().parties()) {
                byParty.put(party, party.equals(garbler) ? garbled : evaluated);
            }
            return byParty;
        } catch (ExecutionException failed) {
            throw causeOf(failed);
        } catch (IOException | ProtocolException ended) {
            throw reason(ended, evaluation);
        } finally {
            thread.interrupt();
        }
    }

    /** Why the garbler's session ended: when the evaluator failed first, the garbler only saw its channel close. */
    private static <T> Exception reason(Exception ended, FutureTask<T> evaluation) throws InterruptedException {
        try {
            T _ = evaluation.get(CLOSING_SECONDS, TimeUnit.SECONDS);
            return ended;
        } catch (ExecutionException failed) {
            Exception cause = causeOf(failed);
            boolean ofChannel = cause instanceof IOException || cause instanceof ProtocolException;
            return ofChannel && !(cause instanceof OwnFault) ? ended : cause;
        } catch (TimeoutException stillBusy) {
            return ended;
        }
    }

    private static Exception causeOf(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Exception cause -> cause;
            case Error fatal -> throw fatal;
            case null, default -> failed;
        };
    }

    private <T> T side(Role role, String party, Channel channel, SessionListener listener, Course<T> course)
            throws Exception {
        try (channel) {
            return course.run(new Session(program, new Session.Seat(role, party), channel, options, listener), party);
        }
    }

    private String evaluator() {
        return program.program().parties().stream()
                .filter(party -> !party.equals(garbler))
                .findFirst()
                .orElseThrow();
    }
}
