package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Deadline;
import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/**
 * One side of one run of a program with a peer, on a channel that the caller has made.
 *
 * <p>Good for one run: new keys, labels and OTs for each. It starts no thread and leaves nothing behind; the caller closes
 * the channel. Not thread-safe, but any number of sessions may run in a process, each with a channel and thread of its
 * own.
 */
public final class Session {
    private static final byte[] ABORT_CODE = {1};
    private static final Duration ABORT_LIMIT = Duration.ofSeconds(1);
    private static final long PROGRESS_ANDS = 1 << 16;

    private final SessionProgram program;
    private final Seat seat;
    private final Channel channel;
    private final SessionOptions options;
    private final Suites suites;
    private final SessionListener listener;
    private final Messages messages;
    private final PhaseClock clock;
    private final HeapWatch heap = new HeapWatch();
    private final Deadline deadline;
    private SessionPhase phase = SessionPhase.NEW;
    private boolean confirmed;

    /**
     * What this side does and whose inputs it holds.
     *
     * @param party one of the program's two parties
     */
    public record Seat(Role role, String party) {}

    /** @throws IllegalArgumentException when the program does not declare the party */
    public Session(
            SessionProgram program, Seat seat, Channel channel, SessionOptions options, SessionListener listener) {
        if (!program.program().parties().contains(seat.party())) {
            throw new IllegalArgumentException("program " + program.program().name() + " declares no party "
                    + seat.party() + "; its parties are " + program.program().parties());
        }
        this.program = program;
        this.seat = seat;
        this.channel = channel;
        this.options = options;
        this.suites = Suites.of(options);
        this.listener = listener;
        this.messages = new Messages(channel);
        this.clock = new PhaseClock(channel.handshakeTime());
        this.deadline = Deadline.after(options.totalLimit());
    }

    /**
     * Runs the program with the peer.
     *
     * @param inputBits bits of this party's inputs, packed (bit i is bit i % 64 of word i / 64), in the order of the
     *     program's inputs; not changed
     * @throws ProtocolException when the peer is wrong or gave up; the session is over, its secrets are overwritten, the
     *     channel is closed, and the peer knows only that it failed
     * @throws IOException when the network or this machine failed or a limit has passed; likewise
     * @throws IllegalArgumentException when the bits do not fit the program
     */
    public SessionResult run(long[] inputBits) throws IOException, ProtocolException {
        if (phase != SessionPhase.NEW) {
            throw new IllegalStateException("a session is good for one run; this one is at: " + phase);
        }
        long[] inputs = requireInputs(inputBits);
        boolean done = false;
        try {
            long[] outputs = course(inputs);
            enter(SessionPhase.DONE);
            done = true;
            return new SessionResult(outputs, report());
        } catch (IOException e) {
            if (phase == SessionPhase.GATES && !(e instanceof InterruptedIOException)) {
                requireNoAbort();
            }
            throw e;
        } finally {
            Arrays.fill(inputs, 0);
            if (!done) {
                abort();
            }
        }
    }

    private long[] requireInputs(long[] inputBits) {
        int count = Math.toIntExact(program.inputBits(seat.party()));
        int words = Bits.words(count);
        long past = 0;
        for (int word = count >> 6; word < inputBits.length; word++) {
            past |= word == count >> 6 ? inputBits[word] & -1L << count : inputBits[word];
        }
        if (past != 0) {
            throw new IllegalArgumentException("bits past the " + count + " input bits of party " + seat.party());
        }
        return Arrays.copyOf(inputBits, words);
    }

    private long[] course(long[] inputs) throws IOException, ProtocolException {
        channel.deadline(Deadline.after(options.setupLimit()).earlierOf(deadline));
        enter(SessionPhase.HELLO);
        byte[] sessionId = hello();
        messages.beginTranscript(sessionId);
        SideContext context = new SideContext(program, messages, sessionId, seat.party(), inputs);
        try (Side side = seat.role() == Role.GARBLER ? new GarblerSide(context) : new EvaluatorSide(context)) {
            enter(SessionPhase.BASE_OT);
            side.baseOt();
            enter(SessionPhase.OT);
            side.ot();
            channel.deadline(deadline);
            enter(SessionPhase.GATES);
            side.gates(progress());
            enter(SessionPhase.OUTPUT);
            return outputs(side);
        }
    }

    private byte[] hello() throws IOException, ProtocolException {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        Hello own = new Hello(
                Hello.VERSION,
                seat.role().id(),
                suites,
                options.outputOrder().id(),
                nonce,
                program.digest(),
                seat.party());
        byte[] sent = own.encode();
        messages.sendUnrecorded(MessageType.HELLO, sent, sent.length);
        messages.flush();
        byte[] received = messages.receiveUpTo(MessageType.HELLO, Hello.MAX_BYTES);
        own.requireFits(Hello.decode(received), program.other(seat.party()));
        return sessionId(sent, received);
    }

