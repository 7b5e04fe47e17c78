package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The evaluator's course with tables that it stored before. */
final class PreparedEvaluatorSide implements Side {

    private final SideContext context;
    private final InputStream content;
    private Optional<EvaluatorUnit> unit = Optional.empty();
    private long[] garblerLabels = new long[0];
    private Optional<EvaluatorOutputs> outputs = Optional.empty();

    /** @param content of a unit that was claimed for this session; closed with this */
    PreparedEvaluatorSide(SideContext context, InputStream content) {
        this.context = context;
        this.content = content;
    }

    @Override
    public void setUp() throws IOException {
        unit = Optional.of(EvaluatorUnit.read(context, content));
    }

    @Override
    public int ot(Chunk chunk) throws IOException, ProtocolException {
        EvaluatorUnit own = unit.orElseThrow();
        int ownBits = context.inputBits(context.party(), chunk);
        PackedBits.sendDifferences(context.messages(), own.choices(), chunk.inputBits(), ownBits);
        context.messages().flush();
        garblerLabels = receive(context.inputBits(context.otherParty(), chunk));
        long[] corrections = receive(ownBits);
        for (int i = 0; i < corrections.length; i++) {
            own.labels()[i] ^= corrections[i];
        }
        return 0;
    }

    private long[] receive(int total) throws IOException, ProtocolException {
        long[] labels = Labels.allocate(total);
        for (int first = 0; first < total; first += PreparedGarblerSide.MESSAGE_LABELS) {
            int count = Math.min(PreparedGarblerSide.MESSAGE_LABELS, total - first);
            byte[] body = context.messages().receive(MessageType.LABELS, count * Labels.BYTES);
            Labels.fromBytes(body, 0, labels, first, count);
        }
        return labels;
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException {
        EvaluatorUnit own = unit.orElseThrow();
        EvaluatorOutputs learned = EvaluatorOutputs.of(context, chunk);
        outputs = Optional.of(learned);
        Program program = context.program().program();
        try (EvaluatingBackend backend = new EvaluatingBackend(
                program.wireCount(), 1, context.gateHash(own.transcriptHash()), new StoredTables(content))) {
            setInputs(backend, own.labels(), context.inputBits(context.party(), chunk));
            Walk.walk(program, backend, listener);
            backend.finish();
            learned.own().add((wire, count) -> backend.outputs(0, wire, count));
            learned.others().add((wire, count) -> backend.outputs(0, wire, count));
        }
        UnitContent.requireEnd(content);
    }

    private void setInputs(EvaluatingBackend backend, long[] labels, int ownBits) {
        context.forEachInput(
                0,
                (wire, first, width) -> backend.setInputs(0, wire, labels, first, width),
                (wire, first, width) -> backend.setInputs(0, wire, garblerLabels, first, width));
        Program.Region random = context.program().program().random();
        backend.setInputs(0, random.base(), labels, ownBits, random.widthBits());
    }

    @Override
    public void sendOutputs() throws IOException {
        outputs.orElseThrow().send();
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        return outputs.orElseThrow().receive();
    }

    @Override
    public void close() {
        unit.ifPresent(EvaluatorUnit::wipe);
        Arrays.fill(garblerLabels, 0);
        outputs.ifPresent(EvaluatorOutputs::wipe);
        UnitContent.close(content);
    }
}
