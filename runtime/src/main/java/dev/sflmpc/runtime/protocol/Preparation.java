package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One side of a session that runs nothing: it makes units, each of which a later {@link Session#prepared} session uses up for
 * one evaluation of the program.
 *
 * <p>Each unit has its own delta, base OTs, OTs and garbling, so that nothing that happens to one touches another. A unit is
 * kept at the evaluator first: the garbler's half alone is of no use, and the evaluator's alone neither.
 */
public final class Preparation {

    private final SessionProgram program;
    private final Session.Seat seat;
    private final SessionOptions options;
    private final Conversation conversation;
    private long ots;

    /** @throws IllegalArgumentException when the program does not declare the party */
    public Preparation(
            SessionProgram program,
            Session.Seat seat,
            Channel channel,
            SessionOptions options,
            SessionListener listener) {
        this.program = program;
        this.seat = seat;
        this.options = options;
        this.conversation = new Conversation(program, seat, channel, options, listener);
    }

    /**
     * Makes {@code count} units, as many as the peer wants. Those that are on the shelf stay there when a later one fails.
     *
     * @throws ProtocolException when the peer is wrong or gave up, as in {@link Session#run}
     * @throws IOException when the network, the shelf or this machine failed or a limit has passed
     */
    public SessionReport run(int count, UnitShelf shelf) throws IOException, ProtocolException {
        conversation.run(() -> course(count, shelf), () -> true);
        return conversation.report(count, ots, true, "");
    }

    private void course(int count, UnitShelf shelf) throws IOException, ProtocolException {
        Greeting greeting = conversation.hello(SessionMode.PREPARE, new RowRange(count, 0), List.of());
        if (greeting.peer().rows().count() != count) {
            throw new ProtocolException("hello: the two sides prepare different numbers of units: " + count + " here, "
                    + Long.toUnsignedString(greeting.peer().rows().count()) + " at the peer; give the same --count");
        }
        conversation.messages().beginTranscript(greeting.sessionId());
        UnitKind kind = UnitKind.of(program, seat, options, conversation.local(), conversation.peer());
        ChunkPlan plan = ChunkPlan.of(program);
        for (int i = 0; i < count; i++) {
            conversation.limitSetup();
            byte[] unitSession = SessionHash.of("session/unit", greeting.sessionId())
                    .number(i)
                    .digest();
            SideContext context = new SideContext(
                    program,
                    plan,
                    options.garbling(),
                    options.ot(),
                    conversation.messages(),
                    unitSession,
                    seat.party(),
                    1);
            try (UnitShelf.Draft draft = shelf.draft(UnitId.of(greeting.sessionId(), i), kind)) {
                long done = i * program.andCount();
                long total = count * program.andCount();
                Walk.Listener listener = ands -> conversation.progress(done + ands, total);
                if (seat.role() == Role.GARBLER) {
                    garble(context, draft, listener);
                } else {
                    receive(context, draft, listener);
                }
            }
        }
    }

    private void garble(SideContext context, UnitShelf.Draft draft, Walk.Listener listener)
            throws IOException, ProtocolException {
        Messages messages = context.messages();
        Chunk row = context.oneRow();
        conversation.enter(SessionPhase.BASE_OT);
        try (Delta delta = Delta.random();
                GarblerOts sender = new GarblerOts(messages, context.sessionId(), context.ot(), delta)) {
            sender.setUp();
            conversation.enter(SessionPhase.OT);
            int count = context.otCount(context.otherParty(), row);
            long[] labels = sender.extend(count);
            ots += count;
            sender.randomise(labels, context.inputBits(context.otherParty(), row), context.randomBits(row));
            sender.sendNonce();
            conversation.limitTotal();
            conversation.enter(SessionPhase.GATES);
            GarblerUnit unit = GarblerUnit.garble(
                    context, messages.transcriptHash(), delta, labels, new TableMessageSink(messages), listener);
            conversation.enter(SessionPhase.UNIT);
            unit.write(draft.content());
            unit.wipe();
        }
        conversation.sendConfirmation(MessageType.CONFIRM);
        messages.flush();
        conversation.receiveConfirmation(MessageType.CONFIRM);
        draft.commit();
        conversation.sendConfirmation(MessageType.DONE);
        messages.flush();
    }

    private void receive(SideContext context, UnitShelf.Draft draft, Walk.Listener listener)
            throws IOException, ProtocolException {
        Messages messages = context.messages();
        Chunk row = context.oneRow();
        OutputStream content = draft.content();
        conversation.enter(SessionPhase.BASE_OT);
        try (EvaluatorOts receiver = new EvaluatorOts(messages, context.sessionId(), context.ot())) {
            receiver.setUp();
            conversation.enter(SessionPhase.OT);
            int count = context.otCount(context.party(), row);
            receiver.extend(count);
            ots += count;
            messages.flush();
            receiver.receiveNonce();
            EvaluatorUnit unit = new EvaluatorUnit(messages.transcriptHash(), receiver.choices(), receiver.labels());
            unit.write(content, context.inputBits(context.party(), row));
            unit.wipe();
        }
        conversation.limitTotal();
        conversation.enter(SessionPhase.GATES);
        tables(messages, content, listener);
        conversation.enter(SessionPhase.UNIT);
        conversation.receiveConfirmation(MessageType.CONFIRM);
        draft.commit();
        conversation.sendConfirmation(MessageType.CONFIRM);
        messages.flush();
        conversation.receiveConfirmation(MessageType.DONE);
    }

    /** Stores the tables as they come, a message at a time. */
    private void tables(Messages messages, OutputStream content, Walk.Listener listener)
            throws IOException, ProtocolException {
        TableMessageSource source = new TableMessageSource(messages, options.garbling());
        source.expect(program.andCount());
        try {
            while (!source.isExhausted()) {
                int length = source.next();
                StoredTables.store(content, source.buffer(), source.start(), length);
                listener.progress(source.gates());
            }
        } catch (TableMessageSource.WrongTables e) {
            throw e.protocolException();
        }
    }
}