    /** Hash over both Hellos and both identities, the garbler's first: the same on both sides and never seen before. */
    private byte[] sessionId(byte[] sent, byte[] received) {
        byte[] own = channel.localFingerprint().map(Fingerprint::bytes).orElse(new byte[0]);
        byte[] peer =
                channel.peer().map(Peer::fingerprint).map(Fingerprint::bytes).orElse(new byte[0]);
        boolean garbler = seat.role() == Role.GARBLER;
        return SessionHash.of("session/id", new byte[0])
                .bytes(garbler ? sent : received)
                .bytes(garbler ? received : sent)
                .bytes(garbler ? own : peer)
                .bytes(garbler ? peer : own)
                .digest();
    }

    private Walk.Listener progress() {
        long total = program.andCount();
        return new Walk.Listener() {
            private long reported;

            @Override
            public void progress(long andCount) {
                if (andCount - reported >= PROGRESS_ANDS || andCount == total) {
                    reported = andCount;
                    heap.look();
                    listener.progress(andCount, total);
                }
            }
        };
    }

    /** The second side gets nothing before it has shown that it saw the same messages. */
    private long[] outputs(Side side) throws IOException, ProtocolException {
        if (options.outputOrder().first() == seat.role()) {
            long[] outputs = receiveOutputs(side);
            sendOutputs(side);
            confirmed = peerIsDone();
            return outputs;
        }
        sendOutputs(side);
        long[] outputs = receiveOutputs(side);
        sendConfirmation(MessageType.DONE);
        messages.flush();
        confirmed = true;
        return outputs;
    }

    private void sendOutputs(Side side) throws IOException {
        side.sendOutputs();
        sendConfirmation(MessageType.CONFIRM);
        messages.flush();
    }

    private long[] receiveOutputs(Side side) throws IOException, ProtocolException {
        long[] outputs = side.receiveOutputs();
        receiveConfirmation(MessageType.CONFIRM);
        return outputs;
    }

    private void sendConfirmation(MessageType type) throws IOException {
        messages.send(type, confirmation(seat.role()));
    }

    private void receiveConfirmation(MessageType type) throws IOException, ProtocolException {
        byte[] expected = confirmation(seat.role().other());
        if (!MessageDigest.isEqual(expected, messages.receive(type, expected.length))) {
            throw new ProtocolException(phase + ": the two sides did not see the same messages");
        }
    }

    private byte[] confirmation(Role role) {
        return SessionHash.of("session/confirm", messages.transcriptHash())
                .number(role.id())
                .digest();
    }

    /** This side has authentic outputs already: a peer that leaves now cannot take them away. */
    private boolean peerIsDone() throws InterruptedIOException {
        try {
            receiveConfirmation(MessageType.DONE);
            return true;
        } catch (SocketTimeoutException | ProtocolException e) {
            return false;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    private void enter(SessionPhase next) {
        phase = next;
        messages.phase(next);
        clock.enter(next);
        heap.look();
        listener.phase(next);
    }

    /**
     * A peer that gives up while this side is sending closes the connection, so that a write fails here. Then what it said
     * before tells more than the failed write.
     */
    private void requireNoAbort() throws ProtocolException {
        channel.deadline(Deadline.after(ABORT_LIMIT));
        try {
            messages.receiveUnrecorded(MessageType.ABORT, new byte[0], 0);
        } catch (IOException e) {
            // It said nothing: the failed write is all there is.
            return;
        }
    }

    /** Tells the peer that this side gives up, but not why: an attacker would learn from it. */
    private void abort() {
        SessionPhase at = phase;
        phase = SessionPhase.FAILED;
        clock.enter(SessionPhase.FAILED);
        try {
            channel.deadline(Deadline.after(ABORT_LIMIT));
            if (at != SessionPhase.NEW) {
                messages.sendUnrecorded(MessageType.ABORT, ABORT_CODE, ABORT_CODE.length);
                messages.flush();
            }
        } catch (IOException e) {
            // The peer is gone; there is nobody to tell.
            return;
        } finally {
            channel.close();
        }
    }

    private SessionReport report() {
        String evaluator = seat.role() == Role.EVALUATOR ? seat.party() : program.other(seat.party());
        return new SessionReport(
                seat.role(),
                seat.party(),
                suites.levelName(),
                suites.toString(),
                program.digestText(),
                channel.description(),
                1,
                program.andCount(),
                program.inputBits(evaluator) + program.program().random().widthBits(),
                channel.sentBytes(),
                channel.receivedBytes(),
                heap.peakBytes(),
                clock.seconds(),
                confirmed);
    }
}
