package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.protocol.Role;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    Outcome run(Map<String, ValueBits> inputs) throws Exception {
        MemoryPipe pipe =
                new MemoryPipe(ChannelOptions.defaults().withIdle(PATIENCE).withMinBytesPerSecond(0));
        FutureTask<SessionResult> evaluation =
                new FutureTask<>(() -> side(Role.EVALUATOR, evaluator(), pipe.second(), SessionListener.NONE, inputs));
        Thread thread = Thread.ofPlatform().daemon().name("mpc-evaluator").start(evaluation);
        try {
            SessionResult garbled = side(Role.GARBLER, garbler, pipe.first(), listener, inputs);
            return outcome(garbled, evaluation.get());
        } catch (ExecutionException failed) {
            throw causeOf(failed);
        } catch (IOException | ProtocolException ended) {
            throw reason(ended, evaluation);
        } finally {
            thread.interrupt();
        }
    }

    /** Why the garbler's session ended: when the evaluator failed first, the garbler only saw its channel close. */
    private static Exception reason(Exception ended, FutureTask<SessionResult> evaluation) throws InterruptedException {
        try {
            SessionResult _ = evaluation.get(CLOSING_SECONDS, TimeUnit.SECONDS);
            return ended;
        } catch (ExecutionException failed) {
            Exception cause = causeOf(failed);
            return cause instanceof IOException || cause instanceof ProtocolException ? ended : cause;
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

    private SessionResult side(
            Role role, String party, Channel channel, SessionListener listener, Map<String, ValueBits> inputs)
            throws Exception {
        try (channel) {
            ValueBits own = inputs.getOrDefault(party, new ValueBits(0));
            return new Session(program, new Session.Seat(role, party), channel, options, listener).run(own.words());
        }
    }

    private Outcome outcome(SessionResult garbled, SessionResult evaluated) {
        Program plain = program.program();
        Map<String, ValueBits> learned = new LinkedHashMap<>();
        Map<String, SessionReport> reports = new LinkedHashMap<>();
        for (String party : plain.parties()) {
            SessionResult own = party.equals(garbler) ? garbled : evaluated;
            learned.put(party, ValueBits.of(JsonOutput.fields(plain, party), own.outputBits()));
            reports.put(party, own.report());
        }
        return new Outcome(learned, reports);
    }

    private String evaluator() {
        return program.program().parties().stream()
                .filter(party -> !party.equals(garbler))
                .findFirst()
                .orElseThrow();
    }
}
