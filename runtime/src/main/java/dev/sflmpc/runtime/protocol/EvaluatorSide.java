package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The evaluator's course. */
final class EvaluatorSide implements Side {
    private final SideContext context;
    private final Messages messages;
    private final EvaluatorOts ots;
    private long[] activeLabels = new long[0];
    private Optional<EvaluatorOutputs> outputs = Optional.empty();

    EvaluatorSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.ots = new EvaluatorOts(messages, context.sessionId(), context.ot());
    }

    @Override
    public void setUp() throws IOException, ProtocolException {
        ots.setUp();
    }

    @Override
    public int ot(Chunk chunk) throws IOException, ProtocolException {
        int count = context.otCount(context.party(), chunk);
        ots.extend(count);
        activeLabels = ots.labels();
        PackedBits.sendDifferences(
                messages, ots.choices(), chunk.inputBits(), context.inputBits(context.party(), chunk));
        messages.flush();
        ots.receiveNonce();
        return count;
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException, ProtocolException {
        EvaluatorOutputs labels = EvaluatorOutputs.of(context, chunk);
        outputs = Optional.of(labels);
        TableSource source = new TableMessageSource(
                messages,
                context.garbling(),
                Math.multiplyExact(context.program().andCount(), chunk.rows()));
        GateHash hash = context.gateHash();
        Program program = context.program().program();
        try (LabelStream active = context.garblerInputLabels()) {
            int rows;
            for (int first = 0; first < chunk.rows(); first += rows) {
                rows = context.plan().tile(chunk.rows() - first);
                try (EvaluatingBackend tile = new EvaluatingBackend(program.wireCount(), rows, hash, source)) {
                    for (int row = 0; row < rows; row++) {
                        setInputs(tile, row, chunk, first + row, active);
                    }
                    Walk.walk(program, tile, context.ofChunk(listener, first, rows));
                    tile.finish();
                    for (int row = 0; row < rows; row++) {
                        int at = row;
                        labels.own().add((wire, count) -> tile.outputs(at, wire, count));
                        labels.others().add((wire, count) -> tile.outputs(at, wire, count));
                    }
                }
            }
        } catch (TableMessageSource.WrongTables e) {
            throw e.protocolException();
        }
        Arrays.fill(activeLabels, 0);
    }

    /** Sets row {@code row} of a tile, which is row {@code at} of the chunk. */
    private void setInputs(EvaluatingBackend tile, int row, Chunk chunk, int at, LabelStream active) {
        Program program = context.program().program();
        int ownBits = context.inputBits(context.party(), chunk);
        int ownBit = at * (ownBits / chunk.rows());
        for (Program.Input input : program.inputs()) {
            int width = input.type().widthBits();
            if (input.party().equals(context.party())) {
                tile.setInputs(row, input.base(), activeLabels, ownBit, width);
                ownBit += width;
            } else {
                tile.setGarblerInputs(row, input.base(), width, active);
            }
        }
        int randoms = program.random().widthBits();
        tile.setInputs(row, program.random().base(), activeLabels, ownBits + at * randoms, randoms);
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
        Arrays.fill(activeLabels, 0);
        outputs.ifPresent(EvaluatorOutputs::wipe);
        ots.close();
    }
}
