package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The garbler's course when the evaluator has the tables already: it gives labels of inputs, and that is all. */
final class PreparedGarblerSide implements Side {

    /** Labels of one message. */
    static final int MESSAGE_LABELS = Messages.MAX_BODY_BYTES / Labels.BYTES;

    private final SideContext context;
    private final InputStream content;
    private Optional<GarblerUnit> unit = Optional.empty();

    /** @param content of a unit that was claimed for this session; closed with this */
    PreparedGarblerSide(SideContext context, InputStream content) {
        this.context = context;
        this.content = content;
    }

    @Override
    public void setUp() throws IOException {
        unit = Optional.of(GarblerUnit.read(context, content));
    }

    @Override
    public int ot(Chunk chunk) throws IOException, ProtocolException {
        GarblerUnit own = unit.orElseThrow();
        int otherBits = context.inputBits(context.otherParty(), chunk);
        long[] differences = PackedBits.receive(context.messages(), MessageType.CHOICES, otherBits);
        Labels.offset(own.inputs(), 0, context.inputBits(context.party(), chunk), chunk.inputBits(), 0, own.delta());
        Labels.offset(own.corrections(), 0, otherBits, differences, 0, own.delta());
        send(own.inputs());
        send(own.corrections());
        context.messages().flush();
        return 0;
    }

    private void send(long[] labels) throws IOException {
        int total = labels.length / 2;
        for (int first = 0; first < total; first += MESSAGE_LABELS) {
            int count = Math.min(MESSAGE_LABELS, total - first);
            byte[] body = new byte[count * Labels.BYTES];
            Labels.toBytes(labels, first, count, body, 0);
            context.messages().send(MessageType.LABELS, body);
        }
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) {
        listener.progress(context.program().andCount());
    }

    @Override
    public void sendOutputs() throws IOException {
        outputs().send();
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        return outputs().receive();
    }

    private GarblerOutputs outputs() {
        GarblerUnit own = unit.orElseThrow();
        return new GarblerOutputs(context, own.delta(), own.own(), own.others());
    }

    @Override
    public void close() {
        unit.ifPresent(GarblerUnit::wipe);
        UnitContent.close(content);
    }
}
