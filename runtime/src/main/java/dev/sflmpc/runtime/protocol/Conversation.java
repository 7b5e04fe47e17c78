package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Deadline;
import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.Traffic;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What every session has around its course: phases and their times, the Hellos, confirmations, limits, and how a side
 * gives up. Good for one course.
 */
final class Conversation {
    private static final byte[] ABORT_CODE = {1};
    private static final Duration ABORT_LIMIT = Duration.ofSeconds(1);

    private final SessionProgram program;
    private final Session.Seat seat;
    private final Channel channel;
    private final SessionOptions options;
    private final Suites suites;
    private final SessionListener listener;
    private final Messages messages;
    private final PhaseClock clock;
    private final HeapWatch heap = new HeapWatch();
    private final Deadline deadline;
    private SessionPhase phase = SessionPhase.NEW;
    private boolean peerLost;

    /** @throws IllegalArgumentException when the program does not declare the party */
    Conversation(
            SessionProgram program,
            Session.Seat seat,
            Channel channel,
            SessionOptions options,
            SessionListener listener) {
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

    /** What happens between the first phase and the last. */
    @FunctionalInterface
    interface Course {
        void run() throws IOException, ProtocolException;
    }

    /**
     * Runs the course. When it fails the channel is closed, and while the peer can be reached it is told.
     *
     * @param ownFault whether an {@link IOException} that ended the course is this side's own and not the network's
     */
    void run(Course course, BooleanSupplier ownFault) throws IOException, ProtocolException {
        if (phase != SessionPhase.NEW) {
            throw new IllegalStateException("a session is good for one run; this one is at: " + phase);
        }
        boolean done = false;
        boolean connected = true;
        try {
            limitSetup();
            course.run();
            enter(SessionPhase.DONE);
            done = true;
        } catch (IOException e) {
            if (phase == SessionPhase.GATES
                    && !(e instanceof InterruptedIOException)
                    && !(e instanceof FileSystemException)) {
                requireNotGivenUp();
            }
            connected = ownFault.getAsBoolean() || isInterruption(e);
            throw e;
        } finally {
            if (!done) {
                end(connected);
            }
        }
    }

    private static boolean isInterruption(IOException e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    }

    Messages messages() {
        return messages;
    }

    /** From now on the limit of the set-up holds. */
    void limitSetup() {
        channel.deadline(Deadline.after(options.setupLimit()).earlierOf(deadline));
    }

    /** From now on only the limit of the whole session holds. */
    void limitTotal() {
        channel.deadline(deadline);
    }

    void enter(SessionPhase next) {
        phase = next;
        messages.phase(next);
        clock.enter(next);
        heap.look();
        listener.phase(next);
    }

    void rows(RowRange agreed) {
        listener.rows(agreed.first(), agreed.count());
    }

    void progress(long andCount, long totalAndCount) {
        heap.look();
        listener.progress(andCount, totalAndCount);
    }

    /** Exchanges Hellos and compares them, but for rows and units, which are the caller's. */
    Greeting hello(SessionMode mode, RowRange rows, List<UnitId> units) throws IOException, ProtocolException {
        enter(SessionPhase.HELLO);
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        Hello hello = new Hello(
                Hello.VERSION,
                mode.id(),
                seat.role().id(),
                suites,
                options.outputOrder().id(),
                rows,
                nonce,
                program.digest(),
                seat.party(),
                units);
        byte[] sent = hello.encode();
        messages.sendUnrecorded(MessageType.HELLO, sent, sent.length);
        messages.flush();
        byte[] received = messages.receiveUpTo(MessageType.HELLO, Hello.MAX_BYTES);
        Hello peer = Hello.decode(received);
        hello.requireFits(peer, program.other(seat.party()));
        return new Greeting(sessionId(sent, received), hello, peer);
    }

    /** Hash over both Hellos and both identities, the garbler's first: the same on both sides and never seen before. */
    private byte[] sessionId(byte[] sent, byte[] received) {
        byte[] own = local().map(Fingerprint::bytes).orElse(new byte[0]);
        byte[] peer = peer().map(Fingerprint::bytes).orElse(new byte[0]);
        boolean garbler = seat.role() == Role.GARBLER;
        return SessionHash.of("session/id", new byte[0])
                .bytes(garbler ? sent : received)
                .bytes(garbler ? received : sent)
                .bytes(garbler ? own : peer)
                .bytes(garbler ? peer : own)
                .digest();
    }

    /** The identity that this side showed. */
    Optional<Fingerprint> local() {
        return channel.localFingerprint();
    }

    /** The authenticated peer's. */
    Optional<Fingerprint> peer() {
        return channel.peer().map(Peer::fingerprint);
    }

    /** Says what this side saw of the conversation. */
    void sendConfirmation(MessageType type) throws IOException {
        messages.send(type, confirmation(seat.role()));
    }

    /** Fails unless the peer saw the same. */
    void receiveConfirmation(MessageType type) throws IOException, ProtocolException {
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
    boolean peerIsDone() throws InterruptedIOException {
        try {
            receiveConfirmation(MessageType.DONE);
            return true;
        } catch (ProtocolException e) {
            return false;
        } catch (IOException e) {
            if (e instanceof InterruptedIOException interruption && isInterruption(e)) {
                throw interruption;
            }
            peerLost = true;
            return false;
        }
    }

    /** Whether {@link #peerIsDone} found the connection lost. */
    boolean isPeerLost() {
        return peerLost;
    }

    /**
     * A peer that gives up while this side is sending closes the connection, so that a write fails here. Then what it said
     * before tells more than the failed write.
     */
    private void requireNotGivenUp() throws ProtocolException {
        channel.deadline(Deadline.after(ABORT_LIMIT));
        try {
            messages.failIfGivenUp();
        } catch (IOException e) {
            // It said nothing: the failed write is all there is.
            return;
        }
    }

    /**
     * Ends a session that failed. While the peer can be reached it is told that this side gives up, but not why: an attacker
     * would learn from it. When the network failed there is nobody to tell, and both may meet again.
     */
    private void end(boolean connected) {
        SessionPhase at = phase;
        phase = SessionPhase.FAILED;
        clock.enter(SessionPhase.FAILED);
        try {
            channel.deadline(Deadline.after(ABORT_LIMIT));
            if (connected && at != SessionPhase.NEW) {
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

    /**
     * What was done so far; the session may have failed.
     *
     * @param rows evaluations of the program
     * @param unit name of the prepared unit that was used; empty for none
     */
    SessionReport report(long rows, long ots, boolean confirmed, String unit) {
        Traffic traffic = channel.traffic();
        return new SessionReport(
                seat.role(),
                seat.party(),
                suites.levelName(),
                suites.toString(),
                program.digestText(),
                channel.description(),
                rows,
                saturatingProduct(program.andCount(), rows),
                ots,
                channel.sentBytes(),
                channel.receivedBytes(),
                channel.localFingerprint().isPresent(),
                traffic.wireSentBytes(),
                traffic.wireReceivedBytes(),
                heap.peakBytes(),
                ResidentMemory.peakBytes(),
                clock.seconds(traffic),
                confirmed,
                unit);
    }

    static long saturatingProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
