package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtReceiver;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The evaluator's course. */
final class EvaluatorSide implements Side {
    private static final int NONCE_BYTES = 32;

    private final SideContext context;
    private final Messages messages;
    private final CorrelatedOtReceiver ot;
    private long[] activeLabels = new long[0];
    private Optional<OutputStore> own = Optional.empty();
    private Optional<OutputStore> others = Optional.empty();

    EvaluatorSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.ot = new CorrelatedOtReceiver(context.sessionId(), context.ot());
    }

    @Override
    public void baseOt() throws IOException, ProtocolException {
        byte[] first = messages.receive(MessageType.OT_SETUP, CorrelatedOt.FIRST_BYTES);
        messages.send(MessageType.OT_SETUP, ot.respond(first));
        messages.flush();
        byte[] third = messages.receive(MessageType.OT_SETUP, CorrelatedOt.THIRD_BYTES);
        messages.send(MessageType.OT_SETUP, ot.finishSetup(third));
    }

    @Override
    public void ot(Chunk chunk) throws IOException, ProtocolException {
        int count = context.otCount(context.party(), chunk);
        ot.begin(count);
        for (int part = 0; part < CorrelatedOt.chunks(count); part++) {
            messages.send(MessageType.OT_CHUNK, ot.extend());
        }
        messages.send(MessageType.OT_PROOF, ot.prove());
        activeLabels = ot.labels();
        long[] differences = ot.choices();
        long[] inputs = chunk.inputBits();
        for (int word = 0; word < inputs.length; word++) {
            differences[word] ^= inputs[word];
        }
        PackedBits.send(messages, MessageType.CHOICES, differences, context.inputBits(context.party(), chunk));
        Arrays.fill(differences, 0);
        messages.flush();
        byte[] nonce = messages.receive(MessageType.NONCE, NONCE_BYTES);
        assert nonce.length == NONCE_BYTES : "it is in the transcript";
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException, ProtocolException {
        OutputStore ownOutputs = new OutputStore(context.program(), context.party(), chunk);
        OutputStore otherOutputs = new OutputStore(context.program(), context.otherParty(), chunk);
        own = Optional.of(ownOutputs);
        others = Optional.of(otherOutputs);
        TableSource source = new TableMessageSource(
                messages, context.garbling(), Math.multiplyExact(context.program().andCount(), chunk.rows()));
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
                        ownOutputs.add((wire, count) -> tile.outputs(at, wire, count));
                        otherOutputs.add((wire, count) -> tile.outputs(at, wire, count));
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
        OutputStore outputs = others.orElseThrow();
        for (int first = 0; first < outputs.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = outputs.messageCount(first);
            messages.send(MessageType.RETURNED, OutputLabels.returned(outputs.labels(first, count), count));
        }
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        OutputStore outputs = own.orElseThrow();
        long[] bits = Bits.allocate(outputs.count());
        for (int first = 0; first < outputs.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = outputs.messageCount(first);
            byte[] commitments = messages.receive(MessageType.DECODE, count * OutputLabels.COMMITMENT_BYTES);
            long[] learned = OutputLabels.open(
                    context.sessionId(), outputs.index(first), outputs.labels(first, count), count, commitments);
            Bits.copy(learned, 0, bits, first, count);
        }
        return bits;
    }

    @Override
    public void close() {
        Arrays.fill(activeLabels, 0);
        own.ifPresent(OutputStore::wipe);
        others.ifPresent(OutputStore::wipe);
        ot.close();
    }
}
