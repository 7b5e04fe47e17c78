package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Deadline;
import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Peer;
import dev.sflmpc.runtime.net.Traffic;
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
 * One side of one run of a program with a peer, for one or many rows of inputs, on a channel that the caller has made.
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
    private final ChunkPlan plan;
    private SessionPhase phase = SessionPhase.NEW;
    private RowRange rows = RowRange.SINGLE;
    private long ots;
    private long rowsDone;
    private boolean confirmed;
    private boolean peerLost;

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
        this.plan = ChunkPlan.of(program);
    }

    /**
     * Runs the program once with the peer.
     *
     * @param inputBits bits of this party's inputs, packed (bit i is bit i % 64 of word i / 64), in the order of the
     *     program's inputs; not changed
     * @throws ProtocolException when the peer is wrong or gave up; the session is over, its secrets are overwritten, the
     *     channel is closed, and the peer knows only that it failed
     * @throws IOException when the network or this machine failed or a limit has passed; likewise
     * @throws IllegalArgumentException when the bits do not fit the program
     */
    public SessionResult run(long[] inputBits) throws IOException, ProtocolException {
        requireInput(inputBits);
        SingleRow single = new SingleRow(inputBits);
        SessionReport report = run(RowRange.SINGLE, single, single);
        return new SessionResult(single.outputBits(), report);
    }

    /**
     * Runs the program for many rows. The two sides have the same number of rows; row by row, the inputs of both belong
     * together. A session that broke off goes on with another one, which begins at the first row that either side lacks; it
     * garbles anew whatever it repeats.
     *
     * @param firstRow the first row that this side still needs, 0 to begin with; all rows if it lacks none but the peer may
     * @param sink gets results in the order of the rows, maybe from some before {@code firstRow} on
     * @throws ProtocolException as {@link #run(long[])}
     * @throws IOException likewise, or what source and sink throw
     */
    public SessionReport run(RowSource source, long firstRow, RowSink sink) throws IOException, ProtocolException {
        return run(new RowRange(source.count(), firstRow), source, sink);
    }

    private SessionReport run(RowRange own, RowSource source, RowSink sink) throws IOException, ProtocolException {
        if (phase != SessionPhase.NEW) {
            throw new IllegalStateException("a session is good for one run; this one is at: " + phase);
        }
        boolean done = false;
        boolean connected = true;
        FaultWatch watch = new FaultWatch(source, sink);
        try {
            course(own, watch, watch);
            enter(SessionPhase.DONE);
            done = true;
            return report();
        } catch (IOException e) {
            if (phase == SessionPhase.GATES && !(e instanceof InterruptedIOException)) {
                requireNoAbort();
            }
            connected = watch.failed() || isInterruption(e);
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

    private void requireInput(long[] inputBits) {
        int count = Math.toIntExact(program.inputBits(seat.party()));
        long past = 0;
        for (int word = count >> 6; word < inputBits.length; word++) {
            past |= word == count >> 6 ? inputBits[word] & -1L << count : inputBits[word];
        }
        if (past != 0) {
            throw new IllegalArgumentException("bits past the " + count + " input bits of party " + seat.party());
        }
    }

    private void course(RowRange own, RowSource source, RowSink sink) throws IOException, ProtocolException {
        channel.deadline(Deadline.after(options.setupLimit()).earlierOf(deadline));
        enter(SessionPhase.HELLO);
        byte[] sessionId = hello(own, source.most());
        messages.beginTranscript(sessionId);
        SideContext context =
                new SideContext(program, plan, options.garbling(), options.ot(), messages, sessionId, seat.party());
        try (Side side = seat.role() == Role.GARBLER ? new GarblerSide(context) : new EvaluatorSide(context)) {
            enter(SessionPhase.BASE_OT);
            side.baseOt();
            source.seek(rows.first());
            for (long row = rows.first(); row < rows.count(); row += plan.chunkRows()) {
                Chunk chunk = read(source, row, (int) Math.min(plan.chunkRows(), rows.count() - row));
                try {
                    chunk(side, context, chunk, sink);
                } finally {
                    chunk.wipe();
                }
            }
        }
    }

    private Chunk read(RowSource source, long firstRow, int count) throws IOException {
        int width = Math.toIntExact(program.inputBits(seat.party()));
        long[] bits = Bits.allocate(Math.multiplyExact(width, count));
        for (int row = 0; row < count; row++) {
            long[] own = source.next();
            requireInput(own);
            Bits.copy(Arrays.copyOf(own, Bits.words(width)), 0, bits, row * width, width);
        }
        return new Chunk(firstRow, count, bits);
    }

    private void chunk(Side side, SideContext context, Chunk chunk, RowSink sink)
            throws IOException, ProtocolException {
        enter(SessionPhase.OT);
        side.ot(chunk);
        ots += context.otCount(seat.role() == Role.EVALUATOR ? seat.party() : context.otherParty(), chunk);
        channel.deadline(deadline);
        enter(SessionPhase.GATES);
        side.gates(chunk, progress(chunk));
        enter(SessionPhase.OUTPUT);
        outputs(side, chunk, sink);
        rowsDone += chunk.rows();
    }

    private byte[] hello(RowRange own, long most) throws IOException, ProtocolException {
        byte[] nonce = new byte[Hello.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        Hello hello = new Hello(
                Hello.VERSION,
                seat.role().id(),
                suites,
                options.outputOrder().id(),
                own,
                nonce,
                program.digest(),
                seat.party());
        byte[] sent = hello.encode();
        messages.sendUnrecorded(MessageType.HELLO, sent, sent.length);
        messages.flush();
        byte[] received = messages.receiveUpTo(MessageType.HELLO, Hello.MAX_BYTES);
        Hello peer = Hello.decode(received);
        hello.requireFits(peer, program.other(seat.party()));
        rows = own.agree(peer.rows(), plan.chunkRows());
        if (rows.count() > most) {
            throw new ProtocolException(
                    "hello: the peer has " + rows.count() + " rows, this side allows at most " + most);
        }
        listener.rows(rows.first(), rows.count());
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

    private Walk.Listener progress(Chunk chunk) {
        long total = saturatingProduct(program.andCount(), rows.count());
        long before = program.andCount() * chunk.firstRow();
        return new Walk.Listener() {
            private long reported = before;

            @Override
            public void progress(long andCount) {
                long done = before + andCount;
                if (done - reported >= PROGRESS_ANDS || done == total) {
                    reported = done;
                    heap.look();
                    listener.progress(done, total);
                }
            }
        };
    }

    private static long saturatingProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    /**
     * The second side gets nothing before it has shown that it saw the same messages; the first goes on only when the second
     * has said that it has its own.
     */
    private void outputs(Side side, Chunk chunk, RowSink sink) throws IOException, ProtocolException {
        if (options.outputOrder().first() == seat.role()) {
            receiveOutputs(side, chunk, sink);
            sendOutputs(side);
            if (chunk.firstRow() + chunk.rows() == rows.count()) {
                confirmed = peerIsDone();
            } else {
                receiveConfirmation(MessageType.DONE);
            }
            return;
        }
        sendOutputs(side);
        receiveOutputs(side, chunk, sink);
        sendConfirmation(MessageType.DONE);
        messages.flush();
        confirmed = true;
    }

    private void sendOutputs(Side side) throws IOException {
        side.sendOutputs();
        sendConfirmation(MessageType.CONFIRM);
        messages.flush();
    }

    private void receiveOutputs(Side side, Chunk chunk, RowSink sink) throws IOException, ProtocolException {
        long[] outputs = side.receiveOutputs();
        receiveConfirmation(MessageType.CONFIRM);
        sink.accept(chunk.firstRow(), chunk.rows(), outputs, Math.toIntExact(program.outputBits(seat.party())));
        Arrays.fill(outputs, 0);
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

    /**
     * Whether the connection was lost after this side had all of its outputs and before the peer said that it has its own: it
     * may want another session for its last rows.
     */
    public boolean isPeerLost() {
        return peerLost;
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

    /** What was done so far; the session may have failed. */
    public SessionReport report() {
        Traffic traffic = channel.traffic();
        return new SessionReport(
                seat.role(),
                seat.party(),
                suites.levelName(),
                suites.toString(),
                program.digestText(),
                channel.description(),
                rowsDone,
                saturatingProduct(program.andCount(), rowsDone),
                ots,
                channel.sentBytes(),
                channel.receivedBytes(),
                channel.localFingerprint().isPresent(),
                traffic.wireSentBytes(),
                traffic.wireReceivedBytes(),
                heap.peakBytes(),
                ResidentMemory.peakBytes(),
                clock.seconds(traffic),
                confirmed);
    }
}
