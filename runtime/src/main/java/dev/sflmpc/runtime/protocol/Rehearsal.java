package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.ChannelOptions;
import dev.sflmpc.runtime.net.ConnectionListener;
import dev.sflmpc.runtime.net.Connector;
import dev.sflmpc.runtime.net.Endpoint;
import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.MemoryPipe;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.PeerListener;
import dev.sflmpc.runtime.net.Security;
import dev.sflmpc.runtime.net.TrustedPeers;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Runs a program with itself on throw-away units and inputs of zero, so that Java has loaded and compiled what a prepared
 * session needs before the peer waits for it. Nothing of it leaves the machine or is used again.
 *
 * <p>The two sides meet over a loopback connection that is protected like the one to the peer: a class that is loaded later, like
 * another kind of cipher for TLS, would make Java throw away compiled code that counted on its absence.
 */
public final class Rehearsal {

    /** A larger program takes longer to run than to compile. */
    private static final long MOST_ANDS = 1 << 18;

    private static final long MOST_LABELS = 1 << 16;

    /** Rounds in a row that are no faster than the best before; then Java has compiled what matters. */
    private static final int CALM_ROUNDS = 10;

    /** For what takes milliseconds. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** How much less than the best before is faster, and not chance. */
    private static final double FASTER = 0.9;

    private final SessionProgram program;
    private final SessionOptions options;
    private final Security security;
    private final SecureRandom random = new SecureRandom();

    private Rehearsal(SessionProgram program, SessionOptions options, Security security) {
        this.program = program;
        this.options = options;
        this.security = security;
    }

    /**
     * Rehearses until it gets no faster or {@code patience} is over, at least once; not at all for a large program.
     *
     * @param security of the connection to the peer; in the rehearsal this side is its own peer
     */
    public static void run(SessionProgram program, SessionOptions options, Security security, Duration patience) {
        long labels = program.program().random().widthBits();
        for (String party : program.program().parties()) {
            labels += program.inputBits(party) + program.outputBits(party);
        }
        if (program.andCount() > MOST_ANDS || labels > MOST_LABELS) {
            return;
        }
        try {
            new Rehearsal(program, options, withItself(security)).untilCalm(patience);
        } catch (IOException | ProtocolException e) {
            // This machine has no more sockets, or the thread was interrupted: the session with the peer will tell.
            return;
        }
        // The session should not be interrupted for the garbage of the rehearsal.
        System.gc();
    }

    private void untilCalm(Duration patience) throws IOException, ProtocolException {
        long start = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        int calm = 0;
        do {
            double seconds = seconds();
            calm = seconds < FASTER * best ? 0 : calm + 1;
            best = Math.min(best, seconds);
        } while (calm < CALM_ROUNDS && System.nanoTime() - start < patience.toNanos());
    }

    private static Security withItself(Security security) {
        return switch (security) {
            case Security.Tls(Identity identity, TrustedPeers _) ->
                new Security.Tls(identity, TrustedPeers.only(new Peer("rehearsal", identity.fingerprint())));
            case Security.InsecurePlaintext plain -> plain;
        };
    }

    /** Seconds online of one session. */
    private double seconds() throws IOException, ProtocolException {
        List<String> parties = program.program().parties();
        ChannelOptions limits = ChannelOptions.defaults().withConnect(LIMIT).withIdle(LIMIT);
        try (PeerListener listener =
                PeerListener.open(new Endpoint("localhost", 0), security, limits, ConnectionListener.NONE)) {
            Pair pair = deal(parties.get(0));
            FutureTask<SessionResult> other = new FutureTask<>(() -> {
                try (Channel channel =
                        Connector.connect(listener.endpoint(), security, limits, ConnectionListener.NONE)) {
                    return session(channel, Role.EVALUATOR, parties.get(1), pair.evaluator());
                }
            });
            Thread thread = Thread.ofPlatform().daemon().name("mpc-rehearsal").start(other);
            SessionResult result;
            try (Channel channel = listener.accept()) {
                result = session(channel, Role.GARBLER, parties.get(0), pair.garbler());
            }
            thread.join();
            return result.report().seconds().online();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private SessionResult session(Channel channel, Role role, String party, UnitSupply units)
            throws IOException, ProtocolException {
        return Session.prepared(program, new Session.Seat(role, party), channel, options, SessionListener.NONE, units)
                .run(Bits.allocate(Math.toIntExact(program.inputBits(party))));
    }

    private record Pair(UnitSupply garbler, UnitSupply evaluator) {}

    /** Both halves of a unit, by one who may know both. */
    private Pair deal(String garbler) throws IOException {
        byte[] hash = new byte[Messages.HASH_BYTES];
        random.nextBytes(hash);
        SideContext context = new SideContext(
                program,
                ChunkPlan.of(program),
                options.garbling(),
                options.ot(),
                new Messages(new MemoryPipe(ChannelOptions.defaults()).first()),
                hash,
                garbler,
                1);
        Chunk row = context.oneRow();
        int inputs = context.inputBits(context.otherParty(), row);
        int count = context.otCount(context.otherParty(), row);
        long[] choices = random.longs(Bits.words(count)).toArray();
        long[] labels = Labels.allocate(count);
        try (LabelStream fresh = LabelStream.random()) {
            fresh.next(labels, 0, count);
        }
        ByteArrayOutputStream garblers = new ByteArrayOutputStream();
        ByteArrayOutputStream evaluators = new ByteArrayOutputStream();
        try (Delta delta = Delta.random()) {
            long[] active = labels.clone();
            Labels.offset(active, 0, inputs, choices, 0, delta);
            new EvaluatorUnit(hash, choices, active).write(evaluators, inputs);
            GarblerUnit unit = GarblerUnit.garble(context, hash, delta, labels, tables(evaluators), ands -> {});
            unit.write(garblers);
            unit.wipe();
        }
        UnitId id = UnitId.of(hash, 0);
        return new Pair(new OneUnit(id, garblers.toByteArray()), new OneUnit(id, evaluators.toByteArray()));
    }

    private static TableSink tables(ByteArrayOutputStream out) {
        return new TableSink() {
            private final byte[] buffer = new byte[Messages.MAX_BODY_BYTES];

            @Override
            public byte[] buffer() {
                return buffer;
            }

            @Override
            public void full(byte[] rows, int length) throws IOException {
                StoredTables.store(out, rows, start(), length);
            }
        };
    }

    private record OneUnit(UnitId id, byte[] content) implements UnitSupply {

        @Override
        public List<UnitId> available() {
            return List.of(id);
        }

        @Override
        public InputStream claim(UnitId claimed) {
            return new ByteArrayInputStream(content);
        }
    }
}
