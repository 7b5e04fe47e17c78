package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.KernelChoice;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.primitive.Bits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One side of one run of a program with a peer, for one or many rows of inputs, on a channel that the caller has made.
 *
 * <p>Good for one run: new keys, labels and OTs for each, or a prepared unit that nothing used before. It starts no thread
 * and leaves nothing behind; the caller closes the channel. Not thread-safe, but any number of sessions may run in a
 * process, each with a channel and thread of its own.
 */
public final class Session {
    private static final long PROGRESS_ANDS = 1 << 16;

    private final SessionProgram program;
    private final Seat seat;
    private final SessionOptions options;
    private final Optional<UnitSupply> units;
    private final Conversation conversation;
    private final ChunkPlan plan;
    private RowRange rows = RowRange.SINGLE;
    private String unit = "";
    private long ots;
    private long rowsDone;
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
        this(program, seat, options, Optional.empty(), new Conversation(program, seat, channel, options, listener));
    }

    private Session(
            SessionProgram program,
            Seat seat,
            SessionOptions options,
            Optional<UnitSupply> units,
            Conversation conversation) {
        this.program = program;
        this.seat = seat;
        this.options = options;
        this.units = units;
        this.conversation = conversation;
        this.plan = ChunkPlan.of(program);
    }

    /**
     * A session that uses one of {@code units} for a single evaluation. The peer needs the same unit.
     *
     * @throws IllegalArgumentException when the program does not declare the party
     */
    public static Session prepared(
            SessionProgram program,
            Seat seat,
            Channel channel,
            SessionOptions options,
            SessionListener listener,
            UnitSupply units) {
        return new Session(
                program,
                seat,
                options,
                Optional.of(units),
                new Conversation(program, seat, channel, options, listener));
    }

    /**
     * Says that this process is about to run such a session. For a long one Java begins to compile what it needs, in a thread of the
     * process, while it waits for the peer. The session itself says so, too, but has less time.
     *
     * @param rows evaluations of the program
     */
    public static void expect(SessionProgram program, Role role, SessionOptions options, long rows) {
        long ands = Conversation.saturatingProduct(program.andCount(), rows);
        long serialAnds = Conversation.saturatingProduct(program.serialAndCount(), rows);
        int tile = ChunkPlan.of(program).tile((int) Math.min(rows, Integer.MAX_VALUE));
        KernelChoice choice =
                switch (role) {
                    case GARBLER -> KernelChoice.ofGarbler(options.garbling());
                    case EVALUATOR -> KernelChoice.ofEvaluator(options.garbling());
                };
        choice.expect(tile, ands, serialAnds);
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
     * @throws IllegalStateException for a session with prepared units, each of which is good for one row
     */
    public SessionReport run(RowSource source, long firstRow, RowSink sink) throws IOException, ProtocolException {
        if (units.isPresent()) {
            throw new IllegalStateException("a prepared unit is good for one row");
        }
        return run(new RowRange(source.count(), firstRow), source, sink);
    }

    private SessionReport run(RowRange own, RowSource source, RowSink sink) throws IOException, ProtocolException {
        FaultWatch watch = new FaultWatch(source, sink);
        // Nobody goes on with a prepared session that broke off, so the peer may always hear of it.
        conversation.run(() -> course(own, watch, watch), () -> units.isPresent() || watch.failed());
        return report();
    }

    /** What was done so far; the session may have failed. */
    public SessionReport report() {
        return conversation.report(rowsDone, ots, confirmed, unit);
    }

    /**
     * Whether the connection was lost after this side had all of its outputs and before the peer said that it has its own: it
     * may want another session for its last rows.
     */
    public boolean isPeerLost() {
        return conversation.isPeerLost();
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
        try (Side side = greet(own, source.most())) {
            side.setUp();
            source.seek(rows.first());
            for (long row = rows.first(); row < rows.count(); row += plan.chunkRows()) {
                Chunk chunk = read(source, row, (int) Math.min(plan.chunkRows(), rows.count() - row));
                try {
                    chunk(side, chunk, sink);
                } finally {
                    chunk.wipe();
                }
            }
        }
    }

    /** Exchanges Hellos; what follows from them is this side's course. */
    private Side greet(RowRange own, long most) throws IOException, ProtocolException {
        boolean garbler = seat.role() == Role.GARBLER;
        if (units.isPresent()) {
            List<UnitId> available = units.get().available();
            Greeting greeting = conversation.hello(SessionMode.PREPARED, own, available);
            if (!greeting.peer().rows().equals(RowRange.SINGLE)) {
                throw new ProtocolException(
                        "hello: the peer wants to run more than one row or not from the first; a prepared"
                                + " unit is good for one evaluation: run both sides without --batch and --rows");
            }
            UnitId id = UnitChoice.of(seat.role(), greeting.own(), greeting.peer());
            unit = id.toString();
            conversation.rows(rows);
            SideContext context = context(UnitChoice.sessionId(greeting.sessionId(), id));
            conversation.enter(SessionPhase.UNIT);
            return garbler
                    ? new PreparedGarblerSide(context, units.get().claim(id))
                    : new PreparedEvaluatorSide(context, units.get().claim(id));
        }
        Greeting greeting = conversation.hello(SessionMode.RUN, own, List.of());
        rows = own.agree(greeting.peer().rows(), plan.chunkRows());
        if (rows.count() > most) {
            throw new ProtocolException(
                    "hello: the peer has " + rows.count() + " rows, this side allows at most " + most);
        }
        conversation.rows(rows);
        expect(program, seat.role(), options, rows.count());
        SideContext context = context(greeting.sessionId());
        conversation.enter(SessionPhase.BASE_OT);
        return garbler ? new GarblerSide(context) : new EvaluatorSide(context);
    }

    private SideContext context(byte[] sessionId) {
        conversation.messages().beginTranscript(sessionId);
        return new SideContext(
                program,
                plan,
                options.garbling(),
                options.ot(),
                conversation.messages(),
                sessionId,
                seat.party(),
                options.threads());
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

    private void chunk(Side side, Chunk chunk, RowSink sink) throws IOException, ProtocolException {
        conversation.enter(SessionPhase.OT);
        ots += side.ot(chunk);
        conversation.limitTotal();
        conversation.enter(SessionPhase.GATES);
        side.gates(chunk, progress(chunk));
        conversation.enter(SessionPhase.OUTPUT);
        outputs(side, chunk, sink);
        rowsDone += chunk.rows();
    }

    private Walk.Listener progress(Chunk chunk) {
        long total = Conversation.saturatingProduct(program.andCount(), rows.count());
        long before = program.andCount() * chunk.firstRow();
        return new Walk.Listener() {
            private long reported = before;

            @Override
            public void progress(long andCount) {
                long done = before + andCount;
                if (done - reported >= PROGRESS_ANDS || done == total) {
                    reported = done;
                    conversation.progress(done, total);
                }
            }
        };
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
                confirmed = conversation.peerIsDone();
            } else {
                conversation.receiveConfirmation(MessageType.DONE);
            }
            return;
        }
        sendOutputs(side);
        receiveOutputs(side, chunk, sink);
        conversation.sendConfirmation(MessageType.DONE);
        conversation.messages().flush();
        confirmed = true;
    }

    private void sendOutputs(Side side) throws IOException {
        side.sendOutputs();
        conversation.sendConfirmation(MessageType.CONFIRM);
        conversation.messages().flush();
    }

    private void receiveOutputs(Side side, Chunk chunk, RowSink sink) throws IOException, ProtocolException {
        long[] outputs = side.receiveOutputs();
        conversation.receiveConfirmation(MessageType.CONFIRM);
        sink.accept(chunk.firstRow(), chunk.rows(), outputs, Math.toIntExact(program.outputBits(seat.party())));
        Arrays.fill(outputs, 0);
    }
}
