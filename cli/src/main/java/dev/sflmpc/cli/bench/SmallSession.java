package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.ConnectionListener;
import dev.sflmpc.runtime.net.Connector;
import dev.sflmpc.runtime.net.Endpoint;
import dev.sflmpc.runtime.net.PeerListener;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.protocol.Role;
import dev.sflmpc.runtime.protocol.Session;
import dev.sflmpc.runtime.protocol.SessionListener;
import dev.sflmpc.runtime.protocol.SessionOptions;
import dev.sflmpc.runtime.protocol.SessionProgram;
import dev.sflmpc.runtime.protocol.SessionResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A session of ten thousand ANDs between two threads over a loopback connection, in a process that has run others before:
 * what a session costs besides starting Java.
 */
final class SmallSession {

    /** Multiplications. */
    static final int ROUNDS = 18;

    private static final Security PLAIN = new Security.InsecurePlaintext();

    private final SessionProgram program = SessionProgram.of(Workloads.chain(ROUNDS));
    private final SessionOptions options;

    SmallSession(SessionOptions options) {
        this.options = options;
    }

    long andCount() {
        return program.andCount();
    }

    /** Seconds from connecting to the last result. */
    Figure seconds(BenchOptions measurement) throws IOException {
        long begin = System.nanoTime();
        int warmUps = 0;
        while (warmUps < measurement.samples()
                || System.nanoTime() - begin < measurement.perMeasurement().toNanos()) {
            warmUps += once() > 0 ? 1 : 0;
        }
        double[] seconds = new double[2 * measurement.samples() + 1];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = once();
        }
        return Figure.of(seconds);
    }

    private double once() throws IOException {
        try (PeerListener listener = PeerListener.open(
                new Endpoint("localhost", 0), PLAIN, ChannelOptions.defaults(), ConnectionListener.NONE)) {
            FutureTask<SessionResult> garbler = new FutureTask<>(() -> {
                try (Channel channel = listener.accept()) {
                    return session(Role.GARBLER, "a", channel);
                }
            });
            Thread _ = Thread.ofPlatform().daemon().name("mpc-garbler").start(garbler);
            double seconds = evaluate(listener.endpoint());
            SessionResult _ = garbler.get();
            return seconds;
        } catch (ProtocolException | ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during a session");
        }
    }

    private double evaluate(Endpoint endpoint) throws IOException, ProtocolException {
        long begin = System.nanoTime();
        try (Channel channel = Connector.connect(endpoint, PLAIN, ChannelOptions.defaults(), ConnectionListener.NONE)) {
            SessionResult _ = session(Role.EVALUATOR, "b", channel);
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private SessionResult session(Role role, String party, Channel channel) throws IOException, ProtocolException {
        return new Session(program, new Session.Seat(role, party), channel, options, SessionListener.NONE)
                .run(new long[] {0x1234567});
    }
}
