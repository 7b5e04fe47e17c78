package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtSender;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The garbler's course. */
final class GarblerSide implements Side {
    private static final int NONCE_BYTES = 32;

    private final SideContext context;
    private final Messages messages;
    private final SecureRandom random = new SecureRandom();
    private final Delta delta = Delta.random();
    private final CorrelatedOtSender ot;
    private long[] zeroLabels = new long[0];
    private Optional<OutputStore> own = Optional.empty();
    private Optional<OutputStore> others = Optional.empty();

    GarblerSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.ot = new CorrelatedOtSender(context.sessionId(), context.ot(), delta);
    }

    @Override
    public void baseOt() throws IOException, ProtocolException {
        messages.send(MessageType.OT_SETUP, ot.start());
        messages.flush();
        messages.send(
                MessageType.OT_SETUP, ot.respond(messages.receive(MessageType.OT_SETUP, CorrelatedOt.SECOND_BYTES)));
        messages.flush();
        ot.finishSetup(messages.receive(MessageType.OT_SETUP, CorrelatedOt.fourthBytes(context.ot())));
    }

    @Override
    public void ot(Chunk chunk) throws IOException, ProtocolException {
        int count = context.otCount(context.otherParty(), chunk);
        ot.begin(count);
        for (int part = 0; part < CorrelatedOt.chunks(count); part++) {
            ot.extend(messages.receive(MessageType.OT_CHUNK, CorrelatedOt.chunkBytes(context.ot(), count, part)));
        }
        zeroLabels = ot.verify(messages.receive(MessageType.OT_PROOF, CorrelatedOt.PROOF_BYTES));
        int inputs = context.inputBits(context.otherParty(), chunk);
        long[] differences = PackedBits.receive(messages, MessageType.CHOICES, inputs);
        Labels.offset(zeroLabels, 0, inputs, differences, 0, delta);
        int randoms = context.randomBits(chunk);
        long[] share = random.longs(Bits.words(randoms)).toArray();
        Labels.offset(zeroLabels, inputs, randoms, share, 0, delta);
        Arrays.fill(share, 0);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        messages.send(MessageType.NONCE, nonce);
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException {
        OutputStore ownOutputs = new OutputStore(context.program(), context.party(), chunk);
        OutputStore otherOutputs = new OutputStore(context.program(), context.otherParty(), chunk);
        own = Optional.of(ownOutputs);
        others = Optional.of(otherOutputs);
        TableSink sink = new TableMessageSink(messages);
        GateHash hash = context.gateHash();
        Program program = context.program().program();
        try (LabelStream active = context.garblerInputLabels()) {
            int rows;
            for (int first = 0; first < chunk.rows(); first += rows) {
                rows = context.plan().tile(chunk.rows() - first);
                try (GarblingBackend tile = new GarblingBackend(program.wireCount(), rows, delta, hash, sink)) {
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
        }
        Arrays.fill(zeroLabels, 0);
        messages.flush();
    }

    /** Sets row {@code row} of a tile, which is row {@code at} of the chunk. */
    private void setInputs(GarblingBackend tile, int row, Chunk chunk, int at, LabelStream active) {
        Program program = context.program().program();
        int ownBit = at * (context.inputBits(context.party(), chunk) / chunk.rows());
        int otherBits = context.inputBits(context.otherParty(), chunk);
        int otherBit = at * (otherBits / chunk.rows());
        for (Program.Input input : program.inputs()) {
            int width = input.type().widthBits();
            if (input.party().equals(context.party())) {
                tile.setOwnInputs(row, input.base(), chunk.inputBits(), ownBit, width, active);
                ownBit += width;
            } else {
                tile.setInputs(row, input.base(), zeroLabels, otherBit, width);
                otherBit += width;
            }
        }
        int randoms = program.random().widthBits();
        tile.setInputs(row, program.random().base(), zeroLabels, otherBits + at * randoms, randoms);
    }

    @Override
    public void sendOutputs() throws IOException {
        OutputStore outputs = others.orElseThrow();
        for (int first = 0; first < outputs.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = outputs.messageCount(first);
            long[] labels = outputs.labels(first, count);
            messages.send(
                    MessageType.DECODE,
                    OutputLabels.commitments(context.sessionId(), outputs.index(first), labels, count, delta));
            Arrays.fill(labels, 0);
        }
        outputs.wipe();
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        OutputStore outputs = own.orElseThrow();
        long[] bits = Bits.allocate(outputs.count());
        for (int first = 0; first < outputs.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = outputs.messageCount(first);
            byte[] returned = messages.receive(MessageType.RETURNED, count * OutputLabels.RETURNED_BYTES);
            long[] labels = outputs.labels(first, count);
            Bits.copy(OutputLabels.accept(labels, count, delta, returned), 0, bits, first, count);
            Arrays.fill(labels, 0);
        }
        outputs.wipe();
        return bits;
    }

    @Override
    public void close() {
        Arrays.fill(zeroLabels, 0);
        own.ifPresent(OutputStore::wipe);
        others.ifPresent(OutputStore::wipe);
        ot.close();
        delta.close();
    }
}
